-- Links without an account serve more than coordination: a link has a kind of subject, the subject, and the party it was made for.
-- Then members and their place of residence (213): to which cell there they were introduced, and what it remarks of them each year.
alter table guest_link drop constraint guest_link_tenant_id_external_id_fkey;
alter table guest_link drop constraint guest_link_tenant_id_regulation_id_fkey;
alter table guest_link rename column regulation_id to subject_id;
alter table guest_link rename column external_id to party_id;
alter table guest_link alter column party_id drop not null;
alter table guest_link add column subject_kind text not null default 'regulation'; -- all links there are so far
alter table guest_link alter column subject_kind drop default;
comment on column guest_link.subject_id is 'what the link opens: a regulation, a request for remarks; the area of the kind knows which table';
comment on column guest_link.party_id is 'who answers by it, where the subject has several: a body outside';
drop index guest_link_regulation;
create index guest_link_subject on guest_link (tenant_id, subject_kind, subject_id);

-- A cell where members live: outside the bloc, below the committee of its commune or ward.
create table residence_cell (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  body_id      uuid not null,                     -- the committee of the commune or ward
  name         text not null,                     -- Chi bộ tổ dân phố 5
  folded       text not null,
  contact_name text,
  email        text,
  phone        text,
  ended_on     date,                              -- first day on which it was no more
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  primary key (tenant_id, id),
  constraint residence_cell_name unique (tenant_id, body_id, folded),
  foreign key (tenant_id, body_id) references external_body (tenant_id, id)
);

-- How a member stands to the place of residence on each day: introduced, introduced but exempt from activity, or exempt from it all.
create table residence_link (
  tenant_id         uuid not null references tenant (id),
  id                uuid not null,
  member_id         uuid not null,
  category          text not null check (category in ('A', 'B', 'C')), -- A: introduced, exempt from activity; B: not introduced
  ground            text,                         -- code of the rulebook's list: why A or B
  residence_cell_id uuid,
  address           text,
  letter_number     text,
  letter_on         date,
  letter_signer     text,
  valid             daterange not null check (not isempty(valid) and lower(valid) is not null),
  end_reason        text check (end_reason in ('moved', 'category', 'left', 'cell_ended')),
  version           integer not null default 1,
  recorded_at       timestamptz not null,
  recorded_by       uuid,
  voided_at         timestamptz,                  -- entered by mistake: kept for the record
  voided_by         uuid,
  void_reason       text,
  primary key (tenant_id, id),
  constraint residence_link_once exclude using gist (tenant_id with =, member_id with =, valid with &&) where (voided_at is null),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, residence_cell_id) references residence_cell (tenant_id, id),
  check ((category = 'B') = (residence_cell_id is null)),
  check (category = 'C' or ground is not null),
  check (letter_number is null or letter_on is not null)
);
create index residence_link_cell on residence_link (tenant_id, residence_cell_id) where (voided_at is null);
create index residence_link_letter on residence_link (tenant_id, letter_number) where (letter_number is not null);

-- A unit of ours asks a residence cell for the remarks of a year: a link is made for it, it is open until all are there.
create table residence_request (
  tenant_id         uuid not null references tenant (id),
  id                uuid not null,
  unit_id           uuid not null,                -- who asks: of its members and those of the units below
  residence_cell_id uuid not null,
  year              integer not null check (year between 1990 and 2200),
  due_on            date not null,
  state             text not null check (state in ('open', 'sent', 'closed')), -- sent: the residence cell said that these are all
  sent_at           timestamptz,
  sent_by           text,                         -- name the guest gave
  return_reason     text,                         -- why it was opened again
  closed_at         timestamptz,
  version           integer not null default 1,
  recorded_at       timestamptz not null,
  recorded_by       uuid,
  primary key (tenant_id, id),
  constraint residence_request_once unique (tenant_id, unit_id, residence_cell_id, year),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, residence_cell_id) references residence_cell (tenant_id, id)
);
create index residence_request_cell on residence_request (tenant_id, residence_cell_id, year);

-- What the residence cell remarks of a member for a year: one that counts, earlier ones kept.
create table residence_remark (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  member_id     uuid not null,
  link_id       uuid not null,                    -- where the member was introduced to when it was written
  year          integer not null check (year between 1990 and 2200),
  result        text not null,                    -- code of the rulebook's list
  body          text,
  remarked_on   date not null,
  signer        text not null,
  source        text not null check (source in ('link', 'paper', 'portal')),
  state         text not null default 'received' check (state in ('received', 'returned')),
  return_reason text,
  version       integer not null default 1,
  recorded_at   timestamptz not null,
  recorded_by   uuid,                             -- null: written by the guest of a link
  voided_at     timestamptz,
  voided_by     uuid,
  void_reason   text,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, link_id) references residence_link (tenant_id, id)
);
create unique index residence_remark_once on residence_remark (tenant_id, member_id, year) where (voided_at is null);
create index residence_remark_link on residence_remark (tenant_id, link_id);

do $$
declare t text;
begin
  foreach t in array array['residence_cell', 'residence_link', 'residence_request', 'residence_remark'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
