// What the address of «Sắp đến hạn» asks; sheet and calendar file are asked by the same parameters.
import { HORIZONS } from '#modules/agenda/agenda.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'

export function deadlineInput(url: URL, ctx: ReadContext) {
  const of = (name: string) => url.searchParams.get(name) || null
  const page = of('trang')
  return {
    unitId: of('don-vi') ?? ctx.actor.stands[0]?.unitId ?? '',
    days: HORIZONS.find((days) => days === of('trong')) ?? '30',
    kind: of('loai')?.slice(0, 60) ?? null,
    overdue: of('han') === 'qua' ? 'true' : 'false',
    page: page && /^[1-9]\d{0,4}$/.test(page) ? page : null,
  }
}
