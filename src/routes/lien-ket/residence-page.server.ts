// What a residence cell sees by its link: the people it is asked to remark on, one form at a time, and the button that says: all done.
import { dayInVietnam, formatDay } from '#kernel/day.ts'
import { answerRemark, finishRemarks, readGuestRemarks } from '#modules/residence/residence.server.ts'
import type { GuestMember } from '#modules/residence/residence.server.ts'
import { database } from '#platform/db/database.ts'
import { newId } from '#platform/new-id.ts'
import { execute } from '#platform/operation/execute.ts'
import { formInput } from '#platform/operation/form-input.ts'
import type { State } from '#ui/state.ts'
import { askAsGuest, callerOf, keyOf, refused } from './guest.server.ts'
import type { GuestEvent } from './guest.server.ts'

const waits = (one: GuestMember) => one.state !== 'received'

function tagOf(one: GuestMember): { state: State; label: string } {
  if (one.state === 'returned') return { state: 'returned', label: 'Cần viết lại' }
  return one.state === 'received' ? { state: 'done', label: 'Đã nhận xét' } : { state: 'due', label: 'Chưa nhận xét' }
}

export async function residencePage(event: GuestEvent) {
  const page = await askAsGuest(event, readGuestRemarks, {})
  const { searchParams } = event.url
  const labels = new Map(page.results.map(({ code, label }) => [code, label]))
  const asked = searchParams.get('dang-vien')
  const chosen =
    page.members.find((one) => one.memberId === asked && !one.fromUs) ??
    (searchParams.has('da-gui-du') ? undefined : page.members.find((one) => waits(one)))
  // Who has just written need not type the own name again.
  const signer = page.members.findLast((one) => one.signer !== null && !one.fromUs)?.signer ?? null
  const left = page.members.filter(waits).length
  return {
    token: event.params.token,
    cell: page.cell,
    body: page.body,
    unit: page.unit,
    year: page.request.year,
    due: formatDay(page.request.dueOn),
    until: formatDay(dayInVietnam(new Date(page.expiresAt.getTime() - 1000))),
    returnReason: page.request.state === 'open' ? page.request.returnReason : null,
    sent: page.request.state === 'sent',
    saved: searchParams.has('da-luu'),
    finished: searchParams.has('da-gui-du'),
    left,
    done: page.members.length - left,
    version: page.request.version,
    signer,
    finishKey: newId(),
    results: page.results.map(({ code, label }) => ({ value: code, label })),
    members: page.members.map((one) => ({
      id: one.memberId,
      name: one.name,
      born: one.birthYear,
      result: one.result === null ? null : (labels.get(one.result) ?? one.result),
      body: one.body,
      fromUs: one.fromUs,
      reason: one.state === 'returned' ? one.returnReason : null,
      href: `?dang-vien=${one.memberId}#nhan-xet`,
      chosen: one === chosen,
      tag: tagOf(one),
    })),
    answer: chosen
      ? {
          memberId: chosen.memberId,
          result: chosen.result,
          body: chosen.body,
          signer: chosen.signer ?? signer,
          version: chosen.version,
          idempotencyKey: newId(),
        }
      : null,
  }
}

/** Takes a remark, or the word that all are there. Returns the refusal to be shown, or where to go next. */
export async function answerResidence(event: GuestEvent) {
  const caller = callerOf(event)
  const form = await event.request.formData()
  const here = `/lien-ket/${event.params.token}`
  try {
    const { idempotencyKey, ...posted } = formInput(form)
    const key = { idempotencyKey: keyOf(event, idempotencyKey) }
    if (event.url.searchParams.has('du')) {
      await execute(database(), caller, finishRemarks, posted, key)
      return { to: `${here}?da-gui-du` }
    }
    const memberId = event.url.searchParams.get('dang-vien')
    await execute(database(), caller, answerRemark, { ...posted, memberId }, key)
  } catch (thrown) {
    return refused(event, form, thrown)
  }
  return { to: `${here}?da-luu#nhan-xet` }
}
