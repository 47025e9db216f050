// Who read masked fields in a quarter: the list a responsible person goes through, and says so.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import { periodCode, periodLabel, periodSpan } from '#kernel/period.ts'
import { countReads, listReads } from '#modules/access/access.server.ts'
import { maskedNames } from '#modules/members/members.server.ts'
import { readReview, reviewReads, withdrawReview } from '#modules/records/records.server.ts'
import { actionOf, load as loadPage, today } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { address } from '../../address.ts'
import { lastQuarters, quarterOf } from './quarters.ts'
import type { Actions, PageServerLoad } from './$types'

const SIZE = 100
const QUARTERS = 12

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const quarter = quarterOf(searchParams.get('ky'), ctx.today)
    const idIn = (name: string) => {
      const id = searchParams.get(name)
      return isId(id) ? id : null
    }
    const [before, readerId, personId] = [idIn('truoc'), idIn('nguoi-doc'), idIn('cua')]
    const span = periodSpan(quarter)
    const found = await run(listReads, { ...span, before, readerId, personId, limit: SIZE + 1 })
    const counts = await run(countReads, span)
    const reads = found.slice(0, SIZE)
    const { over, review } = await run(readReview, { year: quarter.year, quarter: quarter.quarter })
    const code = periodCode(quarter)
    const here = (more: Record<string, string | null>) =>
      address('/nhat-ky/doc-thong-tin', { ky: code, 'nguoi-doc': readerId, cua: personId, ...more })
    const applied = [
      ...(readerId
        ? [
            {
              label: `Người đọc: ${counts.find((one) => one.readerId === readerId)?.reader ?? '…'}`,
              href: here({ 'nguoi-doc': null }),
            },
          ]
        : []),
      ...(personId ? [{ label: `Của: ${reads[0]?.person ?? '…'}`, href: here({ cua: null }) }] : []),
    ]
    return {
      code,
      keys: [newId(), newId()],
      label: periodLabel(quarter),
      span: `${formatDay(span.from)}–${formatDay(span.to)}`,
      newest: before === null ? null : here({}),
      older: found.length > SIZE ? here({ truoc: reads.at(-1)?.id ?? null }) : null,
      quarters: lastQuarters(ctx.today, QUARTERS).map((one) => ({ value: periodCode(one), label: periodLabel(one) })),
      applied,
      hidden: { 'nguoi-doc': readerId ?? undefined, cua: personId ?? undefined },
      over,
      review: review && {
        text: `${review.reviewer ?? 'Hệ thống'} đã rà soát ${review.reads} lượt đọc, ${formatInstant(review.reviewedAt)}`,
        note: review.note,
      },
      total: counts.reduce((sum, one) => sum + one.reads, 0),
      counts: counts.map((one) => ({
        id: one.readerId ?? '',
        reader: one.reader ?? 'Hệ thống',
        reads: one.reads,
        people: one.people,
        href: one.readerId ? here({ 'nguoi-doc': one.readerId }) : undefined,
      })),
      reads: reads.map((read) => ({
        id: read.id,
        at: formatInstant(read.at),
        reader: read.reader ?? 'Hệ thống',
        readerHref: read.readerId ? here({ 'nguoi-doc': read.readerId }) : undefined,
        person: read.person,
        personHref: read.personId ? here({ cua: read.personId }) : undefined,
        field: (maskedNames as Record<string, string>)[read.field] ?? read.field,
        reason: read.reason,
      })),
    }
  })

const quarterIn = (posted: Record<string, unknown>, event: RequestEvent) => {
  const { year, quarter } = quarterOf(event.url.searchParams.get('ky'), today())
  return { ...posted, year, quarter }
}
const back = (_: unknown, event: RequestEvent) => {
  const { year, quarter } = quarterOf(event.url.searchParams.get('ky'), today())
  return `/nhat-ky/doc-thong-tin?ky=${periodCode({ kind: 'quarter', year, quarter })}`
}

export const actions: Actions = {
  'ra-soat': actionOf(reviewReads, { input: quarterIn, then: back }),
  huy: actionOf(withdrawReview, { input: quarterIn, then: back }),
}
