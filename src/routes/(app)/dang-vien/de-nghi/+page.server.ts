// Requests of members to have their record put right: those that wait, and what was answered.
import { listCorrections, REQUEST_STATES, requestStateNames } from '#modules/records/records.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../../address.ts'
import { requestView } from '../../ho-so-cua-toi/own-record.server.ts'
import type { PageServerLoad } from './$types'

const CODES = { waiting: 'cho', confirmed: 'da-sua', returned: 'tra-lai', withdrawn: 'da-rut' } as const

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const code = event.url.searchParams.get('tinh-trang')
    const state = REQUEST_STATES.find((one) => CODES[one] === code) ?? 'waiting'
    const page = Math.max(1, Number(event.url.searchParams.get('trang')) || 1)
    const found = await run(listCorrections, { state, page: Math.min(page, 10_000) })
    return {
      state: CODES[state],
      page: found.page,
      size: found.size,
      total: found.total,
      tabs: REQUEST_STATES.map((one) => ({
        href: address('/dang-vien/de-nghi', { 'tinh-trang': one === 'waiting' ? null : CODES[one] }),
        label: requestStateNames[one],
        current: one === state,
      })),
      requests: found.requests.map(requestView).map((request) => ({
        id: request.id,
        name: request.memberName,
        unit: request.unitName,
        fields: request.what ?? request.changes.map(({ label }) => label).join(', '),
        asked: request.asked,
        by: request.onBehalf ?? 'Đảng viên gửi',
        href: `/dang-vien/de-nghi/${request.id}`,
      })),
    }
  })
