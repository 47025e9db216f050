// What the address asks of the statistics: a period (?ky=), or from 1 January to a day (?ngay=), a unit, a structure. Without either the
// last half-year that is over, as the tables are handed in. The parameters are those of Số liệu, so that every number opens there.
import { dayOf, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { parsePeriod, periodCode, periodSpan } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { dayIn } from '../address.ts'
import { structureIn, structureName } from '../structure.ts'

/** As of 30/06 from July on, as of 31/12 of the year before until then. */
export function lastRound(today: Day): Period {
  const year = yearOf(today)
  return monthOf(today) > 6 ? { kind: 'half', year } : { kind: 'year', year: year - 1 }
}

export function statisticsInput(
  url: URL,
  ctx: Pick<ReadContext, 'today'> & { actor: { stands: readonly { unitId: string }[] } },
) {
  const named = parsePeriod(url.searchParams.get('ky') ?? '')
  const asked = named?.kind === 'term' ? null : named
  const day = asked ? null : dayIn(url)
  const period = asked ?? (day ? null : lastRound(ctx.today))
  const structure = structureIn(url)
  const unitId = url.searchParams.get('don-vi') || ctx.actor.stands[0]?.unitId || ''
  const end = period ? periodSpan(period).from : day
  return {
    period,
    day,
    structure,
    year: yearOf(day ?? ctx.today),
    query: {
      unitId,
      period: period ? periodCode(period) : null,
      on: day,
      tree: structure === 'then' ? 'cut-off' : 'lineage',
      structureOn: structure === 'end' ? (end ?? dayOf(yearOf(ctx.today), 1, 1)) : null,
    },
    /** The same question as the address of Số liệu asks it. */
    carried: { ky: period ? periodCode(period) : null, ngay: day as string | null, 'co-cau': structureName(structure) },
  }
}
