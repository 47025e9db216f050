-- Classes: awareness classes, classes of new members, contests, sessions that study a resolution, other training (membership rules,
-- section 9). Who is called, who came, what came of it, and the certificates that follow.
create table training_class (
  tenant_id         uuid not null references tenant (id),
  id                uuid not null,
  unit_id           uuid not null,               -- who calls it
  kind              text not null,               -- code of the list of kinds
  title             text not null,
  from_on           date not null,
  to_on             date not null,
  place             text,
  organiser_unit_id uuid,                        -- who holds it, where it is a unit of the bloc
  organiser         text,                        -- else by name: a political school, a centre
  speakers          text,
  resolution        text,                        -- what a study session studies
  enrol_by          date,                        -- last day on which units enrol people
  note              text,
  decision_id       uuid,                        -- the paper that calls it
  cancelled_on      date,
  cancel_reason     text,
  version           integer not null default 1,
  recorded_at       timestamptz not null,
  recorded_by       uuid,
  changed_at        timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, organiser_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  check (from_on <= to_on),
  check ((cancelled_on is null) = (cancel_reason is null))
);
create index training_class_unit on training_class (tenant_id, unit_id);
create index training_class_days on training_class (tenant_id, to_on, from_on);

-- What became of a class besides its course: put off, called off, a result or a certificate corrected. Dated, with the reason.
create table class_change (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  class_id    uuid not null,
  kind        text not null check (kind in ('postponed', 'cancelled', 'session_cancelled', 'result_corrected', 'certificate_voided')),
  on_day      date not null,
  reason      text not null,
  details     jsonb not null default '{}',       -- what stood before and stands now
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, class_id) references training_class (tenant_id, id)
);
create index class_change_class on class_change (tenant_id, class_id, recorded_at);

-- Half-days, or whole days. One that makes up is for who was away: being there stands for all of the class.
create table class_session (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  class_id     uuid not null,
  on_day       date not null,
  part         text not null check (part in ('morning', 'afternoon', 'evening', 'day')),
  topic        text,
  speaker      text,
  makes_up     boolean not null default false,
  cancelled_at timestamptz,                      -- did not take place: kept, no longer counted
  recorded_at  timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, class_id) references training_class (tenant_id, id)
);
create index class_session_class on class_session (tenant_id, class_id, on_day);

-- How many a unit may send.
create table class_quota (
  tenant_id uuid not null references tenant (id),
  class_id  uuid not null,
  unit_id   uuid not null,
  seats     integer not null check (seats > 0),
  primary key (tenant_id, class_id, unit_id),
  foreign key (tenant_id, class_id) references training_class (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index class_quota_unit on class_quota (tenant_id, unit_id);

create table class_enrolment (
  tenant_id       uuid not null references tenant (id),
  id              uuid not null,
  class_id        uuid not null,
  person_id       uuid not null,
  member_id       uuid,                          -- null: no member then
  unit_id         uuid not null,                 -- the cell one belonged to then, else the unit that sent one
  exempt_reason   text,                          -- a study: not obliged, and why (standing, or own words)
  withdrawn_on    date,
  withdraw_reason text,
  score           integer check (score between 0 and 10000), -- in hundredths of a point
  essay           integer check (essay between 0 and 10000),
  outcome         text check (outcome in ('passed', 'failed')),
  rank            integer check (rank > 0),
  prize           text,
  remark          text,
  result_at       timestamptz,
  version         integer not null default 1,
  recorded_at     timestamptz not null,
  recorded_by     uuid,
  primary key (tenant_id, id),
  unique (tenant_id, class_id, person_id),
  foreign key (tenant_id, class_id) references training_class (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  check ((withdrawn_on is null) = (withdraw_reason is null))
);
create index class_enrolment_person on class_enrolment (tenant_id, person_id);
create index class_enrolment_member on class_enrolment (tenant_id, member_id) where member_id is not null;
create index class_enrolment_unit on class_enrolment (tenant_id, unit_id, class_id);

-- One unit's list of one session: written once, corrected by version. Units save side by side.
create table class_register (
  tenant_id  uuid not null references tenant (id),
  session_id uuid not null,
  unit_id    uuid not null,
  version    integer not null default 1,
  marked_at  timestamptz not null,
  marked_by  uuid,
  primary key (tenant_id, session_id, unit_id),
  foreign key (tenant_id, session_id) references class_session (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index class_register_unit on class_register (tenant_id, unit_id);

create table class_attendance (
  tenant_id    uuid not null references tenant (id),
  session_id   uuid not null,
  enrolment_id uuid not null,
  mark         text not null check (mark in ('present', 'excused', 'absent')),
  reason       text,
  primary key (tenant_id, session_id, enrolment_id),
  foreign key (tenant_id, session_id) references class_session (tenant_id, id),
  foreign key (tenant_id, enrolment_id) references class_enrolment (tenant_id, id)
);
create index class_attendance_enrolment on class_attendance (tenant_id, enrolment_id);

-- Until when a certificate counts is no column: it follows from the rule of its kind.
create table class_certificate (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  class_id     uuid not null,
  enrolment_id uuid not null,
  number       text not null,
  issued_on    date not null,
  issuer       text not null,
  signer       text,
  decision_id  uuid,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  voided_at    timestamptz,                      -- issued by mistake: kept, no longer valid
  void_reason  text,
  primary key (tenant_id, id),
  foreign key (tenant_id, class_id) references training_class (tenant_id, id),
  foreign key (tenant_id, enrolment_id) references class_enrolment (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  check ((voided_at is null) = (void_reason is null))
);
create unique index class_certificate_one on class_certificate (tenant_id, enrolment_id) where voided_at is null;
create unique index class_certificate_number on class_certificate (tenant_id, class_id, number) where voided_at is null;
create index class_certificate_by_number on class_certificate (tenant_id, number);

do $$
declare t text;
begin
  foreach t in array array['training_class', 'class_change', 'class_session', 'class_quota', 'class_enrolment', 'class_register', 'class_attendance', 'class_certificate'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
  grant delete on class_quota to khoi_app;       -- a plan, not a fact
  grant delete on class_attendance to khoi_app;  -- marks of who is no longer on the list; the audit entry keeps them
end $$;
