// What an indicator is: a question about records, declared once (idea 3). The engine counts the records over the tree and lists them
// behind any figure with the same SQL, so that a figure and its list can never disagree.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Span } from '#kernel/period.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { RawBuilder } from 'kysely'

/** What one record of the indicator is: every total says whether it counts persons, units, events or sittings. */
export type Counted =
  | 'unit'
  | 'member'
  | 'event'
  | 'meeting'
  | 'topic'
  | 'cell-month'
  | 'cell-quarter'
  | 'finding'
  | 'class'
  | 'learner'
  | 'member-month'

export interface DimensionWords {
  label: string
  /** Words by value; the order is the order of display. */
  values: Record<string, string>
}

export interface IndicatorWords {
  name: string
  /** Heading of a table column. */
  short: string
  /** người, chi bộ, % … */
  unit: string
  /** One line under the figure: what is counted, by which date. */
  how: string
  dimensions: Record<string, DimensionWords>
}

export interface RecordsAt {
  tenantId: Id
  /** First and last day, both included. A stock looks at `to` only. */
  span: Span
}

/** How a record is shown in the list behind a figure. */
export interface RecordView {
  title: string
  detail: string | null
  /** Number of the decision, where there is one. */
  paper: string | null
  href: string | null
}

/** Somebody whom records follow when a unit is divided: where he has been, by his own moves. */
export interface Follows {
  /** SQL of the stays, one row each: member_id uuid · unit_id uuid · from_on date · until_on date (first day elsewhere; null: still there). */
  stays: (tenantId: Id) => RawBuilder<unknown>
}

export interface Indicator {
  /** Of the catalogue (rules, C4), e.g. I04; our own variants add a letter. */
  code: string
  /** stock: as of a day; flow: over a period. */
  kind: 'stock' | 'flow'
  /** count: number of records; ratio: sum(num) / sum(den), recomputed at every level, never averaged. */
  shape: 'count' | 'ratio'
  counts: Counted
  /** Names of the breakdowns: columns the records carry besides the fixed ones. */
  dimensions: readonly string[]
  /**
   * SQL of the records, one row each, with the columns
   * record_id text · unit_id uuid (the unit it belongs to, never rolled up) · on_day date · num, den numeric (ratios only) · one text column a dimension.
   */
  records: (at: RecordsAt) => RawBuilder<unknown>
  /** For records that concern one member and carry member_id uuid: the records of a divided unit go where he went (HIS-07). */
  follows?: Follows
  /** Whether something is a record depends on records of other units as well (namesakes): it may change among new neighbours. */
  looksAround?: true
  /** Of a page of its own, asked for by its code: not among the figures of every overview and report (it tells of records, not of work). */
  apart?: true
  /** Views of records by id, for the list; one statement for the whole page. */
  describe: (ctx: ReadContext, ids: readonly string[], day: Day) => Promise<Map<string, RecordView>>
  /** Grows with good work (for +/− colours); undefined: neither. */
  better?: 'more' | 'less'
  words: IndicatorWords
}

const catalogue = new Map<string, Indicator>()

/** Declares an indicator; declaring is registering. Throws when the code is taken. */
export function indicator(definition: Indicator): Indicator {
  // The development server loads an edited module again: the same indicator replaces itself, another one is a mistake.
  const taken = catalogue.get(definition.code)
  if (taken && taken.words.name !== definition.words.name)
    throw new RangeError(`Indicator ${definition.code} is declared twice`)
  const missing = definition.dimensions.filter((name) => !definition.words.dimensions[name])
  if (missing.length > 0) throw new RangeError(`Indicator ${definition.code} has no words for ${missing.join(', ')}`)
  const frozen = Object.freeze(definition)
  catalogue.set(frozen.code, frozen)
  return frozen
}

/** All declared indicators but those apart, by code. Modules declare when they are loaded: src/product.server.ts loads them all. */
export function allIndicators(): Indicator[] {
  return [...catalogue.values()].filter(({ apart }) => !apart).toSorted((a, b) => a.code.localeCompare(b.code, 'en'))
}

export function indicatorOf(code: string): Indicator | undefined {
  return catalogue.get(code)
}
