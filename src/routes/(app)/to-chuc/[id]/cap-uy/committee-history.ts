// What happened in a committee, newest first: who took a post and who left it. Many who began in one body on one day by one paper
// (a congress) are one event, with their names below it.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import { endReasonNames, holdingBasisNames } from '#modules/committees/committees.server.ts'
import type { HolderView } from '#modules/committees/committees.server.ts'

export interface CommitteeEvent {
  iso: Day
  day: string
  what: string
  who: string
  by?: { label: string }
  note?: string
  state: 'done' | 'returned' | 'late'
}

/** So many beginnings of one kind are told one by one. */
const FEW = 3

export const paperWords = (decision: HolderView['decision']): string | null =>
  decision ? `${decision.number}, ${formatDay(decision.issuedOn)}` : null

const event = (iso: Day, words: Omit<CommitteeEvent, 'iso' | 'day' | 'by'>, paper: string | null): CommitteeEvent => ({
  iso,
  day: formatDay(iso),
  ...words,
  ...(paper ? { by: { label: paper } } : {}),
})

function beginnings(history: readonly HolderView[], bodyName: (id: string) => string): CommitteeEvent[] {
  const together = Map.groupBy(history, (one) =>
    [one.valid.from, one.bodyId, one.basis, paperWords(one.decision), one.voidReason].join('|'),
  )
  return [...together.values()].flatMap((group) => {
    const first = group[0] as HolderView
    const body = bodyName(first.bodyId)
    const paper = paperWords(first.decision)
    const who = holdingBasisNames[first.basis]
    if (first.voidReason === null && group.length > FEW) {
      const what = `${body}: ${formatInteger(group.length)} đồng chí`
      const note = group.map((one) => `${one.label} ${one.name}`).join('; ')
      return [event(first.valid.from, { what, who, note, state: 'done' }, paper)]
    }
    return group.map((one) => {
      const what = `${one.name}: ${one.label}, ${body}`
      if (one.voidReason === null) return event(one.valid.from, { what, who, state: 'done' }, paper)
      const reason = one.voidReason === 'unit_ended' ? endReasonNames.unit_ended : one.voidReason
      return event(one.valid.from, { what, who, note: `Đã hủy việc ghi: ${reason}`, state: 'returned' }, paper)
    })
  })
}

function endings(history: readonly HolderView[], until: Day): CommitteeEvent[] {
  return history.flatMap((one) =>
    one.valid.to !== null && one.valid.to <= until && one.voidReason === null && one.endReason !== 'term_end'
      ? [
          event(
            one.valid.to,
            {
              what: `${one.name} thôi giữ chức vụ ${one.label}`,
              who: one.endReason ? endReasonNames[one.endReason] : '',
              state: 'late',
            },
            paperWords(one.endDecision),
          ),
        ]
      : [],
  )
}

/** All that had happened by a day. The end of a term is no event of its own: the next term tells it. */
export function committeeHistory(
  history: readonly HolderView[],
  until: Day,
  bodyName: (id: string) => string,
): CommitteeEvent[] {
  return [...beginnings(history, bodyName), ...endings(history, until)]
    .filter(({ iso }) => iso <= until)
    .toSorted((a, b) => (a.iso < b.iso ? 1 : a.iso > b.iso ? -1 : 0))
}
