// Periods and events as rows to read: when, what, where, by which paper.
import { formatDay } from '#kernel/day.ts'
import { entryCodeNames, formatPartialDay } from '#modules/records/records.server.ts'
import type { EntryKind, StoredEntry } from '#modules/records/records.server.ts'

export type Shown = Pick<StoredEntry, 'id' | 'kind'> & Partial<StoredEntry>

const spanOf = ({ fromOn, toOn, decidedOn }: Partial<StoredEntry>): string => {
  if (fromOn) return `${formatPartialDay(fromOn)} – ${toOn ? formatPartialDay(toOn) : 'nay'}`
  return decidedOn ? formatDay(decidedOn) : ''
}

/** A trip or a course that does not say its end was not going on until today. */
const ENDED: readonly EntryKind[] = ['trip', 'training']

/** One row: the time, the main line, what stands below it. Secret parts show where they were opened. */
export function entryRow(entry: Shown) {
  const { kind, code, title, place, detail, number, decidedOn, decider, secret, note, onBehalf } = entry
  const word = code ? (entryCodeNames[kind][code] ?? code) : null
  const open = secret ?? {}
  const paper = [
    number ? `số ${number}` : null,
    decidedOn && entry.fromOn ? `ngày ${formatDay(decidedOn)}` : null,
    decider,
  ]
  const main = kind === 'relative' ? [word, open.name ? `: ${open.name}` : ''].join('') : (title ?? word ?? '')
  const rest = [
    title && kind !== 'relative' ? word : null,
    place,
    detail,
    paper.filter(Boolean).join(', ') || null,
    open.birthYear ? `sinh năm ${open.birthYear}` : null,
    open.residence,
    open.job,
    open.remark,
    note,
    onBehalf ? 'ghi thay' : null,
  ]
  const when = spanOf(entry)
  return {
    id: entry.id,
    when: ENDED.includes(kind) ? when.replace(' – nay', '') : when,
    main,
    rest: rest.filter(Boolean).join(' · '),
  }
}
