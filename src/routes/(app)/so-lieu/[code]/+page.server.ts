// The records behind one figure: same question as the figure, listed and added up again.
import { formatDay } from '#kernel/day.ts'
import { parsePeriod, periodLabel, periodSpan } from '#kernel/period.ts'
import { listRecords, readFigures } from '#modules/figures/figures.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { dayIn } from '../../address.ts'
import { structureIn, structureLabels, structureViews } from '../../structure.ts'
import { heirsNow } from '../heirs-now.server.ts'
import type { PageServerLoad } from './$types'

const SIZE = 50

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const on = dayIn(event.url)
    const unitId = searchParams.get('don-vi') ?? ctx.actor.stands[0]?.unitId ?? ''
    const page = Math.max(1, Number(searchParams.get('trang')) || 1)
    const part = searchParams.get('loc')
    const period = searchParams.get('ky') ?? ''
    const structure = structureIn(event.url)
    const known = parsePeriod(period)
    const question = {
      ...{ period, on, unitId, tree: structure === 'then' ? 'cut-off' : 'lineage' },
      // Never before the period's end: its first day means its end.
      structureOn: structure === 'end' ? (known ? periodSpan(known).from : on) : null,
    }
    const list = await run(listRecords, { ...question, indicator: event.params.code, part, page, size: SIZE })
    const figures = await run(readFigures, { ...question, indicators: event.params.code, breakdowns: true })
    const treeDay = structure === 'today' ? ctx.today : list.span.to
    return {
      ...list,
      figure: figures.figures[0] ?? null,
      unitName: (await namesOn(ctx, [unitId], list.span.to)).get(unitId)?.name ?? '',
      structureText: structureLabels[structure],
      views: structureViews(event.url),
      heirs: structure === 'then' ? [] : await heirsNow(ctx, unitId, treeDay),
      page,
      size: SIZE,
      part,
      periodText: known ? periodLabel(known) : `tính đến ngày ${formatDay(list.span.to)}`,
      spanText: `${formatDay(list.span.from)}–${formatDay(list.span.to)}`,
      records: list.records.map((record) => ({ ...record, onText: formatDay(record.on) })),
    }
  })
