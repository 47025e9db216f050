// What a body outside owes and was sent, by its signed link; each thing owed is answered by its own form.
import { dayInVietnam, formatDay } from '#kernel/day.ts'
import { answerObligation, periodName, readGuestPage } from '#modules/coordination/coordination.server.ts'
import type { GuestDuty } from '#modules/coordination/coordination.server.ts'
import { instanceStateNames } from '#modules/coordination/coordination-messages.ts'
import { database } from '#platform/db/database.ts'
import { newId } from '#platform/new-id.ts'
import { execute } from '#platform/operation/execute.ts'
import { formInput } from '#platform/operation/form-input.ts'
import { AppError } from '#kernel/errors.ts'
import type { State } from '#ui/state.ts'
import { askAsGuest, callerOf, keyOf, refused } from './guest.server.ts'
import type { GuestEvent } from './guest.server.ts'

/** A paper of ten megabytes, and the rest of the form. */
const MAX_BODY = 11 * 1024 * 1024

const STATES: Record<GuestDuty['state'], State> = { not_due: 'none', due_soon: 'due', late: 'late', received: 'draft', returned: 'returned', accepted: 'done' } // prettier-ignore

function tagOf(one: GuestDuty): { state: State; label: string } {
  const state = STATES[one.state]
  if (one.state === 'received') return { state, label: 'Đã gửi, chờ xem xét' }
  if (one.state === 'accepted') return { state, label: 'Đã tiếp nhận' }
  return {
    state,
    label: `${instanceStateNames[one.state]}${one.state === 'returned' && one.overdue ? ', quá hạn' : ''}`,
  }
}

const order = (one: GuestDuty) => (one.state === 'accepted' ? 2 : one.state === 'received' ? 1 : 0)

export async function regulationPage(event: GuestEvent) {
  const page = await askAsGuest(event, readGuestPage, {})
  const duties = page.duties.toSorted((a, b) => order(a) - order(b))
  const [asked, period] = [event.url.searchParams.get('nghia-vu'), event.url.searchParams.get('ky')]
  // The one that was chosen; else, unless one has just been sent, the first that waits for an answer now.
  const chosen =
    duties.find((one) => one.open && one.obligationId === asked && one.period === period) ??
    (event.url.searchParams.has('da-gui')
      ? undefined
      : duties.find((one) => one.open && one.state !== 'received' && one.state !== 'not_due'))
  return {
    token: event.params.token,
    body: page.body,
    others: page.others,
    number: page.regulation.number,
    title: page.regulation.title,
    signed: formatDay(page.regulation.signedOn),
    until: formatDay(dayInVietnam(new Date(page.expiresAt.getTime() - 1000))),
    sentNow: event.url.searchParams.has('da-gui'),
    duties: duties.map((one) => ({
      obligationId: one.obligationId,
      period: one.period,
      title: one.title,
      periodName: periodName(one.period),
      due: formatDay(one.dueOn),
      on: one.doneOn ? formatDay(one.doneOn) : null,
      open: one.open,
      chosen: one === chosen,
      href: `?nghia-vu=${one.obligationId}&ky=${one.period}#tra-loi`,
      tag: tagOf(one),
    })),
    answer: chosen ? { ...chosen, idempotencyKey: newId() } : null,
    sent: page.sent.map((one) => ({ ...one, period: periodName(one.period), on: formatDay(one.on) })),
  }
}

/** Takes an answer. Returns the refusal to be shown, or where to go next. */
export async function answerRegulation(event: GuestEvent) {
  const caller = callerOf(event)
  const length = Number(event.request.headers.get('content-length') ?? Number.NaN)
  // Told before anything of it is read; what was typed is still in the browser, one step back.
  if (!(length <= MAX_BODY)) return refused(event, new FormData(), new AppError('file_too_large'))
  const form = await event.request.formData()
  try {
    const { idempotencyKey, ...written } = formInput(form)
    const { searchParams } = event.url
    const posted = { ...written, obligationId: searchParams.get('nghia-vu'), period: searchParams.get('ky') }
    const file = form.get('content')
    const paper =
      file instanceof File && file.size > 0
        ? { fileName: file.name.slice(-200), content: Buffer.from(await file.arrayBuffer()).toString('base64') }
        : { content: '' }
    const key = keyOf(event, idempotencyKey)
    await execute(database(), caller, answerObligation, { ...posted, ...paper }, { idempotencyKey: key })
  } catch (thrown) {
    return refused(event, form, thrown)
  }
  return { to: `/lien-ket/${event.params.token}?da-gui` }
}
