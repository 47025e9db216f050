// Two memberships of one person made one history: on days that both cover, one of them holds. Pure.
import { formatRange, intersect, subtract } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'

export type Side = 'kept' | 'merged'

export interface Stay<Row> {
  readonly valid: DateRange
  /** What is compared: two stays on one day clash when this differs. */
  readonly what: string
  readonly row: Row
}

/** The first day on which the two say different things, or null. */
export function clashOf<Row>(kept: readonly Stay<Row>[], merged: readonly Stay<Row>[]): Day | null {
  const days = kept.flatMap((a) =>
    merged.flatMap((b) => (a.what === b.what ? [] : (intersect(a.valid, b.valid)?.from ?? []))),
  )
  return days.toSorted()[0] ?? null
}

export interface Piece<Row> {
  readonly row: Row
  readonly side: Side
  readonly valid: DateRange
  /** Its days are not all the days of the row. */
  readonly cut: boolean
}

/** All days of both: those of the preferred side as they are, of the other side what is left. In the order of time. */
export function joinStays<Row>(kept: readonly Stay<Row>[], merged: readonly Stay<Row>[], prefer: Side): Piece<Row>[] {
  const [first, second] = prefer === 'kept' ? [kept, merged] : [merged, kept]
  const other: Side = prefer === 'kept' ? 'merged' : 'kept'
  const whole = first.map(({ row, valid }): Piece<Row> => ({ row, side: prefer, valid, cut: false }))
  const rest = second.flatMap(({ row, valid }) =>
    first
      .reduce<DateRange[]>((left, each) => left.flatMap((part) => subtract(part, each.valid)), [valid])
      .map((part): Piece<Row> => ({ row, side: other, valid: part, cut: formatRange(part) !== formatRange(valid) })),
  )
  return [...whole, ...rest].toSorted((a, b) => (a.valid.from < b.valid.from ? -1 : 1))
}
