// Who read masked fields in a quarter: the list a responsible person goes through.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import { periodCode, periodLabel, periodSpan } from '#kernel/period.ts'
import { listReads } from '#modules/access/access.server.ts'
import { maskedNames } from '#modules/members/members.server.ts'
import { load as loadPage } from '#pages'
import { lastQuarters, quarterOf } from './quarters.ts'
import type { PageServerLoad } from './$types'

const SIZE = 100
const QUARTERS = 12

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const quarter = quarterOf(searchParams.get('ky'), ctx.today)
    const before = searchParams.get('truoc')
    const span = periodSpan(quarter)
    const found = await run(listReads, { ...span, before: isId(before) ? before : null, limit: SIZE + 1 })
    const reads = found.slice(0, SIZE)
    return {
      code: periodCode(quarter),
      label: periodLabel(quarter),
      span: `${formatDay(span.from)}–${formatDay(span.to)}`,
      later: isId(before),
      next: found.length > SIZE ? (reads.at(-1)?.id ?? null) : null,
      quarters: lastQuarters(ctx.today, QUARTERS).map((one) => ({ value: periodCode(one), label: periodLabel(one) })),
      reads: reads.map((read) => ({
        id: read.id,
        at: formatInstant(read.at),
        reader: read.reader ?? 'Hệ thống',
        person: read.person,
        field: (maskedNames as Record<string, string>)[read.field] ?? read.field,
        reason: read.reason,
      })),
    }
  })
