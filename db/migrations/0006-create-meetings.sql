-- Cell meetings: one regular meeting a month, thematic ones at least once a quarter (rulebook SH-01, SH-02), attendance of each member.
create table meeting (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  unit_id      uuid not null,                 -- the cell
  kind         text not null check (kind in ('regular', 'extraordinary')),
  month        date not null check (extract(day from month) = 1), -- the month it counts for, as its first day
  state        text not null check (state in ('planned', 'held', 'cancelled')),
  planned_at   timestamptz,
  held_on      date,
  starts       time,
  minutes_long integer check (minutes_long between 1 and 1440), -- length of the sitting
  place        text,
  chair_id     uuid,                          -- member
  secretary_id uuid,                          -- member who keeps the minutes
  thematic     boolean not null default false,
  topic        text,
  agenda       text,
  minutes      text,
  resolution   text,
  cancel_reason text,
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  changed_at   timestamptz not null,
  changed_by   uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, chair_id) references member (tenant_id, id),
  foreign key (tenant_id, secretary_id) references member (tenant_id, id),
  check ((state = 'held') = (held_on is not null)),
  check (not thematic or topic is not null)
);
create unique index meeting_regular on meeting (tenant_id, unit_id, month) where kind = 'regular' and state <> 'cancelled';
create index meeting_held on meeting (tenant_id, held_on);

create table attendance (
  tenant_id  uuid not null references tenant (id),
  meeting_id uuid not null,
  member_id  uuid not null,
  mark       text not null check (mark in ('present', 'excused', 'absent')),
  reason     text,
  primary key (tenant_id, meeting_id, member_id),
  foreign key (tenant_id, meeting_id) references meeting (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id)
);
create index attendance_member on attendance (tenant_id, member_id);

do $$
declare t text;
begin
  foreach t in array array['meeting', 'attendance'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
  grant delete on attendance to khoi_app;
end $$;
