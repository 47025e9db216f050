-- Registers and national exports out of Excel: the file, what was understood of each row, and what was decided for it, staged until it
-- is taken, taken back or given up; and the list of differences to a national export. What is read of people stays sealed.
create table intake (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  purpose     text not null check (purpose in ('import', 'compare')),
  unit_id     uuid not null,                  -- the unit whose cells the rows belong to
  as_of       date not null,                  -- import: first day in the register here, where the sheet does not say; compare: the day compared
  file_name   text not null,
  file_bytes  integer not null,
  file_sealed bytea,                          -- null once it is no longer needed
  sheets      jsonb not null,                 -- [{name, head, heads}]: sheets with a row of headings; head counts from 1
  sheet       integer not null default 0,     -- place in sheets
  columns     jsonb not null,                 -- {field: place of the column from 0}
  state       text not null check (state in ('open', 'reading', 'read', 'applying', 'applied', 'undone', 'given_up')),
  counts      jsonb not null default '{}',
  run_id      uuid,                           -- the run that reads or takes it
  version     integer not null default 1,
  created_at  timestamptz not null,
  created_by  uuid,
  read_at     timestamptz,
  applied_at  timestamptz,
  applied_by  uuid,
  undone_at   timestamptz,
  undone_by   uuid,
  undo_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index intake_unit on intake (tenant_id, unit_id);
create index intake_newest on intake (tenant_id, purpose, created_at);

-- How the columns of a sheet with these headings were understood last time, corrected by a person.
create table intake_mapping (
  tenant_id uuid not null references tenant (id),
  purpose   text not null check (purpose in ('import', 'compare')),
  signature text not null,                    -- fingerprint of the headings in any order
  columns   jsonb not null,                   -- {field: heading, folded}
  used_at   timestamptz not null,
  used_by   uuid,
  primary key (tenant_id, purpose, signature)
);

create table intake_row (
  tenant_id   uuid not null references tenant (id),
  intake_id   uuid not null,
  line        integer not null,               -- as Excel counts: the first row is 1
  name        text not null,
  sort_key    text not null,
  unit_id     uuid,                           -- the cell found
  person_id   uuid,                           -- the person of the register it seems to be
  member_id   uuid,
  matched_by  text check (matched_by in ('citizen_id', 'card', 'name_birth', 'name')),
  certain     boolean,                        -- whether the match leaves no doubt
  twin_line   integer,                        -- an earlier line of the sheet with the same person
  differs     text[] not null default '{}',   -- fields in which the sheet and the register differ
  fills       text[] not null default '{}',   -- those of them the register has nothing for
  faults      jsonb not null default '[]',    -- [{field, code, read, details}]: what cannot be taken
  notes       jsonb not null default '[]',    -- the same shape: what was repaired or taken for granted
  fault_count smallint not null default 0,
  note_count  smallint not null default 0,
  choice      text check (choice in ('new', 'skip', 'fill', 'replace')), -- null: a fault stands against it
  sealed      bytea not null,                 -- JSON: cells as read, values as understood
  outcome     text check (outcome in ('new', 'changed', 'same', 'skipped')),
  made        jsonb,                          -- what taking it wrote: ids and versions, for taking it back
  before_sealed bytea,                        -- JSON: what an existing record said before, or the spans of a membership taken back
  primary key (tenant_id, intake_id, line),
  foreign key (tenant_id, intake_id) references intake (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id)
);
create index intake_row_unit on intake_row (tenant_id, unit_id);
create index intake_row_person on intake_row (tenant_id, person_id);
create index intake_row_member on intake_row (tenant_id, member_id);

-- A difference between the register and a national export, found on one day; what was done about it is marked by people.
create table bridge_line (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  intake_id   uuid not null,
  unit_id     uuid not null,                  -- the cell that has to look into it; the unit compared where no cell is known
  kind        text not null check (kind in ('here', 'there', 'differs')), -- only here, only there, in both and not the same
  certainty   text not null check (certainty in ('sure', 'likely', 'unclear')),
  line        integer,                        -- of the sheet
  person_id   uuid,
  member_id   uuid,
  name        text not null,
  sort_key    text not null,
  birth_on    date,
  fields      text[] not null default '{}',
  sealed      bytea,                          -- JSON: both values of each field
  done_at     timestamptz,
  done_by     uuid,
  remark      text,
  version     integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, intake_id) references intake (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id)
);
create index bridge_line_intake on bridge_line (tenant_id, intake_id, unit_id);
create index bridge_line_unit on bridge_line (tenant_id, unit_id);
create index bridge_line_person on bridge_line (tenant_id, person_id);
create index bridge_line_member on bridge_line (tenant_id, member_id);

-- A person or membership that came by an import which was taken back: kept for the record, listed nowhere.
alter table person add column withdrawn_at timestamptz;
alter table member add column withdrawn_at timestamptz;

do $$
declare t text;
begin
  foreach t in array array['intake', 'intake_mapping', 'intake_row', 'bridge_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
  grant delete on intake_row, bridge_line to khoi_app; -- a file that is read again, with other columns, is staged anew
  grant delete on member_cell, member_status to khoi_app; -- spans of a membership that is taken back; intake_row keeps what was
end $$;
