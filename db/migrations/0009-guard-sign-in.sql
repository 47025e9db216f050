-- Wrong passwords are counted where every process sees them; the audit log is read by account.
create table auth.sign_in_try (
  user_name text primary key,                 -- as typed, also names nobody has: both look the same from outside
  tries     integer not null check (tries > 0), -- since the last right password or the last pause
  tried_at  timestamptz not null              -- of the newest one that counted
);
create index sign_in_try_tried_at on auth.sign_in_try (tried_at);
grant select, insert, update, delete on auth.sign_in_try to khoi_app;

create index audit_entry_account on audit_entry (tenant_id, account_id, id);
