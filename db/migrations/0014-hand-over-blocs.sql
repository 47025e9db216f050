-- Blocs that end or are joined: an operator's act, done table by table and resumed where it stopped. The old bloc stays readable.
alter table tenant
  add column ended_on date,                       -- first day of the new order; from then on the bloc is read only
  add column successors uuid[] not null default '{}'; -- the blocs its units went to

create schema operator;
create table operator.hand_over (
  id          uuid primary key,
  from_tenant uuid not null references tenant (id),
  into_tenant uuid not null references tenant (id),
  on_day      date not null,
  plan        jsonb not null,                     -- which units, under which parents; by which decision
  state       text not null check (state in ('running', 'done', 'failed')),
  result      jsonb,                              -- rows by table, figures compared
  started_at  timestamptz not null,
  finished_at timestamptz,
  unique (from_tenant, into_tenant, on_day)
);
create table operator.hand_over_step (
  hand_over_id uuid not null references operator.hand_over (id),
  name         text not null,                     -- table or act
  last_key     text,                              -- where to go on
  row_count    bigint not null default 0,
  done         boolean not null default false,
  changed_at   timestamptz not null,
  primary key (hand_over_id, name)
);
grant usage on schema operator to khoi_app;
grant select, insert, update on all tables in schema operator to khoi_app;
