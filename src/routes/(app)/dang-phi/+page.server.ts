// Dues over the tree for a month, quarter or year; whoever keeps one cell comes to its sheet at once.
import { notFound } from '#kernel/errors.ts'
import {
  listArrears,
  moneyText,
  prepareSheets,
  readSummary,
  regionNames,
  REGIONS,
  regionsOf,
  setRegion,
} from '#modules/dues/dues.server.ts'
import { isCell, nameOn, unitKindNames } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { redirect } from '@sveltejs/kit'
import { address } from '../address.ts'
import { monthChoices, monthCode, monthsIn, monthText } from './months.ts'
import { unitOf } from './own-unit.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const unitId = unitOf(ctx, event.url, 'dues.read')
    const unit = await nameOn(ctx, unitId, ctx.today)
    if (!unit) throw notFound()
    if (isCell(unit.kind)) redirect(303, `/dang-phi/${unitId}${url.search}`)
    const months = monthsIn(url, ctx.today)
    const at = { unitId, fromMonth: months.from, toMonth: months.to }
    const summary = await run(readSummary, at)
    const arrears = await run(listArrears, { unitId, size: 1 })
    const rows = (id: string, kind: string) =>
      address('/dang-phi/chi-tiet', { 'don-vi': id, ky: months.code, loai: kind })
    const region = (await regionsOf(ctx, ctx.today, [unitId])).get(unitId) ?? null
    return {
      unit: { id: unit.id, name: unit.name },
      months: { code: months.code, label: months.label },
      choices: monthChoices(ctx.today),
      today: ctx.today,
      month: monthCode(months.to),
      monthText: monthText(months.to),
      region,
      regions: REGIONS.map((value) => ({ value, label: regionNames[value] })),
      collects: await ctx.actor.covers(ctx.db, 'dues.write', [unitId]),
      reached: arrears.totals.reached,
      owing: arrears.totals.people,
      warnings: summary.warnings,
      units: summary.units
        .filter((each) => each.lines > 0 || each.received > 0 || each.depth === 0)
        .map((each) => ({
          id: each.id,
          name: each.shortName || each.name,
          depth: each.depth,
          kind: unitKindNames[each.kind],
          href: isCell(each.kind)
            ? address(`/dang-phi/${each.id}`, { thang: monthCode(months.to) })
            : address('/dang-phi', { 'don-vi': each.id, ky: months.code }),
          due: each.due,
          paid: each.paid,
          rate: each.due > 0 ? Math.floor((each.paid * 1000) / each.due) / 10 : null,
          unpaid: each.unpaidLines,
          unknown: each.unknown,
          voluntary: each.voluntary,
          freed: each.freed,
          received: each.received,
          kept: each.kept,
          passed: each.passed,
          links: {
            due: rows(each.id, 'due'),
            paid: rows(each.id, 'paid'),
            unpaid: rows(each.id, 'unpaid'),
            voluntary: rows(each.id, 'voluntary'),
            freed: rows(each.id, 'freed'),
            unknown: rows(each.id, 'unknown'),
          },
        })),
      total: moneyText(summary.units[0]?.due ?? 0),
      key: newId(),
    }
  })

export const actions: Actions = {
  lap: actionOf(prepareSheets),
  vung: actionOf(setRegion),
}
