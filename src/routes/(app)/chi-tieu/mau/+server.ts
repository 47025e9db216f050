// The sheet to fill: every grassroots unit with the targets it has already, in the columns the import reads.
import { dayInVietnam } from '#kernel/day.ts'
import { parsePeriod, periodCode } from '#kernel/period.ts'
import { indicatorOf } from '#modules/figures/figures.server.ts'
import { listTargets } from '#modules/targets/targets.server.ts'
import { isGrassroots, unitsUnder } from '#modules/units/units.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import type { RequestHandler } from './$types'
import { COLUMNS } from '../target-sheet.server.ts'

export const GET: RequestHandler = async (event) => {
  const year = Number(dayInVietnam(new Date()).slice(0, 4))
  const period = periodCode(parsePeriod(event.url.searchParams.get('ky') ?? '') ?? { kind: 'year', year })
  const indicator = indicatorOf(event.url.searchParams.get('chi-so') ?? '')?.code ?? 'I04'
  const rows = await load(event, async (run, ctx) => {
    const { targets } = await run(listTargets, { period, indicator })
    const known = new Map(targets.map((target) => [target.unitId, target]))
    const top = ctx.actor.stands[0]?.unitId
    const units = top ? await unitsUnder(ctx, top, ctx.today) : []
    return units
      .filter((unit) => unit.depth === 0 || isGrassroots(unit.kind))
      .map((unit) => {
        const target = known.get(unit.id)
        return [unit.code, unit.name, indicator, period, target?.own ?? null, target?.source ?? null]
      })
  })
  const widths = [14, 48, 12, 14, 14, 30]
  const kinds = ['text', 'text', 'text', 'text', 'decimal', 'text'] as const
  const columns = COLUMNS.map((header, at) => ({
    header,
    width: widths[at] ?? 14,
    kind: kinds[at] ?? ('text' as const),
  }))
  return workbookAnswer(`chi-tieu-${indicator}-${period}`, [{ name: 'Chỉ tiêu', columns, rows }])
}
