-- Transfers of Party activity as cases with their steps, letters and waiting parcels; why somebody left, how it was voted, what followed.
alter table member_event
  add column cause text, -- a code: of a removal STRIKE_OFF_CAUSES, of an exemption or a pause its ground, of a restoration wrongful or returned
  add column note  text;

-- Only ends that somebody decides or that oblige to something: one for each event of leaving.
create table member_exit (
  tenant_id         uuid not null references tenant (id),
  id                uuid not null,
  member_id         uuid not null,
  event_id          uuid not null,
  kind              text not null check (kind in ('removal', 'resignation', 'expulsion')),
  hearing           text check (hearing in ('heard', 'absent_after_three', 'refused')), -- the member's self-review before the cell
  delegated         boolean not null default false, -- decided by a grassroots committee that was given the power
  cell_voters       integer check (cell_voters >= 0),
  cell_for          integer check (cell_for >= 0),
  committee_voters  integer check (committee_voters >= 0),
  committee_for     integer check (committee_for >= 0),
  deciders          integer check (deciders >= 0),
  deciders_for      integer check (deciders_for >= 0),
  told_on           date,                 -- the decision was handed over: the clock of a complaint runs from here
  card_back_on      date,                 -- the card was taken back and handed to the upper committee
  complained_on     date,
  answered_on       date,
  upheld            boolean,              -- the answer: the decision stands, or was wrong
  version           integer not null default 1,
  recorded_at       timestamptz not null,
  recorded_by       uuid,
  primary key (tenant_id, id),
  unique (tenant_id, event_id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, event_id) references member_event (tenant_id, id),
  check (cell_for <= cell_voters and committee_for <= committee_voters and deciders_for <= deciders),
  check (answered_on is null or (complained_on is not null and answered_on >= complained_on and upheld is not null))
);
create index member_exit_member on member_exit (tenant_id, member_id);

create table transfer (
  tenant_id        uuid not null references tenant (id),
  id               uuid not null,
  kind             text not null check (kind in ('official', 'temporary', 'internal')),
  direction        text not null check (direction in ('inside', 'out', 'in')), -- between cells of this bloc, to elsewhere, from elsewhere
  state            text not null check (state in ('asked', 'reviewed', 'issued', 'presented', 'received', 'returned', 'withdrawn')),
  member_id        uuid,                  -- null: coming from elsewhere, not received yet, or a guest for a time
  full_name        text not null,         -- as in the letter
  birth_on         date not null,
  card_number      text,
  admitted_on      date not null,
  confirmed_on     date,
  reason           text,                  -- code of TRANSFER_TRIGGERS, or of a temporary stay: work, study, retirement
  note             text,
  basis_on         date,                  -- effect of the decision, or change of residence: the request is due from here
  from_unit_id     uuid,                  -- cell that is left
  to_unit_id       uuid,                  -- cell that receives, as far as known
  from_place       text,
  to_place         text,
  other_bloc       uuid,                  -- bloc of this installation at the other end; its case has the same id
  until_on         date,                  -- a temporary stay is to end
  asked_on         date,
  reviewed_on      date,
  remark           text,                  -- the cell's, of the member
  dues_paid_to     date,                  -- first day of the last month paid
  issuer_unit_id   uuid,                  -- whose register the letter is of
  letter_year      integer,
  letter_number    integer check (letter_number > 0),
  letter_text      text,                  -- number as printed, also of letters from elsewhere
  issued_on        date,
  signer           text,
  presented_on     date,
  closed_on        date,                  -- received, returned or withdrawn on
  close_reason     text,
  late_reason      text,                  -- why a term was passed, as the member or organisation reports it
  ended_on         date,                  -- a temporary stay ended: first day back home
  decision_id      uuid,                  -- the letter as the paper of the move
  version          integer not null default 1,
  recorded_at      timestamptz not null,
  recorded_by      uuid,
  changed_at       timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, issuer_unit_id, letter_year, letter_number),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, from_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, to_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, issuer_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  check (kind <> 'temporary' or until_on is not null),
  check ((letter_number is null) = (letter_year is null))
);
-- Two transfers of one member at once are refused by the database itself.
create unique index transfer_open on transfer (tenant_id, member_id)
  where member_id is not null and state in ('asked', 'reviewed', 'issued', 'presented');
create index transfer_member on transfer (tenant_id, member_id);
create index transfer_from on transfer (tenant_id, from_unit_id);
create index transfer_to on transfer (tenant_id, to_unit_id);
create index transfer_waiting on transfer (tenant_id, state, issued_on) where state in ('asked', 'reviewed', 'issued', 'presented');

create table transfer_step (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  transfer_id uuid not null,
  kind        text not null check (kind in ('asked', 'reviewed', 'issued', 'presented', 'received', 'returned', 'withdrawn', 'extended', 'ended', 'explained', 'sent')),
  on_day      date not null,
  note        text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, transfer_id) references transfer (tenant_id, id)
);
create index transfer_step_transfer on transfer_step (tenant_id, transfer_id);

-- The record of somebody on the way from another bloc of this installation: lies with the receiving bloc from the moment it is sent,
-- sealed for it, and is opened once when the member is received.
create table transfer_parcel (
  tenant_id      uuid not null references tenant (id), -- the receiving bloc
  id             uuid not null,
  transfer_id    uuid not null,
  from_bloc      uuid not null,
  content_sealed bytea not null,
  sent_at        timestamptz not null,
  opened_at      timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, transfer_id),
  foreign key (tenant_id, transfer_id) references transfer (tenant_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['member_exit', 'transfer', 'transfer_step', 'transfer_parcel'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
