-- Plans of reorganisation: several acts under one decision, simulated, shared, applied together on their day (HIS-01, HIS-05).
create table reorganisation (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  title        text not null,
  summary      text,
  effective_on date not null,                     -- first day of the new order
  state        text not null check (state in ('draft', 'shared', 'scheduled', 'applied', 'withdrawn', 'reversed')),
  decision_id  uuid,                              -- one decision for all its acts; needed before it is scheduled
  corrects_id  uuid,                              -- the plan this one corrects
  reason       text,                              -- of a correction, a withdrawal or a reversal
  scheduled_at timestamptz,
  scheduled_by uuid,
  applied_at   timestamptz,
  applied_by   uuid,
  outcome      jsonb,                             -- what applying it wrote: ids of versions, lineage, moves; and the state before, for a reversal
  failure      jsonb,                             -- why it could not be applied on its day: code and details
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  changed_at   timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  foreign key (tenant_id, corrects_id) references reorganisation (tenant_id, id)
);
create index reorganisation_state on reorganisation (tenant_id, state, effective_on);

create table reorganisation_act (
  tenant_id         uuid not null references tenant (id),
  id                uuid not null,
  reorganisation_id uuid not null,
  ordinal           integer not null,
  kind              text not null,
  input             jsonb not null,               -- the act as units/reorganisation-acts.ts defines it
  units             uuid[] not null,              -- the standing units it concerns: who may read it, and which plans collide
  recorded_at       timestamptz not null,
  recorded_by       uuid,
  primary key (tenant_id, id),
  unique (tenant_id, reorganisation_id, ordinal) deferrable,
  foreign key (tenant_id, reorganisation_id) references reorganisation (tenant_id, id)
);

create table reorganisation_comment (
  tenant_id         uuid not null references tenant (id),
  id                uuid not null,
  reorganisation_id uuid not null,
  act_id            uuid,                         -- about one act, or about the whole
  body              text not null,
  at                timestamptz not null,
  account_id        uuid,
  author            text not null,                -- as the account was called then
  answered_at       timestamptz,                  -- settled
  answer            text,
  primary key (tenant_id, id),
  foreign key (tenant_id, reorganisation_id) references reorganisation (tenant_id, id)
);
create index reorganisation_comment_plan on reorganisation_comment (tenant_id, reorganisation_id);

do $$
declare t text;
begin
  foreach t in array array['reorganisation', 'reorganisation_act', 'reorganisation_comment'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
  grant delete on reorganisation_act to khoi_app; -- of a draft; the audit entry keeps what was
  grant delete on member_cell to khoi_app; -- of a plan reversed: the spans are as they were before it; outcome and audit entry keep what was
end $$;
