// What the address asks of data quality; the sheet is asked by the same parameters. What means nothing is left to its default.
import { dataRuleNames } from '#modules/quality/quality.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { dayIn } from '../address.ts'

export const SEVERITY_WORDS: Readonly<Record<string, 'fault' | 'warning'>> = { loi: 'fault', 'can-xem': 'warning' }

export function qualityInput(url: URL, ctx: ReadContext) {
  const of = (name: string) => url.searchParams.get(name) || null
  const page = of('trang')
  return {
    unitId: of('don-vi') ?? ctx.actor.stands[0]?.unitId ?? '',
    day: dayIn(url),
    rule: Object.keys(dataRuleNames).find((code) => code === of('quy-tac')) ?? null,
    severity: SEVERITY_WORDS[of('muc-do') ?? ''] ?? null,
    page: page && /^[1-9]\d{0,4}$/.test(page) ? page : null,
  }
}
