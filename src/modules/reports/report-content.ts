// Everything a report says, as one value: drawn live for a draft, kept as JSON by a snapshot. Pages, papers and sheets read only this.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Span } from '#kernel/period.ts'
import type { TargetShare } from '#modules/targets/targets.server.ts'
import type { LineageLink, UnitKind } from '#modules/units/units.server.ts'
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
  /** The same period of last year, its records carried by lineage to the units of the cut-off day. */
  before: Sums
  /** Of the year, for this very unit, with what came to it by lineage. */
  target: number | null
  /** What stands against `before` and the target, where that differs: with what this period brought in by units joined or divided in it. */
  compared?: Sums
  /** Records of both periods that a division left unshared: not comparable. */
  unshared?: number
  /** How the target came about, where some of it came by lineage. */
  shares?: readonly TargetShare[]
}

/** What became of units between the two periods: why a comparison is with others than the unit itself. */
export interface ContentOrigin {
  kind: LineageLink['kind']
  on: Day
  /** null: from outside the bloc. */
  from: { id: Id; name: string } | null
  /** null: to outside the bloc, or nobody. */
  to: { id: Id; name: string } | null
  outside: string | null
  members: number | null
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
  /** Reorganisations between the two periods, of units in the tree; names of predecessors in shares. Absent in reports frozen before. */
  origins?: ContentOrigin[]
  names?: Record<Id, string>
  /** Set where the units are those of this day, all records carried to them by lineage; else they are those of the cut-off day. */
  structureOn?: Day
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
