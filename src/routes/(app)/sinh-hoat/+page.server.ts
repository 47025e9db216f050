// The book of meetings: for a cell its months of a year with the next step, for a committee which cells met and which did not.
import { dayOf, formatDay } from '#kernel/day.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { cellsMet, listMeetings } from '#modules/meetings/meetings.server.ts'
import { outcomeNames, stateNames } from '#modules/meetings/meetings-messages.ts'
import { isCell, nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { dayIn, yearIn } from '../address.ts'
import type { PageServerLoad } from './$types'

const SIZE = 100

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const on = dayIn(event.url)
    const year = yearIn(event.url, on ?? ctx.today)
    const unitId = searchParams.get('don-vi') ?? ctx.actor.stands[0]?.unitId ?? ''
    const met = await run(cellsMet, { unitId, year, on })
    const unit = await nameOn(ctx, unitId, met.on)
    const cell = unit !== undefined && isCell(unit.kind)
    const find = searchParams.get('tim') ?? ''
    const only = searchParams.get('loc') === 'chua-hop'
    const page = Math.max(1, Number(searchParams.get('trang')) || 1)
    const chosen = met.cells.filter(
      (each) =>
        fold(each.name).includes(fold(find)) && (!only || each.months.some((month) => month.outcome === 'late')),
    )
    const meetings = cell
      ? (await run(listMeetings, { unitId, from: dayOf(year, 1, 1), to: dayOf(year, 12, 31), size: 100 })).meetings
      : []
    return {
      unit: { id: unitId, name: unit?.name ?? '' },
      cell,
      year,
      years: [year - 1, year + 1],
      day: searchParams.get('ngay'),
      find,
      only,
      page,
      size: SIZE,
      count: chosen.length,
      outcomes: outcomeNames,
      states: stateNames,
      thisMonth: met.thisMonth,
      mayWrite: await ctx.actor.covers(ctx.db, 'meeting.write', [unitId]),
      totals: met.totals,
      cells: cell ? met.cells : chosen.slice((page - 1) * SIZE, page * SIZE),
      meetings: meetings.map((meeting) => ({
        ...meeting,
        heldText: meeting.heldOn === null ? null : formatDay(meeting.heldOn),
      })),
    }
  })
