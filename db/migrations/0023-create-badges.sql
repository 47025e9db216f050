-- Seniority gaps, Party badges from proposal to award, and cards: issued, replaced, checked, taken back.
create table seniority_gap (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  member_id   uuid not null,
  cause       text not null check (cause in ('expelled', 'removed', 'lost_contact', 'transfer_gap', 'restored')), -- as SENIORITY_DEDUCT names them; restored: wrongly outside, these days count
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null and upper(valid) is not null),
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
create index seniority_gap_member on seniority_gap (tenant_id, member_id);

create table badge (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  member_id    uuid not null,
  unit_id      uuid not null,                 -- the cell that proposed, or where the member was
  level        integer not null check (level between 30 and 90),
  award_on     date not null,                 -- the day of the round
  kind         text not null check (kind in ('due', 'early', 'posthumous', 'earlier', 'reissue')), -- earlier: given before it was kept here
  state        text not null check (state in ('proposed', 'endorsed', 'awarded', 'put_off', 'withdrawn')),
  reason       text,                          -- of an early award, of putting off
  corrected_on date,                          -- the cell recognised that faults were made good (after a discipline)
  months       integer,                       -- of seniority on the day of the round
  proposed_on  date,
  endorsed_on  date,
  decided_on   date,
  decision_id  uuid,
  number       text,                          -- of the badge
  bonus        bigint,                        -- đồng, by the rule of the day of decision; null: the rule does not say
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  voided_at    timestamptz,
  void_reason  text,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index badge_member on badge (tenant_id, member_id);
create index badge_award_on on badge (tenant_id, award_on);
-- A level is given once; a lost badge is given again.
create unique index badge_once on badge (tenant_id, member_id, level) where (voided_at is null and kind <> 'reissue' and state in ('proposed', 'endorsed', 'awarded'));
create unique index badge_number on badge (tenant_id, number) where (voided_at is null and number is not null);

-- A list of cards to be issued or replaced, decided as a whole; or of cards to be looked at every five years.
create table card_batch (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  unit_id     uuid not null,
  kind        text not null check (kind in ('first', 'lost', 'damaged', 'exchange', 'check')),
  name        text not null,
  state       text not null check (state in ('open', 'decided')),
  decided_on  date,
  decision_id uuid,
  version     integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index card_batch_unit on card_batch (tenant_id, unit_id);

create table card_line (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  batch_id    uuid not null,
  member_id   uuid not null,
  unit_id     uuid not null,
  reported_on date,                           -- a loss or damage
  note        text,
  result      text check (result in ('good', 'damaged', 'wrong', 'missing')), -- of a check
  number      text,                           -- issued by the decision
  form        text check (form in ('paper', 'chip')),
  recorded_at timestamptz not null,
  recorded_by uuid,
  removed_at  timestamptz,                    -- taken off the list before it was decided
  primary key (tenant_id, id),
  foreign key (tenant_id, batch_id) references card_batch (tenant_id, id),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create unique index card_line_once on card_line (tenant_id, batch_id, member_id) where (removed_at is null);
create index card_line_member on card_line (tenant_id, member_id);

create table party_card (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  member_id   uuid not null,
  number      text not null,
  form        text not null check (form in ('paper', 'chip')),
  reason      text not null check (reason in ('first', 'lost', 'damaged', 'exchange')),
  valid       daterange not null check (not isempty(valid) and lower(valid) is not null), -- from the decision; ended when replaced or taken back
  end_reason  text check (end_reason in ('lost', 'damaged', 'exchange', 'taken_back', 'kept_by_family')),
  end_note    text,
  decision_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, member_id with =, valid with &&),
  foreign key (tenant_id, member_id) references member (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index party_card_member on party_card (tenant_id, member_id);

do $$
declare t text;
begin
  foreach t in array array['seniority_gap', 'badge', 'card_batch', 'card_line', 'party_card'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
end $$;
