-- Line versus place: regulations between the bloc and bodies outside it, what each side owes in which rhythm, what was done.
create table external_body (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  name         text not null,
  kind         text not null check (kind in ('local_committee', 'agency', 'board', 'mass_organisation', 'bloc', 'other')),
  locality_id  uuid,
  contact_name text,
  email        text,
  phone        text,
  valid        daterange not null check (not isempty(valid) and lower(valid) is not null),
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, locality_id) references locality (tenant_id, id)
);

create table regulation (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  number      text not null,                      -- 08-QC/TU
  title       text not null,
  signed_on   date not null,
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  summary     text,
  file_id     uuid,
  end_reason  text,
  version     integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number, signed_on),
  foreign key (tenant_id, file_id) references file (tenant_id, id)
);

create table regulation_party (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  regulation_id uuid not null,
  unit_id       uuid,                             -- a unit of ours
  external_id   uuid,                             -- or a body outside
  ordinal       integer not null,
  valid         daterange not null check (not isempty(valid) and lower(valid) is not null), -- a unit that ends hands its place over
  primary key (tenant_id, id),
  unique (tenant_id, regulation_id, unit_id),
  unique (tenant_id, regulation_id, external_id),
  foreign key (tenant_id, regulation_id) references regulation (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, external_id) references external_body (tenant_id, id),
  check ((unit_id is null) <> (external_id is null))
);
create index regulation_party_unit on regulation_party (tenant_id, unit_id) where (unit_id is not null);

create table obligation (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  regulation_id uuid not null,
  party_id      uuid not null,                    -- who owes it
  to_party_id   uuid,                             -- to whom; null: to all the others
  kind          text not null check (kind in ('exchange_plan', 'member_opinion', 'joint_meeting', 'report', 'other')),
  title         text not null,
  rhythm        text not null check (rhythm in ('once', 'month', 'quarter', 'half', 'year')),
  due_after     integer not null check (due_after between -366 and 366), -- days after the period's first day (year: plan by 31 January = 30)
  valid         daterange not null check (not isempty(valid) and lower(valid) is not null), -- owed for the periods that begin in it
  version       integer not null default 1,
  recorded_at   timestamptz not null,
  recorded_by   uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, regulation_id) references regulation (tenant_id, id),
  foreign key (tenant_id, party_id) references regulation_party (tenant_id, id),
  foreign key (tenant_id, to_party_id) references regulation_party (tenant_id, id)
);
create index obligation_regulation on obligation (tenant_id, regulation_id);

-- A link for a body outside: what it may answer, until when. Only the hash of its secret is kept.
create table guest_link (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  external_id   uuid not null,
  regulation_id uuid not null,
  secret_hash   text not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz,
  last_used_at  timestamptz,
  answers       integer not null default 0,       -- in a row: too many too fast let it rest
  answered_at   timestamptz,
  recorded_at   timestamptz not null,
  recorded_by   uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, external_id) references external_body (tenant_id, id),
  foreign key (tenant_id, regulation_id) references regulation (tenant_id, id)
);
create index guest_link_regulation on guest_link (tenant_id, regulation_id);

create table obligation_done (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  obligation_id uuid not null,
  period        text not null,                    -- period code: nam-2023, 6-thang-cuoi-2023; 'once'
  done_on       date not null,
  body          text not null,                    -- what was sent, said or agreed
  file_id       uuid,
  guest_link_id uuid,                             -- answered from outside by this link
  answered_by   text,                             -- name the guest gave
  state         text not null check (state in ('received', 'accepted', 'returned')),
  reason        text,                             -- why it was returned
  decided_at    timestamptz,                      -- when it was accepted or returned
  version       integer not null default 1,
  recorded_at   timestamptz not null,
  recorded_by   uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, obligation_id) references obligation (tenant_id, id),
  foreign key (tenant_id, file_id) references file (tenant_id, id),
  foreign key (tenant_id, guest_link_id) references guest_link (tenant_id, id)
);
create index obligation_done_obligation on obligation_done (tenant_id, obligation_id);
create unique index obligation_done_once on obligation_done (tenant_id, obligation_id, period) where (state <> 'returned');

do $$
declare t text;
begin
  foreach t in array array['external_body', 'regulation', 'regulation_party', 'obligation', 'guest_link', 'obligation_done'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
