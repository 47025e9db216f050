// More indicators of the register (rules, C4): I05 rate of admission, I10 exits from the Party, I11 transfers over the bloc's edge.
import { addDays, dayOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { indicator } from '#modules/figures/figures.server.ts'
import type { RecordView } from '#modules/figures/figures.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { admissions, describeEvents, describeMembers, eventsOf, follows, totalMembers } from './member-figures.ts'
import { admissionRateWords, exitWords, transferWords } from './member-figures-messages.ts'

/** Records of both kinds: an id names an event or a member. */
async function describeEither(ctx: ReadContext, ids: readonly string[], day: Day): Promise<Map<string, RecordView>> {
  return new Map([...(await describeMembers(ctx, ids, day)), ...(await describeEvents(ctx, ids))])
}

export const admissionRate = indicator({
  code: 'I05',
  kind: 'flow',
  shape: 'ratio',
  counts: 'event',
  dimensions: [],
  records: ({ tenantId, span }) => {
    const yearBefore = addDays(dayOf(yearOf(span.to), 1, 1), -1)
    return sql`
      select r.record_id, r.unit_id, r.member_id, r.on_day, 1 as num, 0 as den
      from (${admissions.records({ tenantId, span })}) r
      union all
      select r.record_id, r.unit_id, r.member_id, r.on_day, 0, 1
      from (${totalMembers.records({ tenantId, span: { from: yearBefore, to: yearBefore } })}) r`
  },
  describe: describeEither,
  follows,
  better: 'more',
  words: admissionRateWords,
})

export const exits = indicator({
  code: 'I10',
  kind: 'flow',
  shape: 'count',
  counts: 'event',
  dimensions: ['reason', 'sex'],
  records: eventsOf(['expulsion', 'removal', 'resignation'], sql`e.kind as reason, p.sex`),
  describe: describeEvents,
  follows,
  words: exitWords,
})

export const transfers = indicator({
  code: 'I11',
  kind: 'flow',
  shape: 'count',
  counts: 'event',
  dimensions: ['direction'],
  records: eventsOf(['arrival', 'departure'], sql`e.kind as direction`),
  describe: describeEvents,
  follows,
  words: transferWords,
})
