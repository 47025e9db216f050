// Figures of every indicator for one unit and the units right below it, over a period, in the structure of that time or of today.
import { formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { cutOffEarlier, parsePeriod, periodCode, periodLabel, periodSpan, sameLastYear } from '#kernel/period.ts'
import { listIndicators, readFigures } from '#modules/figures/figures.server.ts'
import { nameOn, unitsUnder } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { dayIn } from '../address.ts'
import { structureIn, structureLabels, structureName, structureViews } from '../structure.ts'
import type { PageServerLoad } from './$types'
import { heirsNow } from './heirs-now.server.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const on = dayIn(event.url)
    const year = Number((on ?? ctx.today).slice(0, 4))
    const period = parsePeriod(searchParams.get('ky') ?? '') ?? { kind: 'year' as const, year }
    const structure = structureIn(event.url)
    const unitId = searchParams.get('don-vi') ?? ctx.actor.stands[0]?.unitId ?? ''
    // The names of what stands below are for who may see the unit.
    if (!isId(unitId) || !(await ctx.actor.covers(ctx.db, 'figure.read', [unitId]))) throw notFound()
    const tree = structure === 'then' ? 'cut-off' : 'lineage'
    const question = {
      on,
      period: periodCode(period),
      structureOn: structure === 'end' ? periodSpan(period).from : null,
    }
    const now = await run(readFigures, { ...question, tree })
    const end = now.span.to < ctx.today ? now.span.to : ctx.today
    const treeDay = structure === 'today' ? ctx.today : end
    // Compared is always by lineage: a unit with what it came from. A period still running ends today, its twin on the same day a year before.
    const byLineage = { tree: 'lineage', structureOn: treeDay, unitId }
    const compared = structure === 'then' ? await run(readFigures, { ...question, ...byLineage }) : now
    const before = await run(readFigures, {
      ...byLineage,
      period: periodCode(sameLastYear(period)),
      on: cutOffEarlier(now.span.to),
    })
    const below = await unitsUnder(ctx, unitId, treeDay)
    return {
      indicators: await run(listIndicators, {}),
      units: below.filter((unit) => unit.id === unitId || unit.parentId === unitId),
      unitId,
      unitName: (await nameOn(ctx, unitId, treeDay))?.name ?? '',
      figures: now.figures,
      compared: compared.figures.filter((figure) => figure.unitId === unitId),
      before: before.figures,
      heirs: structure === 'then' ? [] : await heirsNow(ctx, unitId, treeDay),
      period: periodCode(period),
      periodLabel: periodLabel(period),
      year,
      on,
      structure: structureName(structure),
      structureText: structureLabels[structure],
      views: structureViews(event.url),
      spanText: `${formatDay(now.span.from)}–${formatDay(now.span.to)}`,
    }
  })
