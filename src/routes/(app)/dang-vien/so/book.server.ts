// What the address of the book asks: the unit, the day, and from when those who left are listed, too.
import { dayOf, yearOf } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { ancestorsOf, nameOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { dayIn } from '../../address.ts'

/** Throws not_found for somebody who stands nowhere. */
export async function bookAsked(ctx: ReadContext, url: URL) {
  const asked = url.searchParams.get('don-vi')
  const unitId = isId(asked) ? asked : ctx.actor.stands[0]?.unitId
  if (!unitId) throw notFound()
  const day = dayIn(url)
  const left = url.searchParams.get('ca-nguoi-ra') === '1'
  const since = left ? dayOf(yearOf(day ?? ctx.today), 1, 1) : null
  const unit = await nameOn(ctx, unitId, day ?? ctx.today)
  const [above] = await ancestorsOf(ctx, unitId, day ?? ctx.today)
  return { unitId, day, since, unit: { name: unit?.name ?? '', superior: above?.name ?? null } }
}
