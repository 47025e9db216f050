-- Dues: who pays by what (dated), what each owes for each month (the sheet of a cell), what was paid, what was passed up. Whole đồng.
create table dues_class (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  member_id   uuid not null,
  class       text not null check (class in ('insured', 'sick_leave', 'pensioner', 'student', 'other', 'abroad')),
  base        bigint check (base >= 0),       -- salary, allowance or pension a month; the amount itself where the rule leaves it free. Masked
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  note        text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  voided_at   timestamptz,                    -- entered by mistake: no longer counted, kept for the record
  void_reason text,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, member_id with =, valid with &&) where (voided_at is null),
  foreign key (tenant_id, member_id) references member (tenant_id, id)
);
create index dues_class_member on dues_class (tenant_id, member_id);

-- A waiver (100) or a cut, by a decision, for at most the months of the rule.
create table dues_relief (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  member_id   uuid not null,
  cause       text not null check (cause in ('social_pension', 'poor_household', 'serious_illness', 'hardship')),
  percent     integer not null check (percent between 1 and 100),
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  note        text,
  decision_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  voided_at   timestamptz,
  void_reason text,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, member_id with =, valid with &&) where (voided_at is null),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index dues_relief_member on dues_relief (tenant_id, member_id);

-- The wage region of the place of activity; what lies below a unit has its region unless it has its own.
create table dues_region (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  unit_id     uuid not null,
  region      text not null check (region in ('I', 'II', 'III', 'IV')),
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, unit_id with =, valid with &&),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);

create table dues_sheet (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  unit_id       uuid not null,                -- the cell
  month         date not null check (extract(day from month) = 1),
  state         text not null check (state in ('open', 'closed')),
  version       integer not null default 1,
  closed_at     timestamptz,
  closed_by     uuid,
  reopen_reason text,                         -- why it was opened again, the last time
  recorded_at   timestamptz not null,
  recorded_by   uuid,
  primary key (tenant_id, id),
  unique (tenant_id, unit_id, month),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index dues_sheet_month on dues_sheet (tenant_id, month);

-- What one member owes for one month. A member owes a month once, in the cell of its first day.
create table dues_line (
  tenant_id uuid not null references tenant (id),
  sheet_id  uuid not null,
  member_id uuid not null,
  month     date not null,
  unit_id   uuid not null,
  rate      text,                             -- item of the rule DUES_RATES; null: not known by what
  owed      bigint check (owed >= 0),         -- by the rate alone; null: not known
  due       bigint check (due >= 0),          -- after waiver or cut; null: not known
  why       text not null,                    -- how it came about: rate, cut, waived, seniority, away, deferred, entry, unknown_class, unknown_base, unknown_region
  percent   integer not null default 0,       -- that was cut
  primary key (tenant_id, member_id, month),
  foreign key (tenant_id, sheet_id) references dues_sheet (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index dues_line_sheet on dues_line (tenant_id, sheet_id);
create index dues_line_month on dues_line (tenant_id, month) include (unit_id, due);

create table dues_payment (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  member_id    uuid not null,
  unit_id      uuid not null,                 -- the cell that collected
  month        date not null check (extract(day from month) = 1), -- what it pays for
  amount       bigint not null check (amount > 0),
  channel      text not null check (channel in ('cash', 'portal', 'transfer')),
  paid_on      date not null,
  collector    text,                          -- who took it, as written
  receipt      integer not null,              -- counted in the cell and year of paying
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  voided_at    timestamptz,
  void_reason  text,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
-- One payment for a month stands; a correction voids it first.
create unique index dues_payment_once on dues_payment (tenant_id, member_id, month) where (voided_at is null);
create index dues_payment_unit on dues_payment (tenant_id, unit_id, month);
create index dues_payment_month on dues_payment (tenant_id, month) where (voided_at is null);

-- Money passed up, and that it came.
create table dues_remittance (
  tenant_id       uuid not null references tenant (id),
  id              uuid not null,
  from_unit_id    uuid not null,
  to_unit_id      uuid,                       -- null: out of the bloc, to the level above
  from_month      date not null,
  to_month        date not null,
  amount          bigint not null check (amount > 0),
  channel         text not null check (channel in ('cash', 'portal', 'transfer')),
  paid_on         date not null,
  note            text,
  version         integer not null default 1,
  acknowledged_on date,
  acknowledged_by uuid,
  recorded_at     timestamptz not null,
  recorded_by     uuid,
  voided_at       timestamptz,
  void_reason     text,
  primary key (tenant_id, id),
  check (from_month <= to_month),
  foreign key (tenant_id, from_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, to_unit_id) references unit (tenant_id, id)
);
create index dues_remittance_from on dues_remittance (tenant_id, from_unit_id);
create index dues_remittance_to on dues_remittance (tenant_id, to_unit_id);

do $$
declare t text;
begin
  foreach t in array array['dues_class', 'dues_relief', 'dues_region', 'dues_sheet', 'dues_payment', 'dues_remittance'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
-- Lines are drawn anew while their sheet is open: somebody may no longer be on it.
alter table dues_line enable row level security;
alter table dues_line force row level security;
create policy tenant on dues_line using (tenant_id = nullif(current_setting('khoi.tenant', true), '')::uuid);
grant select, insert, update, delete on dues_line to khoi_app;
