-- A member's standing has more states than exempt or not, and may have a day by which it is to end; events of all of them.
-- The type is changed in place: a rewrite asks no row-level security, an update of all tenants would.
alter table member_status alter column exempt drop default;
alter table member_status alter column exempt type text using (case when exempt then 'exempt' else 'active' end);
alter table member_status rename column exempt to standing;
alter table member_status alter column standing set default 'active';
alter table member_status
  add constraint member_status_standing_check check (standing in ('active', 'exempt', 'paused', 'suspended', 'away')),
  add column until_on date, -- by when a pause, a suspension or a stay elsewhere is to end; that it ended is a fact of its own
  add constraint member_status_until_check check (until_on is null or until_on > lower(valid));
comment on column member_status.standing is
  'active; exempt: excused from work and meetings; paused: excused for less than a year; suspended: by discipline; away: temporarily with a cell elsewhere';

alter table member_event drop constraint member_event_kind_check;
alter table member_event add constraint member_event_kind_check check (kind in (
  'admission', 'confirmation', 'arrival', 'departure', 'move', 'death', 'removal', 'resignation', 'expulsion', 'exemption', 'restoration',
  'pause', 'suspension', 'resumption', 'temporary_out', 'temporary_return', 'annulment'));

-- Few are not active: what ends soon is found without reading everybody.
create index member_status_until on member_status (tenant_id, until_on) where until_on is not null;
