-- The organisation tree over time. A unit is an identity; what it was called, what kind it was, under whom and where it worked
-- are versions with a date range: closed, never deleted. Decisions are the papers every change cites (idea 5).
create table decision (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  number      text not null,                  -- e.g. 412-QĐ/ĐUK
  kind        text not null default 'decision',
  issued_on   date not null,
  issuer      text not null,
  signer      text,
  abstract    text not null,
  file_id     uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, issuer, kind, number, issued_on), -- numbers restart each term: the date belongs to the key
  foreign key (tenant_id, file_id) references file (tenant_id, id)
);
create index decision_issued on decision (tenant_id, issued_on);

create table sector (
  tenant_id uuid not null references tenant (id),
  code      text not null,
  name      text not null,
  ordinal   integer not null,
  valid     daterange not null,
  primary key (tenant_id, code)
);

create table locality (
  tenant_id uuid not null references tenant (id),
  id        uuid not null,
  name      text not null,
  kind      text not null check (kind in ('province', 'district', 'commune')),
  committee text,                             -- the local committee that works there
  valid     daterange not null,               -- districts end on 30/06/2025
  primary key (tenant_id, id)
);

create table unit (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  code        text not null,                  -- short stable code of the bloc's own numbering
  closing_decision_id uuid,                   -- the paper by which it ceased to exist; the day is the end of its last version
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, closing_decision_id) references decision (tenant_id, id)
);

create table unit_version (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  unit_id     uuid not null,
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  kind        text not null check (kind in ('bloc', 'grassroots_committee', 'grassroots_cell', 'section', 'sub_cell', 'group')),
  name        text not null,
  short_name  text not null,
  folded      text not null,                  -- name without marks, for search
  parent_id   uuid,                           -- null only for the bloc itself
  sector      text,
  locality_id uuid,                           -- where it works, when not at the bloc's seat
  ordinal     integer not null default 0,     -- customary order among siblings
  decision_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, unit_id with =, valid with &&),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, parent_id) references unit (tenant_id, id),
  foreign key (tenant_id, sector) references sector (tenant_id, code),
  foreign key (tenant_id, locality_id) references locality (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  check ((kind = 'bloc') = (parent_id is null))
);
create index unit_version_unit on unit_version (tenant_id, unit_id);
create index unit_version_parent on unit_version (tenant_id, parent_id);

-- Who stood above whom, and when; every unit is its own ancestor at depth 0. Kept by units/closure.ts alone.
create table unit_closure (
  tenant_id     uuid not null references tenant (id),
  ancestor_id   uuid not null,
  descendant_id uuid not null,
  depth         smallint not null check (depth >= 0),
  valid         daterange not null check (not isempty(valid)),
  final         boolean not null,             -- holds on the descendant's last day: where a closed unit's records are found afterwards
  primary key (tenant_id, ancestor_id, descendant_id, valid),
  exclude using gist (tenant_id with =, ancestor_id with =, descendant_id with =, valid with &&),
  foreign key (tenant_id, ancestor_id) references unit (tenant_id, id),
  foreign key (tenant_id, descendant_id) references unit (tenant_id, id)
);
create index unit_closure_descendant on unit_closure (tenant_id, descendant_id);

do $$
declare t text;
begin
  foreach t in array array['decision', 'sector', 'locality', 'unit', 'unit_version', 'unit_closure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
  grant delete on unit_version, unit_closure to khoi_app; -- both are rewritten as a whole when a dated fact changes; the audit entry keeps what was
end $$;
