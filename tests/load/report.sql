-- The consolidated nine-month report written by hand for this one purpose: every indicator, every unit of the tree, in one statement.
-- The engine must give the same numbers in at most one and a half times its time. $1 tenant, $2 first day, $3 cut-off.
with n as (
  select unit_id, 'I01' as code, 1::float8 as num, null::float8 as den from unit_version
    where tenant_id = $1 and kind in ('grassroots_committee', 'grassroots_cell') and valid @> $3::date
  union all
  select unit_id, 'I02', 1, null from unit_version where tenant_id = $1 and kind = 'sub_cell' and valid @> $3::date
  union all
  select unit_id, 'I02B', 1, null from unit_version where tenant_id = $1 and kind = 'section' and valid @> $3::date
  union all
  select c.unit_id, 'I03', count(*), null from member_cell c
    join member_status s on s.tenant_id = $1 and s.member_id = c.member_id and s.valid @> $3::date
    where c.tenant_id = $1 and c.valid @> $3::date group by c.unit_id
  union all
  select unit_id, case kind when 'admission' then 'I04' else 'I07' end, count(*), null from member_event
    where tenant_id = $1 and kind in ('admission', 'confirmation') and voided_at is null and decided_on between $2::date and $3::date group by 1, 2
  union all
  select u.unit_id, 'I24', count(m.unit_id), count(*)
    from generate_series(date_trunc('month', $2::date::timestamp), $3::date::timestamp, interval '1 month') g
    join unit_version u on u.tenant_id = $1 and u.kind in ('grassroots_cell', 'sub_cell') and u.valid @> least((g + interval '1 month')::date - 1, $3::date)
    left join (select unit_id, month from meeting where tenant_id = $1 and kind = 'regular' and state = 'held' and held_on <= $3::date
                 and month between $2::date and $3::date offset 0) m on m.unit_id = u.unit_id and m.month = g::date
    group by u.unit_id
  union all
  select m.unit_id, 'I25', count(*) filter (where a.mark = 'present'), count(*) from meeting m
    join attendance a on a.tenant_id = $1 and a.meeting_id = m.id
    where m.tenant_id = $1 and m.state = 'held' and m.held_on between $2::date and $3::date group by m.unit_id
  union all
  select u.unit_id, 'I26', count(t.unit_id), count(*)
    from generate_series(date_trunc('quarter', $2::date::timestamp), $3::date::timestamp, interval '3 months') q
    join unit_version u on u.tenant_id = $1 and u.kind in ('grassroots_cell', 'sub_cell') and u.valid @> least((q + interval '3 months')::date - 1, $3::date)
    left join (select distinct unit_id, date_trunc('quarter', held_on::timestamp) as q from meeting
               where tenant_id = $1 and state = 'held' and thematic and held_on between $2::date and $3::date) t on t.unit_id = u.unit_id and t.q = q.q
    group by u.unit_id
  union all
  select unit_id, 'I26N', count(*), null from meeting
    where tenant_id = $1 and state = 'held' and thematic and held_on between $2::date and $3::date group by unit_id
)
select c.ancestor_id as unit_id, n.code, sum(n.num) as num, sum(n.den) as den
from n join unit_closure c on c.tenant_id = $1 and c.descendant_id = n.unit_id and (c.valid @> $3::date or (c.final and upper(c.valid) <= $3::date))
group by 1, 2
