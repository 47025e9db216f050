-- Targets, tasks, and the periodic report: one part per grassroots unit, its narratives, and the frozen snapshots with their records.
create table target (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  indicator   text not null,                  -- code, e.g. I04
  unit_id     uuid not null,
  period      text not null,                  -- period code: nam-2020, nhiem-ky-2015-2020
  value       numeric not null check (value >= 0),
  source      text,                           -- the paper that set it
  decision_id uuid,
  version     integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, indicator, unit_id, period),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);

create table task (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  title         text not null,
  body          text,
  owner_unit_id uuid not null,
  issuer_unit_id uuid not null,               -- only the issuer closes it
  due_on        date not null,
  state         text not null check (state in ('open', 'reported', 'done', 'cancelled')),
  source_kind   text not null check (source_kind in ('conclusion', 'manual')),
  source_id     uuid,
  evidence      text,                         -- what the owner reports
  verdict       text,                         -- what the issuer says of it
  version       integer not null default 1,
  recorded_at   timestamptz not null,
  changed_at    timestamptz not null,
  closed_on     date,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, issuer_unit_id) references unit (tenant_id, id)
);
create index task_owner on task (tenant_id, owner_unit_id, state, due_on);

create table report (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  unit_id     uuid not null,                  -- who consolidates: the bloc
  period      text not null,                  -- period code
  title       text not null,
  cut_off_on  date not null,                  -- figures are drawn as of this day
  due_on      date not null,
  headings    jsonb not null,                 -- [{code, text}] as the rulebook had them when the report was opened
  state       text not null check (state in ('open', 'frozen')),
  version     integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, unit_id, period),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);

create table report_part (
  tenant_id    uuid not null references tenant (id),
  report_id    uuid not null,
  unit_id      uuid not null,                 -- grassroots unit that reports
  state        text not null check (state in ('draft', 'submitted', 'returned', 'accepted')),
  submitted_at timestamptz,
  submitted_on date,                          -- compared with the report's due day: late or not
  decided_at   timestamptz,
  reason       text,                          -- why it was returned
  version      integer not null default 1,
  changed_at   timestamptz not null,
  changed_by   uuid,
  primary key (tenant_id, report_id, unit_id),
  foreign key (tenant_id, report_id) references report (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);

create table report_narrative (
  tenant_id  uuid not null references tenant (id),
  report_id  uuid not null,
  unit_id    uuid not null,                   -- the grassroots unit, or the bloc for the merged text
  heading    text not null,
  body       text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, report_id, unit_id, heading),
  foreign key (tenant_id, report_id) references report (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);

create table report_snapshot (
  tenant_id  uuid not null references tenant (id),
  id         uuid not null,
  report_id  uuid not null,
  ordinal    integer not null,                -- 1 = first freezing, then restatements
  reason     text,                            -- why restated
  content    jsonb not null,                  -- tree, indicators, narratives, completeness as they stood
  hash       text not null,                   -- sha256 over content, figures and record ids
  frozen_at  timestamptz not null,
  frozen_by  uuid,
  primary key (tenant_id, id),
  unique (tenant_id, report_id, ordinal),
  foreign key (tenant_id, report_id) references report (tenant_id, id)
);

create table report_snapshot_figure (
  tenant_id   uuid not null references tenant (id),
  snapshot_id uuid not null,
  indicator   text not null,
  unit_id     uuid not null,
  numerator   numeric not null,
  denominator numeric,
  record_ids  text[] not null,                -- records of this very unit; units above add up those below
  primary key (tenant_id, snapshot_id, indicator, unit_id),
  foreign key (tenant_id, snapshot_id) references report_snapshot (tenant_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['target', 'task', 'report', 'report_part', 'report_narrative', 'report_snapshot', 'report_snapshot_figure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert on %I to khoi_app', t);
  end loop;
  grant update on target, task, report, report_part, report_narrative to khoi_app; -- snapshots: never
end $$;
