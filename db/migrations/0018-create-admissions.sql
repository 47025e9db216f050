-- Admission as a log of steps: a dossier is what its steps make of it (membership rules, section 2). A step entered by mistake is voided
-- with a reason and entered anew. The columns of the dossier besides its steps are drawn from them, for lists.
create table admission_dossier (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  person_id   uuid not null,
  unit_id     uuid not null,                     -- the cell that has it today
  stage       text not null,                     -- as the steps make it
  stage_on    date not null,                     -- day of the step that brought it there
  open        boolean not null,                  -- something is still to be done
  readmission boolean not null default false,
  member_id   uuid,                              -- from the ceremony on
  version     integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by uuid,
  changed_at  timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id)
);
-- Nobody is on the way twice at once.
create unique index admission_dossier_open on admission_dossier (tenant_id, person_id) where open;
create index admission_dossier_person on admission_dossier (tenant_id, person_id);
create index admission_dossier_unit on admission_dossier (tenant_id, unit_id, stage);
create index admission_dossier_member on admission_dossier (tenant_id, member_id) where member_id is not null;

create table admission_step (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  dossier_id  uuid not null,
  unit_id     uuid not null,                     -- the cell that had the dossier then
  seq         integer not null,                  -- order among steps of one day
  kind        text not null,
  on_day      date not null,
  facts       jsonb not null default '{}',       -- what the kind asks for: votes, number of the paper, persons
  decision_id uuid,                              -- the decision of the deciding body
  file_id     uuid,                              -- the paper itself
  recorded_at timestamptz not null,
  recorded_by uuid,
  voided_at   timestamptz,                       -- entered by mistake: does not count, kept for the record
  voided_by   uuid,
  void_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references admission_dossier (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  foreign key (tenant_id, file_id) references file (tenant_id, id)
);
create index admission_step_dossier on admission_step (tenant_id, dossier_id);
create index admission_step_kind on admission_step (tenant_id, kind, on_day) where voided_at is null;

-- Dossiers decided in one sitting, their decisions numbered one after the other.
create table admission_round (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  unit_id     uuid not null,                     -- whose committee decides
  purpose     text not null check (purpose in ('admission', 'official')),
  name        text not null,
  sitting_on  date,                              -- planned, then held
  ceremony_on date,                              -- planned day of the ceremonies
  state       text not null check (state in ('open', 'decided', 'cancelled')),
  version     integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index admission_round_unit on admission_round (tenant_id, unit_id);

create table admission_round_item (
  tenant_id   uuid not null references tenant (id),
  round_id    uuid not null,
  dossier_id  uuid not null,
  ordinal     integer not null,                  -- order of the sitting, and of the numbers
  outcome     text check (outcome in ('decided', 'returned')),
  removed_at  timestamptz,                       -- taken out before the sitting
  recorded_at timestamptz not null,
  primary key (tenant_id, round_id, dossier_id),
  foreign key (tenant_id, round_id) references admission_round (tenant_id, id),
  foreign key (tenant_id, dossier_id) references admission_dossier (tenant_id, id)
);
create index admission_round_item_dossier on admission_round_item (tenant_id, dossier_id);

do $$
declare t text;
begin
  foreach t in array array['admission_dossier', 'admission_step', 'admission_round', 'admission_round_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
