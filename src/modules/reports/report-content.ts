// Everything a report says, as one value: drawn live for a draft, kept as JSON by a snapshot. Pages, papers and sheets read only this.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Span } from '#kernel/period.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import type { Completeness, Heading, PartState } from './report.ts'

export interface ContentUnit {
  id: Id
  code: string
  kind: UnitKind
  name: string
  shortName: string
  /** Units above it in the tree of the cut-off day, nearest first. */
  above: Id[]
  /** Ended before the cut-off day; its records stand under its last ancestors. */
  closed: boolean
}

export interface ContentIndicator {
  code: string
  kind: 'stock' | 'flow'
  shape: 'count' | 'ratio'
  better: 'more' | 'less' | null
  name: string
  short: string
  unit: string
  how: string
  dimensions: Record<string, { label: string; values: Record<string, string> }>
}

type Sums = { num: number; den: number | null }

/** One cell of the consolidated table: unit × indicator, added up over everything below the unit. */
export interface ContentFigure extends Sums {
  /** The same period of last year, its records in the tree of the cut-off day. */
  before: Sums
  /** Of the year, for this very unit. */
  target: number | null
}

export interface ContentPart {
  unitId: Id
  state: PartState
  submittedOn: Day | null
  reason: string | null
  version: number
}

export interface ReportContent {
  format: 1
  report: { id: Id; period: string; title: string; cutOffOn: Day; dueOn: Day; headings: Heading[] }
  /** The day it was drawn; lateness is as of this day. */
  on: Day
  span: Span
  before: Span
  targetPeriod: string | null
  /** In reading order; the first is the bloc. */
  units: ContentUnit[]
  indicators: ContentIndicator[]
  /** figures[indicator][unit]; no entry where everything is zero and there is no target. */
  figures: Record<string, Record<Id, ContentFigure>>
  /** Of the bloc as a whole: breakdowns[indicator][dimension][value]. */
  breakdowns: Record<string, Record<string, Record<string, Sums>>>
  parts: ContentPart[]
  completeness: Completeness
  /** Text of the bloc by heading. */
  merged: Record<string, string>
  /** Texts of the units: narratives[unit][heading]. */
  narratives: Record<Id, Record<string, string>>
}

/** The cell, with zeros where nothing is recorded. */
export function figureAt(
  content: Pick<ReportContent, 'figures'>,
  indicator: Pick<ContentIndicator, 'code' | 'shape'>,
  unitId: Id,
): ContentFigure {
  const den = indicator.shape === 'ratio' ? 0 : null
  return content.figures[indicator.code]?.[unitId] ?? { num: 0, den, before: { num: 0, den }, target: null }
}

/** Units at or below one, in the tree of the cut-off day. */
export function unitsBelow(content: Pick<ReportContent, 'units'>, unitId: Id): Id[] {
  return content.units.filter((unit) => unit.id === unitId || unit.above.includes(unitId)).map((unit) => unit.id)
}
