-- Committees by term, boards, and who holds which post when (TERM-*, EXE-*). Rights follow from posts: nothing is granted twice.
create table committee_term (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  unit_id     uuid not null,
  ordinal     integer check (ordinal > 0),        -- of the congress: free, and may restart (HIS-09)
  restarted   boolean not null default false,
  label       text not null,                      -- 2020-2025, whatever the days are (HIS-10)
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  basis       text not null check (basis in ('congress', 'appointed')), -- elected by a congress, or appointed by the upper committee (HIS-06)
  decision_id uuid,                               -- approval of the congress's result, or appointment
  version     integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, unit_id with =, valid with &&),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);

-- The bodies of a unit: executive and standing committee and inspection committee of a term, boards over the years.
create table body (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  unit_id     uuid not null,
  term_id     uuid,                               -- null: does not end with a term (boards)
  kind        text not null check (kind in ('executive', 'standing', 'inspection', 'board')),
  name        text not null,
  seats       integer check (seats > 0),          -- as the congress or the upper committee fixed it
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  ordinal     integer not null default 0,
  decision_id uuid,
  version     integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, term_id) references committee_term (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index body_unit on body (tenant_id, unit_id);
create index body_term on body (tenant_id, term_id);

create table post_holding (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  body_id      uuid not null,
  unit_id      uuid not null,                     -- the body's unit, so that posts are found and fenced by the tree
  post         text not null,                     -- code of the list of posts
  person_id    uuid,                              -- who, where the register knows the person
  holder_name  text not null,                     -- as written in the decision
  basis        text not null check (basis in ('elected', 'appointed', 'appointed_after_failed_election', 'acting')),
  acting_for_id uuid,                             -- the holding one acts for, with its own days
  served_before boolean,                          -- was in the committee of the term before; null: not known
  valid        daterange not null check (not isempty(valid) and lower(valid) is not null),
  decision_id  uuid,
  end_reason   text check (end_reason in ('term_end', 'dismissed', 'resigned', 'moved', 'retired', 'died', 'disciplined', 'body_ended', 'unit_ended', 'other')),
  end_decision_id uuid,
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  voided_at    timestamptz,                       -- entered by mistake: no longer counted, kept for the record
  void_reason  text,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, body_id with =, post with =, person_id with =, valid with &&) where (voided_at is null),
  foreign key (tenant_id, body_id) references body (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, acting_for_id) references post_holding (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  foreign key (tenant_id, end_decision_id) references decision (tenant_id, id)
);
create index post_holding_body on post_holding (tenant_id, body_id);
create index post_holding_unit on post_holding (tenant_id, unit_id);
create index post_holding_person on post_holding (tenant_id, person_id);
-- Rights follow from posts through the person behind an account.
create index account_person on account (tenant_id, person_id);
-- One account per person. One that is to close on a later day is asked for by whoever links or opens: a day is no part of an index.
create unique index account_person_open on account (tenant_id, person_id) where (person_id is not null and disabled_on is null);

-- The calendar of congresses: one row per unit and cycle once somebody plans it; what is due is computed (TERM-01..03).
create table congress (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  unit_id      uuid not null,
  cycle        text not null,                     -- label of the term it opens: 2025-2030
  ordinal      integer check (ordinal > 0),
  pilot        boolean not null default false,    -- held first, to learn from (đại hội điểm)
  form         text not null check (form in ('members', 'delegates')),
  two_contents boolean not null default false,    -- no election: the upper committee appoints (CON-12)
  planned_on   date,
  content_approved_on date,                       -- the upper committee approved the documents and personnel (CON-10)
  held_on      date,
  held_to      date,                              -- last day, when it took more than one
  result_reported_on date,                        -- ELE-22
  result_approved_on date,                        -- ELE-23
  state        text not null check (state in ('planned', 'content_approved', 'held', 'reported', 'approved', 'postponed', 'cancelled')),
  note         text,
  steps        jsonb not null default '[]',       -- what was done when, in order: {act, on, reason, at, by}; also days given up
  decision_id  uuid,                              -- approval of its result
  term_id      uuid,                              -- the term it opened
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, term_id) references committee_term (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index congress_unit on congress (tenant_id, unit_id);
create unique index congress_cycle on congress (tenant_id, unit_id, cycle) where state <> 'cancelled';

do $$
declare t text;
begin
  foreach t in array array['committee_term', 'body', 'post_holding', 'congress'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
