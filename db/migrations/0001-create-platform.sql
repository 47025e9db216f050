-- The ground every module stands on: blocs, audit, idempotency, jobs, files.
create extension if not exists btree_gist; -- exclusion constraints over uuid and ranges together
-- Every table of a tenant leads its keys with tenant_id and is fenced by row-level security (see ARCHITECTURE.md, idea 7).

create table tenant (
  id         uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,40}$'), -- name of the bloc in addresses
  name       text not null,                                                  -- short name shown before sign-in; the official name is dated, on the root unit
  settings   jsonb not null default '{}',                                    -- what a bloc may choose (home locality, contact of the portal)
  created_at timestamptz not null
);

create table audit_entry (
  tenant_id  uuid not null references tenant (id),
  id         uuid not null,
  at         timestamptz not null,
  account_id uuid,                       -- who; null for the system itself
  operation  text not null,              -- name of the operation, or `read` for a read of masked fields
  subjects   uuid[] not null default '{}', -- records touched
  details    jsonb not null default '{}', -- what changed, without masked values
  request_id text,
  xact       xid8 not null default pg_current_xact_id(), -- orders sealing behind the oldest running transaction
  primary key (tenant_id, id)
);
create index audit_entry_xact on audit_entry (tenant_id, xact, id);
create index audit_entry_subjects on audit_entry using gin (subjects);

create table audit_seal (
  tenant_id  uuid not null references tenant (id),
  ordinal    bigint not null,            -- 1, 2, 3 … without a gap
  entry_id   uuid not null,
  hash       text not null,              -- sha256 of previous hash and the entry's canonical JSON
  sealed_at  timestamptz not null,
  primary key (tenant_id, ordinal),
  unique (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references audit_entry (tenant_id, id)
);

create table idempotency_key (
  tenant_id  uuid not null references tenant (id),
  account_id uuid not null,
  key        text not null check (length(key) between 8 and 100),
  operation  text not null,
  input_hash text not null,              -- the same key with another input is refused
  result     jsonb,
  created_at timestamptz not null,
  primary key (tenant_id, account_id, key)
);

create table job_run (
  tenant_id        uuid not null references tenant (id),
  id               uuid not null,
  name             text not null,        -- which job
  input            jsonb not null,
  state            text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done_count       integer not null default 0,
  total_count      integer,
  note             text,                 -- what is being done now
  result           jsonb,                -- e.g. the file made
  error_code       text,
  cancel_requested boolean not null default false,
  account_id       uuid,
  created_at       timestamptz not null,
  started_at       timestamptz,
  finished_at      timestamptz,
  primary key (tenant_id, id)
);
create index job_run_account on job_run (tenant_id, account_id, created_at desc);

create table file (
  tenant_id  uuid not null references tenant (id),
  id         uuid not null,
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'), -- where the content lies
  name       text not null,
  mime       text not null,
  bytes      bigint not null check (bytes >= 0),
  public     boolean not null default false, -- may be read without an account (pictures of published articles)
  variants   jsonb,                  -- pictures: [{width, height, mime, sha256, bytes}], small to large
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

do $$
declare t text;
begin
  grant usage on schema public to khoi_app;
  grant select, insert, update on tenant to khoi_app;
  foreach t in array array['audit_entry', 'audit_seal', 'idempotency_key', 'job_run', 'file'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert on %I to khoi_app', t);
  end loop;
  grant update on job_run, file to khoi_app;
  grant update, delete on idempotency_key to khoi_app;
end $$;
