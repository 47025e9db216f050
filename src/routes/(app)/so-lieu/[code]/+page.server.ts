// The records behind one figure: same question as the figure, listed and added up again.
import { formatDay } from '#kernel/day.ts'
import { parsePeriod, periodLabel } from '#kernel/period.ts'
import { listRecords, readFigures } from '#modules/figures/figures.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { dayIn } from '../../address.ts'
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
    const question = { period, on, tree: searchParams.get('co-cau') === 'hien-nay' ? 'today' : 'cut-off', unitId }
    const list = await run(listRecords, { ...question, indicator: event.params.code, part, page, size: SIZE })
    const figures = await run(readFigures, { ...question, indicators: event.params.code, breakdowns: true })
    const known = parsePeriod(period)
    return {
      ...list,
      figure: figures.figures[0] ?? null,
      unitName: (await namesOn(ctx, [unitId], list.span.to)).get(unitId)?.name ?? '',
      page,
      size: SIZE,
      part,
      periodText: known ? periodLabel(known) : `tính đến ngày ${formatDay(list.span.to)}`,
      spanText: `${formatDay(list.span.from)}–${formatDay(list.span.to)}`,
      records: list.records.map((record) => ({ ...record, onText: formatDay(record.on) })),
    }
  })
