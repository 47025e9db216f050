// The whole of the statistics for one address: structure, admissions, units, movement; for the page and for the sheet.
import { formatDay } from '#kernel/day.ts'
import { periodLabel } from '#kernel/period.ts'
import { readStatistics, readStrength, religionNames } from '#modules/members/members.server.ts'
import { listSectors, nameOn } from '#modules/units/units.server.ts'
import type { load } from '#pages'
import { structureLabels } from '../structure.ts'
import { statisticsInput } from './statistics-input.server.ts'
import { groupsOf, movementColumns } from './statistics-tables.ts'
import type { Group } from './statistics-tables.ts'

type Work = Parameters<typeof load>[1]
type Run = Parameters<Work>[0]
type Context = Parameters<Work>[1]

const NOBODY = { opening: 0, entered: {}, left: {}, closing: 0, readmitted: 0 }

export async function readTables(run: Run, ctx: Context, url: URL) {
  const input = statisticsInput(url, ctx)
  const statistics = await run(readStatistics, input.query)
  const { span, total, units } = statistics
  const strengths = ctx.actor.holds('member.read')
    ? await run(readStrength, { unitId: input.query.unitId, ...span })
    : []
  const sectors = await run(listSectors, { day: null })
  const names = { sector: Object.fromEntries(sectors.map(({ code, name }) => [code, name])) }
  const unit = await nameOn(ctx, input.query.unitId, statistics.treeDay)
  const strengthOf = (unitId: string, name: string) =>
    strengths.find((row) => row.unitId === unitId) ?? { ...NOBODY, unitId, name }
  const movement = strengths.length > 0 ? [input.query.unitId, ...units.map((row) => row.unitId)].map((id, i) => strengthOf(id, i === 0 ? (unit?.name ?? '') : (units[i - 1]?.name ?? ''))) : [] // prettier-ignore
  const groups = (code: string): Group[] => {
    const indicator = statistics.indicators.find((each) => each.code === code)
    const figure = total[code]
    return indicator && figure ? groupsOf(indicator, figure, names) : []
  }
  const religions: Record<string, string> = { none: 'Không', ...religionNames }
  return {
    input,
    statistics,
    unitName: unit?.name ?? '',
    when: input.period ? periodLabel(input.period) : `đến ngày ${formatDay(span.to)}`,
    spanText: `${formatDay(span.from)}–${formatDay(span.to)}`,
    structureText: structureLabels[input.structure],
    structure: groups('I03'),
    admissions: groups('I04'),
    religion: statistics.religions && {
      label: 'Tôn giáo',
      parts: Object.entries(religions)
        .filter(([code]) => statistics.religions?.[code])
        .map(([code, label]) => ({ label, count: statistics.religions?.[code] ?? 0 })),
    },
    movement,
    movementColumns: movementColumns(movement),
  }
}
