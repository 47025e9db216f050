// The themes of a year.
import { dayOf, formatDay, minDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { listTopics } from '#modules/meetings/meetings.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { dayIn, yearIn } from '../../address.ts'
import type { PageServerLoad } from './$types'

const SIZE = 50

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const on = dayIn(event.url)
    const year = yearIn(event.url, on ?? ctx.today)
    const unitId = searchParams.get('don-vi') ?? ctx.actor.stands[0]?.unitId ?? ''
    if (!isId(unitId) || !(await ctx.actor.covers(ctx.db, 'meeting.read', [unitId]))) throw notFound()
    const to = minDay(dayOf(year, 12, 31), on ?? dayOf(year, 12, 31))
    const page = Math.max(1, Number(searchParams.get('trang')) || 1)
    const list = await run(listTopics, { unitId, from: dayOf(year, 1, 1), to, page, size: SIZE })
    return {
      unit: { id: unitId, name: (await nameOn(ctx, unitId, to))?.name ?? '' },
      year,
      page,
      size: SIZE,
      total: list.total,
      topics: list.topics.map((topic) => ({
        ...topic,
        heldText: topic.heldOn === null ? null : formatDay(topic.heldOn),
      })),
    }
  })
