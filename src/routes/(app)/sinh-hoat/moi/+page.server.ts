// Puts meetings on the calendar; one month alone opens its evening page at once.
import { addMonths, firstOfMonth, monthOf, yearOf } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { cellsMet, monthCode, planMeeting } from '#modules/meetings/meetings.server.ts'
import { kindNames } from '#modules/meetings/meetings-messages.ts'
import { cellsUnder, isCell, nameOn } from '#modules/units/units.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { address } from '../../address.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const scope = ctx.scope('meeting.write')
    const place = searchParams.get('don-vi') ?? (scope.whole ? ctx.actor.stands[0]?.unitId : scope.units[0]) ?? ''
    if (!isId(place) || !(await ctx.actor.covers(ctx.db, 'meeting.write', [place]))) throw notFound()
    const unit = await nameOn(ctx, place, ctx.today)
    const cells = await cellsUnder(ctx, place, ctx.today)
    const cell = unit && isCell(unit.kind) ? place : null
    // Months of a known cell that have no meeting yet: what was missed this year first, then the year to come.
    const month = firstOfMonth(ctx.today)
    const years =
      cell === null
        ? []
        : [
            await run(cellsMet, { unitId: cell, year: yearOf(month) }),
            await run(cellsMet, { unitId: cell, year: yearOf(month) + 1 }),
          ]
    const taken = new Set(
      years
        .flatMap((year) => year.cells[0]?.months ?? [])
        .flatMap((each) => (each.outcome === 'held' || each.outcome === 'planned' ? [each.month] : [])),
    )
    const late = years
      .flatMap((year) => year.cells[0]?.months ?? [])
      .flatMap((each) => (each.outcome === 'late' && !taken.has(each.month) ? [each.month] : []))
    const ahead = Array.from({ length: 12 }, (_, at) => addMonths(month, at)).filter((each) => !taken.has(each))
    return {
      key: newId(),
      cells: cells.map(({ id, name }) => ({ value: id, label: name })),
      unitId: cell,
      asked: searchParams.get('thang') ?? monthCode(month),
      kinds: Object.entries(kindNames).map(([value, label]) => ({ value, label })),
      months: [...late, ...ahead].map((each) => ({
        code: monthCode(each),
        label: `Tháng ${monthOf(each)}/${yearOf(each)}`,
      })),
    }
  })

export const actions: Actions = {
  default: actionOf(planMeeting, {
    then: ({ ids }, event) =>
      ids.length === 1
        ? `/sinh-hoat/${ids[0]}`
        : address('/sinh-hoat', { 'don-vi': event.url.searchParams.get('don-vi') }),
  }),
}
