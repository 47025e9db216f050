// What the list's address asks; the sheet is asked by the same parameters.
import type { ReadContext } from '#platform/operation/operation.ts'
import { askedOf, STATE_WORDS } from '../residence-input.server.ts'

export function listInput(url: URL, ctx: ReadContext) {
  const of = (name: string) => url.searchParams.get(name) || null
  const page = of('trang')
  return {
    ...askedOf(url, ctx),
    state: STATE_WORDS[of('tinh-trang') ?? ''] ?? null,
    cellId: of('chi-bo'),
    result: of('muc'),
    find: of('tim')?.slice(0, 100) ?? null,
    page: page && /^[1-9]\d{0,4}$/.test(page) ? page : null,
  }
}
