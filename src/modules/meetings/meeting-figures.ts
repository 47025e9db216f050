// Indicators of cell life: I24 regular meetings, I25 attendance, I26 thematic meetings by quarter, I26N themes (rules, C4).
import { lastOfMonth, minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { periodSpan, quartersIn } from '#kernel/period.ts'
import { indicator } from '#modules/figures/figures.server.ts'
import type { RecordsAt } from '#modules/figures/figures.server.ts'
import { quantityOf, rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import { CELL_KINDS } from '#modules/units/units.server.ts'
import { sql } from 'kysely'
import { describeMeetings, describeMonths, describeQuarters } from './figure-records.ts'
import { attendanceWords, regularWords, thematicWords, topicWords } from './meetings-messages.ts'

const cellKinds = sql`${[...CELL_KINDS]}::text[]`

/**
 * A cell owes a month when it existed on the month's last day. A month the span cuts short is owed by nobody yet: it counts only for
 * cells that have met in it, as the span's last day knows them.
 */
const cellMonths = ({ tenantId, span }: RecordsAt) => sql`
  select u.unit_id::text || ' ' || to_char(d.month, 'YYYY-MM') as record_id, u.unit_id, d.due_on as on_day, u.kind,
         case when d.month = any(m.months) then 1 else 0 end as num, 1 as den
  from (
    select month::date as month, least((month + interval '1 month')::date - 1, ${span.to}::date) as due_on,
           (month + interval '1 month')::date - 1 <= ${span.to}::date as over
    from generate_series(date_trunc('month', ${span.from}::date::timestamp), ${span.to}::date::timestamp, interval '1 month') as month
  ) d
  join unit_version u on u.tenant_id = ${tenantId} and u.kind = any(${cellKinds}) and u.valid @> d.due_on
  left join (
    -- One row a cell with the months it sat in: whatever the planner thinks of the months, which are no table, the sittings are read once.
    select m.unit_id, array_agg(m.month) as months from meeting m
    where m.tenant_id = ${tenantId} and m.kind = 'regular' and m.state = 'held' and m.held_on <= ${span.to}::date
      and m.month between date_trunc('month', ${span.from}::date::timestamp)::date and ${span.to}::date
    group by m.unit_id
  ) m on m.unit_id = u.unit_id
  where d.over or d.month = any(m.months)`

indicator({
  code: 'I24',
  kind: 'flow',
  shape: 'ratio',
  counts: 'cell-month',
  dimensions: ['kind'],
  records: cellMonths,
  describe: describeMonths,
  better: 'more',
  words: regularWords,
})

/** Only obliged members are ever marked, so the marks of a meeting are its obliged members. */
const attended = ({ tenantId, span }: RecordsAt) => sql`
  select m.id::text as record_id, m.unit_id, m.held_on as on_day, m.kind, n.present as num, n.obliged as den
  from meeting m
  cross join lateral (
    select count(*) filter (where a.mark = 'present') as present, count(*) as obliged
    from attendance a where a.tenant_id = ${tenantId} and a.meeting_id = m.id
  ) n
  where m.tenant_id = ${tenantId} and m.state = 'held' and m.held_on between ${span.from}::date and ${span.to}::date and n.obliged > 0`

indicator({
  code: 'I25',
  kind: 'flow',
  shape: 'ratio',
  counts: 'meeting',
  dimensions: ['kind'],
  records: attended,
  describe: describeMeetings,
  better: 'more',
  words: attendanceWords,
})

/** How many themes a quarter asks for on its last day, as the national rule has it; 1 before the first rule. */
const national = rulebookOf([])
function themesNeeded(on: Day): number {
  const rule = national.at('SH-02', on)
  return rule === null ? 1 : quantityOf(rule).amount
}

/** A cell owes a quarter like a month: one cut short counts only where the norm is reached already. The bloc's own number of themes stands before the national one. */
function cellQuarters({ tenantId, span }: RecordsAt) {
  const quarters = quartersIn(span).map((quarter) => {
    const whole = periodSpan(quarter)
    const dueOn = minDay(lastOfMonth(whole.to), span.to)
    return sql`(${whole.from}::date, ${dueOn}::date, ${themesNeeded(dueOn)}::int, ${whole.to <= span.to}::boolean)`
  })
  // An empty span has no quarters: one that is never due keeps the statement whole.
  const rows = quarters.length > 0 ? sql.join(quarters) : sql`(null::date, null::date, 0, false)`
  return sql`
    select u.unit_id::text || ' ' || to_char(q.from_on, 'YYYY-MM') as record_id, u.unit_id, q.due_on as on_day, u.kind,
           case when coalesce(t.themes, 0) >= q.need then 1 else 0 end as num, 1 as den
    from (
      select g.from_on, g.due_on, g.over,
             coalesce((select (o.value ->> 'amount')::int from rule_override o
                       where o.tenant_id = ${tenantId} and o.code = 'SH-02' and o.valid @> g.due_on), g.need) as need
      from (values ${rows}) as g (from_on, due_on, need, over)
    ) q
    join unit_version u on u.tenant_id = ${tenantId} and u.kind = any(${cellKinds}) and u.valid @> q.due_on
    left join (
      select m.unit_id, date_trunc('quarter', m.held_on::timestamp)::date as from_on, count(*) as themes
      from meeting m
      where m.tenant_id = ${tenantId} and m.state = 'held' and m.thematic
        and m.held_on between date_trunc('quarter', ${span.from}::date::timestamp)::date and ${span.to}::date
      group by 1, 2
    ) t on t.unit_id = u.unit_id and t.from_on = q.from_on
    where q.over or coalesce(t.themes, 0) >= q.need`
}

indicator({
  code: 'I26',
  kind: 'flow',
  shape: 'ratio',
  counts: 'cell-quarter',
  dimensions: ['kind'],
  records: cellQuarters,
  describe: describeQuarters,
  better: 'more',
  words: thematicWords,
})

const themes = ({ tenantId, span }: RecordsAt) => sql`
  select m.id::text as record_id, m.unit_id, m.held_on as on_day
  from meeting m
  where m.tenant_id = ${tenantId} and m.state = 'held' and m.thematic and m.held_on between ${span.from}::date and ${span.to}::date`

indicator({
  code: 'I26N',
  kind: 'flow',
  shape: 'count',
  counts: 'topic',
  dimensions: [],
  records: themes,
  describe: describeMeetings,
  better: 'more',
  words: topicWords,
})
