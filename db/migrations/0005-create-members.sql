-- The register: a person, the membership, its status and cell over time, and the dated events that flows count.
create table person (
  tenant_id          uuid not null references tenant (id),
  id                 uuid not null,
  full_name          text not null,
  folded             text not null,           -- without marks, lower case: search
  sort_key           text not null,           -- given name first, Vietnamese order
  sex                text not null check (sex in ('male', 'female')),
  birth_on           date not null,
  ethnicity          text not null,           -- code of the list of ethnic groups; kinh is the majority
  religion           text,                    -- code; null: none. Masked
  home_place         text,
  education          text,                    -- code
  theory_level       text,                    -- political theory level, code
  occupation         text,
  phone              text,                    -- masked
  citizen_id_sealed  bytea,                   -- encrypted; masked
  citizen_id_tail    text,                    -- last three digits, shown in the mask
  version            integer not null default 1,
  recorded_at        timestamptz not null,
  changed_at         timestamptz not null,
  primary key (tenant_id, id)
);
create index person_folded on person (tenant_id, folded text_pattern_ops);
create index person_sort on person (tenant_id, sort_key, id);

create table member (
  tenant_id      uuid not null references tenant (id),
  id             uuid not null,
  person_id      uuid not null,
  card_number    text,
  file_number    text,
  admitted_on    date not null,               -- day of admission (ceremony); seniority counts from here once confirmed
  confirmed_on   date,                        -- day the full membership began
  left_on        date,
  version        integer not null default 1,
  recorded_at    timestamptz not null,
  changed_at     timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, card_number),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  check (confirmed_on is null or confirmed_on >= admitted_on),
  check (left_on is null or left_on >= admitted_on)
);
create index member_person on member (tenant_id, person_id);

create table member_status (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  member_id   uuid not null,
  status      text not null check (status in ('probationary', 'full')),
  exempt      boolean not null default false, -- excused from work and meetings
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  decision_id uuid,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, member_id with =, valid with &&),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index member_status_member on member_status (tenant_id, member_id) include (valid, status, exempt);
-- Under row-level security the planner may not look into ranges, but it may compare days: without this it expects a handful of rows.
create statistics member_status_span on lower(valid), upper(valid) from member_status;

create table member_cell (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  member_id   uuid not null,
  unit_id     uuid not null,                  -- always a cell
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  reason      text,
  decision_id uuid,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, member_id with =, valid with &&), -- a member is in one cell on one day
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index member_cell_member on member_cell (tenant_id, member_id) include (valid, unit_id);
create index member_cell_unit on member_cell (tenant_id, unit_id) include (valid, member_id);
create statistics member_cell_span on lower(valid), upper(valid) from member_cell;

create table member_event (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  member_id    uuid not null,
  unit_id      uuid not null,                 -- the cell it happened in
  kind         text not null check (kind in ('admission', 'confirmation', 'arrival', 'departure', 'move', 'death', 'removal', 'resignation', 'expulsion', 'exemption', 'restoration')),
  effective_on date not null,                 -- the day it takes effect
  decided_on   date not null,                 -- the day the decision was signed: what flows count by
  on_time      boolean,                       -- for a confirmation: within the legal deadline
  youth_member boolean,                       -- for an admission: came from the youth union
  decision_id  uuid,
  from_place   text,                          -- for an arrival
  to_place     text,                          -- for a departure
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  voided_at    timestamptz,                   -- corrected: no longer counted, kept for the record
  void_reason  text,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index member_event_decided on member_event (tenant_id, kind, decided_on);
create index member_event_member on member_event (tenant_id, member_id);

do $$
declare t text;
begin
  foreach t in array array['person', 'member', 'member_status', 'member_cell', 'member_event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
