-- Who signs in. The schema `auth` belongs to the accounts library and is not tenant data: sign-in happens before a bloc is known.
create schema auth;

create table auth."user" (
  "id"              text primary key,
  "name"            text not null,
  "email"           text not null unique,
  "emailVerified"   boolean not null default false,
  "image"           text,
  "createdAt"       timestamptz not null,
  "updatedAt"       timestamptz not null,
  "username"        text unique,
  "displayUsername" text,
  "tenantId"        uuid references tenant (id), -- the bloc this login belongs to
  "accountId"       uuid                           -- the account in that bloc
);
create table auth."session" (
  "id"        text primary key,
  "expiresAt" timestamptz not null,
  "token"     text not null unique,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId"    text not null references auth."user" ("id") on delete cascade
);
create index session_user_id on auth."session" ("userId");
create table auth."account" (
  "id"                    text primary key,
  "accountId"             text not null,
  "providerId"            text not null,
  "userId"                text not null references auth."user" ("id") on delete cascade,
  "accessToken"           text,
  "refreshToken"          text,
  "idToken"               text,
  "accessTokenExpiresAt"  timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope"                 text,
  "password"              text,
  "createdAt"             timestamptz not null,
  "updatedAt"             timestamptz not null
);
create index account_user_id on auth."account" ("userId");
create table auth."verification" (
  "id"         text primary key,
  "identifier" text not null,
  "value"      text not null,
  "expiresAt"  timestamptz not null,
  "createdAt"  timestamptz not null,
  "updatedAt"  timestamptz not null
);
create index verification_identifier on auth."verification" ("identifier");
-- One-time token of the first administrator: only its hash is kept.
create table auth.first_admin_token (
  token_hash text primary key,
  created_at timestamptz not null,
  used_at    timestamptz
);

create table account (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  user_id      text not null,                 -- auth.user
  user_name    text not null,
  display_name text not null,
  person_id    uuid,                          -- the person behind it, where known
  disabled_on  date,
  created_at   timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, user_id),
  unique (tenant_id, user_name)
);

create table access_token (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  account_id   uuid not null,
  name         text not null,
  token_hash   text not null,                 -- sha256; the token itself is shown once
  permissions  text[],                        -- null: all the account has
  expires_on   date,
  revoked_at   timestamptz,
  last_used_on date,
  created_at   timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, account_id) references account (tenant_id, id)
);

do $$
declare t text;
begin
  grant usage on schema auth to khoi_app;
  grant select, insert, update, delete on all tables in schema auth to khoi_app;
  foreach t in array array['account', 'access_token'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
