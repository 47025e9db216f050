// A member and the place where he or she lives (213): introduced to a cell there, introduced but exempt from its activity, or exempt
// from it all; always one of them on a day. Pure.
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'

/** A: introduced, exempt from activity; B: exempt from introduction; C: introduced, with a remark every year. */
export const CATEGORIES = ['A', 'B', 'C'] as const
export type Category = (typeof CATEGORIES)[number]

export const END_REASONS = ['moved', 'category', 'left', 'cell_ended'] as const
export type EndReason = (typeof END_REASONS)[number]

export const REMARK_SOURCES = ['link', 'paper', 'portal'] as const
export type RemarkSource = (typeof REMARK_SOURCES)[number]

/** What one may ask a list for; the first three are what a secretary has to do. */
export const LIST_STATES = [
  'not_introduced',
  'no_remark',
  'returned',
  'no_letter',
  'has_remark',
  'A',
  'B',
  'C',
] as const
export type ListState = (typeof LIST_STATES)[number]

export interface LinkFacts {
  readonly category: Category
  /** Code of the rulebook's list; of A and B only. */
  readonly ground: string | null
  /** None for B. */
  readonly cellId: Id | null
  readonly address: string | null
}

export interface LinkSpan extends LinkFacts {
  readonly id: Id
  readonly valid: DateRange
}

/** Why something cannot be done: an error code and the input at fault. */
export interface Refusal {
  readonly code: string
  readonly field: string
}

export interface Introduction {
  /** The span that ends with the day before, and why. */
  readonly closes: { id: Id; to: Day; reason: EndReason } | null
}

/**
 * What a new introduction from a day on makes of what there was. `grounds` are the codes for A and for B; `member` the days of
 * the membership. The new span takes over from the last one; what lies before it is not touched.
 */
export function introduce(
  spans: readonly LinkSpan[],
  next: LinkFacts & { from: Day },
  given: { grounds: Readonly<Record<'A' | 'B', readonly string[]>>; member: DateRange; today: Day },
): Introduction | Refusal {
  const wrong = (code: string, field: string): Refusal => ({ code: `residence.${code}`, field })
  if (next.from > given.today) return wrong('in_future', 'from')
  if (next.from < given.member.from) return wrong('before_membership', 'from')
  if (given.member.to !== null && next.from >= given.member.to) return wrong('left_already', 'from')
  if (next.category === 'B' && next.cellId !== null) return wrong('cell_not_needed', 'cellId')
  if (next.category !== 'B' && next.cellId === null) return wrong('cell_needed', 'cellId')
  if (next.category === 'C' ? next.ground !== null : !given.grounds[next.category].includes(next.ground ?? ''))
    return wrong(next.category === 'C' ? 'ground_not_needed' : 'ground_needed', 'ground')
  const last = spans.toSorted((a, b) => (a.valid.from < b.valid.from ? -1 : 1)).at(-1)
  if (!last) return { closes: null }
  if (last.valid.to !== null && last.valid.to <= next.from) return { closes: null }
  if (next.from <= last.valid.from || last.valid.to !== null) return wrong('before_last', 'from')
  const same =
    last.category === next.category &&
    last.cellId === next.cellId &&
    last.ground === next.ground &&
    (last.address ?? '') === (next.address ?? '')
  if (same) return wrong('nothing_new', 'cellId')
  const reason = last.category === next.category ? 'moved' : 'category'
  return { closes: { id: last.id, to: next.from, reason } }
}

export const isRefusal = (outcome: Introduction | Refusal): outcome is Refusal => 'code' in outcome

/** The numbers of letters that follow one another: 07-GT/CB, 08-GT/CB …; a text without a number in front is the same for all. */
export function lettersFrom(first: string, count: number): string[] {
  const parts = /^(\d+)(.*)$/s.exec(first.trim())
  if (!parts) return Array.from({ length: count }, () => first.trim())
  const [, digits = '', rest = ''] = parts
  return Array.from({ length: count }, (_, at) => `${String(Number(digits) + at).padStart(digits.length, '0')}${rest}`)
}

/** How much is done, in percent; null where nothing is to be done. */
export const shareDone = (done: number, of: number): number | null => (of === 0 ? null : (done / of) * 100)
