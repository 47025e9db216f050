// The consolidated table out of a report's content: the bloc, its grassroots units, and below those that are opened. Pure.
import type { Id } from '#kernel/ids.ts'
import { isGrassroots } from '#modules/units/units.server.ts'
import { figureAt } from './report-content.ts'
import type { ContentFigure, ContentPart, ContentUnit, ReportContent } from './report-content.ts'
import { daysLate, standingOf } from './report.ts'
import type { Standing } from './report.ts'

export interface ReportRow {
  unitId: Id
  name: string
  kind: ContentUnit['kind']
  level: number
  closed: boolean
  open: boolean
  /** Units directly below: there is something to open. */
  children: number
  standing: Standing | null
  daysLate: number
  /** In the order of the content's indicators. */
  figures: ContentFigure[]
}

/** What is drawn: units opened, and only grassroots units of some standings when `standing` is given. */
export interface RowChoice {
  open: ReadonlySet<Id> | 'all'
  standing?: Standing | 'handed-in-late' | null
}

/** The bloc's own row (when the caller sees it) and the rows below it, in reading order. */
export function rowsOf(content: ReportContent, choice: RowChoice): { total: ReportRow | null; rows: ReportRow[] } {
  const parts = new Map(content.parts.map((part) => [part.unitId, part]))
  const kinds = new Map(content.units.map((unit) => [unit.id, unit.kind]))
  const below = new Map<Id, number>()
  for (const { above, closed } of content.units) {
    if (above[0] && !closed) below.set(above[0], (below.get(above[0]) ?? 0) + 1)
  }
  const opened = (id: Id) => choice.open === 'all' || choice.open.has(id)
  const shown = content.units.filter((unit) => {
    const inside = unit.above.filter((id) => kinds.get(id) !== 'bloc' && kinds.has(id))
    const top = inside.at(-1) ?? unit.id
    return (
      inside.every(opened) && keeps(content, parts.get(top), choice) && (!unit.closed || hasFigures(content, unit.id))
    )
  })
  const rows = shown.map((unit): ReportRow => {
    const part = parts.get(unit.id)
    const inside = unit.above.filter((id) => kinds.get(id) !== 'bloc' && kinds.has(id))
    return {
      unitId: unit.id,
      name: unit.name,
      kind: unit.kind,
      level: inside.length,
      closed: unit.closed,
      open: opened(unit.id),
      children: unit.kind === 'bloc' ? 0 : (below.get(unit.id) ?? 0),
      standing: part ? standingOf(part, content.report.dueOn, content.on) : null,
      daysLate: part ? daysLate(part, content.report.dueOn, content.on) : 0,
      figures: content.indicators.map((indicator) => figureAt(content, indicator, unit.id)),
    }
  })
  return {
    total: rows.find((row) => row.kind === 'bloc') ?? null,
    rows: rows.filter((row) => row.kind !== 'bloc'),
  }
}

function keeps(content: ReportContent, part: ContentPart | undefined, choice: RowChoice): boolean {
  if (!choice.standing || !part) return !choice.standing
  if (choice.standing === 'handed-in-late') return part.submittedOn !== null && part.submittedOn > content.report.dueOn
  return standingOf(part, content.report.dueOn, content.on) === choice.standing
}

function hasFigures(content: ReportContent, unitId: Id): boolean {
  return content.indicators.some(({ code }) => content.figures[code]?.[unitId] !== undefined)
}

/** Grassroots units hand in a part each. */
export const handsIn = (unit: Pick<ContentUnit, 'kind' | 'closed'>): boolean => isGrassroots(unit.kind) && !unit.closed
