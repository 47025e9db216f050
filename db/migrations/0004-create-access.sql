-- Rights follow the tree: a grant is a role at a unit (and everything below it) between two dates.
create table access_grant (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  account_id  uuid not null,
  role        text not null,                  -- a bundle of permissions, see access/roles.ts
  unit_id     uuid not null,
  valid       daterange not null check (not isempty(valid)),
  decision_id uuid,
  granted_by  uuid,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, account_id with =, role with =, unit_id with =, valid with &&),
  foreign key (tenant_id, account_id) references account (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index access_grant_account on access_grant (tenant_id, account_id);

-- Every read of a masked field: who read whose, what, when.
create table read_log (
  tenant_id  uuid not null references tenant (id),
  id         uuid not null,
  at         timestamptz not null,
  account_id uuid,
  person_id  uuid not null,
  field      text not null,
  reason     text,
  primary key (tenant_id, id)
);
create index read_log_person on read_log (tenant_id, person_id, at);

create table rule_override (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  code        text not null,                  -- the national rule it sets locally
  value       jsonb not null,
  valid       daterange not null check (not isempty(valid)),
  reason      text not null,
  decision_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, code with =, valid with &&),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['access_grant', 'read_log', 'rule_override'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert on %I to khoi_app', t);
  end loop;
  grant update on access_grant, rule_override to khoi_app;
end $$;
