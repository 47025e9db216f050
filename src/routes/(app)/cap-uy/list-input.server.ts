// The address of the list of posts as its input: page, vacancies and sheet read the same.
import type { ReadContext } from '#platform/operation/operation.ts'
import { dayIn } from '../address.ts'

export const postsInput = (url: URL) => ({
  day: dayIn(url),
  unitId: url.searchParams.get('don-vi'),
  unitKind: url.searchParams.get('loai'),
  bodyKind: url.searchParams.get('bo-phan'),
  post: url.searchParams.get('chuc-vu'),
  find: (url.searchParams.get('tim') ?? '').slice(0, 100),
})

export const pageIn = (url: URL): number =>
  Math.min(100_000, Math.max(1, Math.trunc(Number(url.searchParams.get('trang'))) || 1))

/** The bloc itself, where the reader stands at it; else the first unit one stands at. */
export const homeOf = (ctx: ReadContext): string | null =>
  (ctx.actor.stands.find((stand) => stand.whole) ?? ctx.actor.stands[0])?.unitId ?? null
