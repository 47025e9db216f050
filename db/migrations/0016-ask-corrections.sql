-- What a member asks to be put right in the own record, and the cell's answer; and who has gone through a quarter's log of reads.
create table correction_request (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  person_id   uuid not null,
  member_id   uuid not null,
  unit_id     uuid not null,                     -- the cell on the day it was asked; the cell of today answers
  kind        text not null check (kind in ('fields', 'entry')),
  state       text not null default 'waiting' check (state in ('waiting', 'confirmed', 'returned', 'withdrawn')),
  reason      text not null,                     -- why, in the member's words
  changes     jsonb not null default '[]',       -- [{field, before, after}]; a masked field is named only: {field}
  addition    jsonb,                             -- a period or paper to be added, as its operation takes it
  sealed      bytea,                             -- JSON of what few may read: {field: {before, after}}
  file_id     uuid,                              -- what proves it
  said_by     text,                              -- entered on behalf: who said it
  said_on     date,                              -- and when
  asked_at    timestamptz not null,
  asked_by    uuid,                              -- account: the member's own, or the secretary's
  answer      text,                              -- why it was returned, or a word with the confirmation
  answered_at timestamptz,
  answered_by uuid,
  version     integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, file_id) references file (tenant_id, id),
  check ((said_by is null) = (said_on is null)),
  check ((state = 'waiting') = (answered_at is null)),
  check (state <> 'returned' or answer is not null)
);
create index correction_request_waiting on correction_request (tenant_id, member_id) where (state = 'waiting');
create index correction_request_person on correction_request (tenant_id, person_id, asked_at);
create index correction_request_file on correction_request (tenant_id, file_id) where (file_id is not null);

create table read_review (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  quarter      text not null check (quarter ~ '^quy-\d{4}-[1-4]$'), -- period code
  reads        integer not null,                 -- how many the list had
  note         text,
  reviewed_at  timestamptz not null,
  reviewed_by  uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (tenant_id, id)
);
create unique index read_review_once on read_review (tenant_id, quarter) where (withdrawn_at is null);

do $$
declare t text;
begin
  foreach t in array array['correction_request', 'read_review'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
