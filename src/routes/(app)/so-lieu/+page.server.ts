// Figures of every indicator for one unit and the units right below it, over a period, in the tree of a chosen day.
import { formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { cutOffEarlier, parsePeriod, periodCode, periodLabel, sameLastYear } from '#kernel/period.ts'
import { listIndicators, readFigures } from '#modules/figures/figures.server.ts'
import { unitsUnder } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { dayIn } from '../address.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const on = dayIn(event.url)
    const year = Number((on ?? ctx.today).slice(0, 4))
    const period = parsePeriod(searchParams.get('ky') ?? '') ?? { kind: 'year' as const, year }
    const tree = searchParams.get('co-cau') === 'hien-nay' ? 'today' : 'cut-off'
    const unitId = searchParams.get('don-vi') ?? ctx.actor.stands[0]?.unitId ?? ''
    // The names of what stands below are for who may see the unit.
    if (!isId(unitId) || !(await ctx.actor.covers(ctx.db, 'figure.read', [unitId]))) throw notFound()
    const question = { on, tree }
    // A period still running ends today, and last year's twin on the same day a year before.
    const now = await run(readFigures, { ...question, period: periodCode(period) })
    const before = await run(readFigures, {
      period: periodCode(sameLastYear(period)),
      tree,
      on: cutOffEarlier(now.span.to),
    })
    const treeDay = tree === 'today' ? ctx.today : now.span.to < ctx.today ? now.span.to : ctx.today
    const below = await unitsUnder(ctx, unitId, treeDay)
    return {
      indicators: await run(listIndicators, {}),
      units: below.filter((unit) => unit.id === unitId || unit.parentId === unitId),
      unitId,
      figures: now.figures,
      before: before.figures,
      period: periodCode(period),
      periodLabel: periodLabel(period),
      year,
      on,
      tree,
      spanText: `${formatDay(now.span.from)}–${formatDay(now.span.to)}`,
    }
  })
