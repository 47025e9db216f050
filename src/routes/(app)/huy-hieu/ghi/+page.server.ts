// Badges given before they were kept here: by Excel in two steps, lines found by card number.
import { isDay, parseDay, formatDay } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import { enterBadges } from '#modules/badges/badges.server.ts'
import { memberSheet } from '#modules/members/members.server.ts'
import { actionOf, callerOf, formFailure, load as loadPage } from '#pages'
import { database } from '#platform/db/database.ts'
import { newId } from '#platform/new-id.ts'
import { askAll } from '#platform/operation/execute.ts'
import { cellText, readHeadedSheet } from '#platform/paper/headed-sheet.ts'
import { address } from '../../address.ts'
import type { Actions, PageServerLoad } from './$types'

const LIMITS = { maxBytes: 5_000_000, maxRows: 20_000, maxCells: 400_000 }
const HEADINGS = { card: 'Số thẻ', name: 'Họ và tên', level: 'Mức', on: 'Ngày tặng', number: 'Số Huy hiệu' } as const

export const load: PageServerLoad = (event) =>
  loadPage(event, (_, ctx) => {
    if (!ctx.actor.holds('member.write')) throw notFound()
    const unitId = event.url.searchParams.get('don-vi')
    return Promise.resolve({ key: newId(), unitId: unitId ?? '', back: address('/huy-hieu', { 'don-vi': unitId }) })
  })

async function previewOf(event: Parameters<Actions[string]>[0], form: FormData) {
  const file = form.get('tep')
  if (!(file instanceof File) || file.size === 0) throw AppError.at('tep', 'field.required')
  if (file.size > LIMITS.maxBytes) throw AppError.at('tep', 'file_too_large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const sheet = await readHeadedSheet(bytes, HEADINGS, ['card', 'level', 'on'], LIMITS).catch(() => null)
  if (!sheet || sheet.lines.length === 0) throw AppError.at('tep', 'badges.nobody')
  const unitId = event.url.searchParams.get('don-vi')
  const { members } = await askAll(database(), callerOf(event), (run) => run(memberSheet, { unitId }))
  const byCard = new Map(members.flatMap((m) => (m.cardNumber ? [[m.cardNumber, m] as const] : [])))
  const lines = sheet.lines.map(({ row, cells }) => {
    const text = (key: keyof typeof HEADINGS) => cellText(cells[key])
    const member = byCard.get(text('card'))
    const on = isDay(text('on')) ? text('on') : parseDay(text('on'))
    const level = Number(text('level'))
    const wrong = !member
      ? 'Không có đảng viên mang số thẻ này trong đơn vị'
      : !Number.isInteger(level) || level < 30
        ? 'Mức là số năm, ví dụ 40'
        : on === null
          ? 'Ngày tặng chưa đúng, ví dụ 19/05/2020'
          : null
    return { line: row, name: member?.name ?? text('name'), level: text('level'), on, number: text('number'), memberId: member?.id, wrong } // prettier-ignore
  })
  const faults = lines.filter(({ wrong }) => wrong !== null).length
  return {
    file: file.name,
    faults,
    lines: lines.map((each) => ({ line: each.line, name: each.name, level: each.level, on: isDay(each.on) ? formatDay(each.on) : '—', wrong: each.wrong })), // prettier-ignore
    rows: faults > 0 ? null : JSON.stringify(lines.map(({ memberId, level, on, number }) => ({ memberId, level, awardOn: on, number }))), // prettier-ignore
  }
}

export const actions: Actions = {
  xem: async (event) => {
    const form = await event.request.formData()
    try {
      return { preview: await previewOf(event, form) }
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
  },
  nhan: actionOf(enterBadges, {
    input: (posted) => {
      try {
        return { rows: JSON.parse(String(posted['rows'] ?? '[]')) as unknown }
      } catch {
        return { rows: [] }
      }
    },
    then: (_, event) => address('/huy-hieu', { 'don-vi': event.url.searchParams.get('don-vi') }),
  }),
}
