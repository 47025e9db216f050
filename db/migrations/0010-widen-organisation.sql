-- Units as one finds them on paper (symbol, seal, identifiers), where records go when units end, and places that follow one another.
alter table unit_version
  add column symbol      text,                    -- in the numbers of its papers: ĐU, ĐUK
  add column seal        text check (seal in ('own', 'parent')), -- null: as its kind has it
  add column delegated   boolean not null default false, -- a grassroots committee with the powers of an upper one
  add column provisional boolean not null default false; -- a temporary organisation: its members are counted at home

create table unit_identifier (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  unit_id     uuid not null,
  scheme      text not null,                      -- which register gave it: electronic identification code, statistics …
  value       text not null,
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, unit_id with =, scheme with =, valid with &&),
  exclude using gist (tenant_id with =, scheme with =, value with =, valid with &&),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);

-- What became of units when they were joined, divided or handed over: from whom to whom, on which day. Renaming, moving and another
-- kind keep the unit and need no row. HIS-02, HIS-03.
create table unit_lineage (
  tenant_id      uuid not null references tenant (id),
  id             uuid not null,
  kind           text not null check (kind in ('consolidate', 'absorb', 'split', 'separate', 'dissolve', 'transfer_out', 'transfer_in')),
  predecessor_id uuid,                            -- null: came from outside the bloc
  successor_id   uuid,                            -- null: went outside the bloc, or nobody
  outside        text,                            -- the body outside it came from or went to
  on_day         date not null,                   -- first day of the new order
  members        integer,                         -- how many went this way, as it was carried out: the share
  decision_id    uuid,
  recorded_at    timestamptz not null,
  recorded_by    uuid,
  voided_at      timestamptz,                     -- corrected: no longer followed, kept for the record
  void_reason    text,
  primary key (tenant_id, id),
  foreign key (tenant_id, predecessor_id) references unit (tenant_id, id),
  foreign key (tenant_id, successor_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  check (predecessor_id is not null or successor_id is not null),
  check (predecessor_id is distinct from successor_id or kind = 'separate'),
  check ((kind in ('transfer_out', 'transfer_in')) = (outside is not null))
);
create index unit_lineage_predecessor on unit_lineage (tenant_id, predecessor_id);
create index unit_lineage_successor on unit_lineage (tenant_id, successor_id);

alter table locality
  add column code      text,                      -- national code of that time
  add column parent_id uuid,                      -- the province a district or commune belongs to
  add foreign key (tenant_id, parent_id) references locality (tenant_id, id);

-- The day a member's admission was decided, where the event itself is kept in another bloc: seniority begins with it.
alter table member add column admission_decided_on date;

-- Which place became which: 63 provinces to 34, districts to communes (01/07/2025).
create table locality_successor (
  tenant_id uuid not null references tenant (id),
  old_id    uuid not null,
  new_id    uuid not null,
  on_day    date not null,
  primary key (tenant_id, old_id, new_id),
  foreign key (tenant_id, old_id) references locality (tenant_id, id),
  foreign key (tenant_id, new_id) references locality (tenant_id, id),
  check (old_id <> new_id)
);

do $$
declare t text;
begin
  foreach t in array array['unit_identifier', 'unit_lineage', 'locality_successor'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
  grant delete on locality_successor to khoi_app;
end $$;
