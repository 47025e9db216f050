// A regulation as its pages draw it: the year's periods side by side, what was exchanged, the obligations in words.
import { addDays, day, dayInVietnam, formatDay } from '#kernel/day.ts'
import { obligationKindNames, rhythmNames } from '#modules/coordination/coordination-messages.ts'
import { periodName } from '#modules/coordination/coordination.server.ts'
import type { DoneRecord, Obligation, Party, Standing } from '#modules/coordination/coordination.server.ts'
import type { State } from '#ui/state.ts'
import { instanceTag } from './views.ts'

const placeOf = (regulationId: string, one: Pick<Standing, 'obligationId' | 'period'>) =>
  `/phoi-hop/${regulationId}/viec?nghia-vu=${one.obligationId}&ky=${one.period}`

/** The year as a grid: a row for each thing and period, a cell for each side that owes it. */
export function gridOf(regulationId: string, instances: readonly Standing[], may: (obligationId: string) => boolean) {
  const rows = new Map<string, { key: string; title: string; period: string; due: string; cells: Record<string, ReturnType<typeof cell>> }>() // prettier-ignore
  const cell = (one: Standing) => ({
    ...instanceTag(one),
    href: placeOf(regulationId, one),
    on: one.done && one.done.state !== 'returned' ? formatDay(one.done.doneOn) : null,
    may: may(one.obligationId),
  })
  for (const one of instances) {
    const key = `${one.dueOn} ${one.obligation.title} ${one.period}`
    const row = rows.get(key) ?? { key, title: one.obligation.title, period: periodName(one.period), due: formatDay(one.dueOn), cells: {} } // prettier-ignore
    row.cells[one.party.id] = cell(one)
    rows.set(key, row)
  }
  return [...rows.values()]
}

const DONE_STATES: Record<DoneRecord['state'], State> = { received: 'draft', accepted: 'done', returned: 'returned' }
const doneNotes: Record<DoneRecord['state'], string> = {
  received: 'Chờ xem xét',
  accepted: '',
  returned: 'Đã trả lại',
}

/** What was sent and said, as a timeline. */
export function exchangesOf(
  regulationId: string,
  done: readonly DoneRecord[],
  parties: readonly Party[],
  obligations: readonly Obligation[],
) {
  return done.map((one) => {
    const obligation = obligations.find((each) => each.id === one.obligationId)
    const party = parties.find((each) => each.id === obligation?.partyId)
    const by = one.guestLinkId ? `${one.answeredBy ?? ''} (qua đường dẫn)` : one.answeredBy
    const verdict = [doneNotes[one.state], one.reason].filter(Boolean).join(': ')
    return {
      day: formatDay(one.doneOn),
      iso: one.doneOn,
      what: `${party?.name ?? ''}: ${obligation?.title ?? ''}, ${periodName(one.period)}`,
      href: placeOf(regulationId, one),
      who: by ?? undefined,
      by: one.file ? { label: one.file.name, href: `/tep/${one.file.id}` } : undefined,
      note: [verdict, shortened(one.body)].filter(Boolean).join(' · '),
      state: DONE_STATES[one.state],
    }
  })
}

const shortened = (text: string) => (text.length > 220 ? `${text.slice(0, 200).trimEnd()}…` : text)

/** An obligation in one line: who, to whom, how often, due when in its first period. */
export function obligationView(one: Obligation, parties: readonly Party[]) {
  const name = (id: string | null) => parties.find((party) => party.id === id)?.name
  const falls = (begin: string) => formatDay(addDays(day(begin), one.dueAfter)).slice(0, 5)
  // A year has one due day and its halves two, which say more than a count.
  const due =
    one.rhythm === 'year'
      ? `hạn ${falls('2001-01-01')}`
      : one.rhythm === 'half'
        ? `hạn ${falls('2001-01-01')} và ${falls('2001-07-01')}`
        : one.rhythm === 'once'
          ? `hạn ${formatDay(addDays(one.valid.from, one.dueAfter))}`
          : one.dueAfter >= 0
            ? `hạn sau ${one.dueAfter} ngày từ đầu kỳ`
            : `hạn trước kỳ ${-one.dueAfter} ngày`
  return {
    id: one.id,
    title: one.title,
    kind: obligationKindNames[one.kind],
    from: name(one.partyId) ?? '',
    to: one.toPartyId === null ? 'các bên' : (name(one.toPartyId) ?? ''),
    rhythm: rhythmNames[one.rhythm],
    due,
    ended: one.valid.to !== null,
    valid: one.valid.to === null ? `từ ${formatDay(one.valid.from)}` : `${formatDay(one.valid.from)} – ${formatDay(addDays(one.valid.to, -1))}`, // prettier-ignore
  }
}

/** The last day a link opens: the one before the moment it ends. */
export const lastDayOf = (expiresAt: Date): string => formatDay(dayInVietnam(new Date(expiresAt.getTime() - 1000)))
