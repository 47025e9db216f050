// The slider over days on which the list of places changed: the days as marks, and where a step of it leads.
import type { Day } from '#kernel/day.ts'
import { listUnitsByLocality } from '#modules/units/units.server.ts'
import { load } from '#pages'
import type { RequestEvent } from '#pages'
import { redirect } from '@sveltejs/kit'

/** Days with something to see, up to today. */
const stepsOf = (days: readonly Day[], today: Day): Day[] => days.filter((each) => each <= today)

/** Marks of the slider; `href` makes the address of a day. */
export const placeMarks = (days: readonly Day[], today: Day, href: (day: Day) => string) =>
  stepsOf(days, today).map((each) => ({ day: each as string, label: 'danh mục địa bàn thay đổi', href: href(each) }))

/** `?moc=2` leads to the address of that mark's day, one past the last to today's. */
export async function followStep(event: RequestEvent, href: (day: Day | null) => string): Promise<void> {
  const text = event.url.searchParams.get('moc')
  if (text === null) return
  const step = Number(text)
  const days = await load(event, async (run, ctx) => stepsOf((await run(listUnitsByLocality, {})).days, ctx.today))
  redirect(303, href((Number.isInteger(step) && days[step]) || null))
}
