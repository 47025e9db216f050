// Draws a report from the records as they are now: all figures of all units in one statement, in the tree of the cut-off day.
import { minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { cutOffEarlier, periodCode, periodSpan, sameLastYear } from '#kernel/period.ts'
import type { Period, Span } from '#kernel/period.ts'
import { allIndicators, rollUp } from '#modules/figures/figures.server.ts'
import type { FigureTable, Indicator } from '#modules/figures/figures.server.ts'
import { targetsOf } from '#modules/targets/targets.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { ContentFigure, ContentIndicator, ContentPart, ContentUnit, ReportContent } from './report-content.ts'
import { handsIn } from './report-rows.ts'
import { NO_PART, readNarratives, readParts } from './report-store.ts'
import type { StoredReport } from './report-store.ts'
import { reportTree } from './report-tree.ts'
import { completenessOf } from './report.ts'

/**
 * Days of the report and of the period it is compared with, both ended by the cut-off day — or by today, as long as that has not come:
 * what is still running is compared with as much of last year. `on` is the day of the tree; and whose targets count.
 */
export function spansOf(
  report: Pick<StoredReport, 'period' | 'cutOffOn'>,
  today: Day,
): {
  on: Day
  span: Span
  before: Span
  targetPeriod: string
} {
  const { period } = report
  const on = minDay(report.cutOffOn, today)
  const years = period.kind === 'term' ? period.toYear - period.fromYear : 1
  const whole: Period = period.kind === 'term' ? period : { kind: 'year', year: period.year }
  return {
    on,
    span: periodSpan(period, on),
    before: periodSpan(sameLastYear(period), cutOffEarlier(on, years)),
    targetPeriod: periodCode(whole),
  }
}

export function contentIndicator(indicator: Indicator): ContentIndicator {
  const { code, kind, shape, better, words } = indicator
  const { name, short, unit, how, dimensions } = words
  return { code, kind, shape, better: better ?? null, name, short, unit, how, dimensions }
}

/** People and meetings first, counts of the units themselves last: the order in which a report is read. */
export function reportIndicators(): Indicator[] {
  const all = allIndicators()
  return [...all.filter(({ counts }) => counts !== 'unit'), ...all.filter(({ counts }) => counts === 'unit')]
}

const BEFORE = ':before'

/** Figures now and a year earlier with targets, by indicator and unit: two statements. `units` narrows to some. */
export async function drawFigures(
  ctx: ReadContext,
  report: StoredReport,
  units?: readonly Id[],
): Promise<ReportContent['figures']> {
  const { on, span, before, targetPeriod } = spansOf(report, ctx.today)
  const indicators = allIndicators()
  const table = await rollUp(
    ctx,
    indicators.flatMap((indicator) => [
      { key: indicator.code, indicator, span },
      { key: indicator.code + BEFORE, indicator, span: before },
    ]),
    { basis: { on }, ...(units ? { units } : {}) },
  )
  const targets = await targetsOf(ctx, targetPeriod)
  const visible = ctx.scope('figure.read').whole || units ? null : unitsIn(table)
  return Object.fromEntries(
    indicators.map((indicator) => [
      indicator.code,
      cellsOf(indicator, table, targets.get(indicator.code), units ?? visible),
    ]),
  )
}

const unitsIn = (table: FigureTable): Id[] => [
  ...new Set([...table.values()].flatMap((figures) => [...figures.keys()])),
]

function cellsOf(
  indicator: Indicator,
  table: FigureTable,
  targets: ReadonlyMap<Id, number> | undefined,
  only: readonly Id[] | null,
): Record<Id, ContentFigure> {
  const now = table.get(indicator.code) ?? new Map<Id, never>()
  const before = table.get(indicator.code + BEFORE) ?? new Map<Id, never>()
  const zero = { num: 0, den: indicator.shape === 'ratio' ? 0 : null }
  const sums = (figure: { num: number; den: number | null } | undefined) =>
    figure ? { num: figure.num, den: figure.den } : zero
  const ids = new Set([...now.keys(), ...before.keys(), ...(targets?.keys() ?? [])])
  const shown = only ? only.filter((id) => ids.has(id)) : [...ids]
  return Object.fromEntries(
    shown.map((id) => [id, { ...sums(now.get(id)), before: sums(before.get(id)), target: targets?.get(id) ?? null }]),
  )
}

async function drawBreakdowns(ctx: ReadContext, report: StoredReport): Promise<ReportContent['breakdowns']> {
  const indicators = allIndicators()
  const { on, span } = spansOf(report, ctx.today)
  const table = await rollUp(
    ctx,
    indicators.map((indicator) => ({ key: indicator.code, indicator, span, dimensions: indicator.dimensions })),
    { basis: { on }, units: [report.unitId] },
  )
  return Object.fromEntries(indicators.map(({ code }) => [code, table.get(code)?.get(report.unitId)?.parts ?? {}]))
}

/** One part for each grassroots unit of the tree, begun or not. */
async function drawParts(
  ctx: ReadContext,
  report: StoredReport,
  units: readonly ContentUnit[],
): Promise<ContentPart[]> {
  const begun = await readParts(ctx, report.id)
  return units.filter(handsIn).map(({ id }) => {
    const { state, submittedOn, reason, version } = begun.get(id) ?? NO_PART
    return { unitId: id, state, submittedOn, reason, version }
  })
}

/**
 * The whole content. Without `full` the breakdowns and the units' texts are left empty: the page asks for them when they are opened.
 * A caller who sees only some units gets only those.
 */
export async function drawContent(ctx: ReadContext, report: StoredReport, full: boolean): Promise<ReportContent> {
  const { on, span, before, targetPeriod } = spansOf(report, ctx.today)
  const figures = await drawFigures(ctx, report)
  const withRecords = [...new Set(Object.values(figures).flatMap((cells) => Object.keys(cells)))]
  const units = await reportTree(ctx, report.unitId, on, withRecords)
  const parts = await drawParts(ctx, report, units)
  const texts = await readNarratives(ctx, report.id, full ? undefined : report.unitId)
  const seen = new Set(units.map((unit) => unit.id))
  // The bloc's text tells what its units wrote.
  const merged = seen.has(report.unitId) ? Object.fromEntries(texts.get(report.unitId) ?? []) : {}
  const narratives = [...texts].filter(([unitId]) => unitId !== report.unitId && seen.has(unitId))
  return {
    format: 1,
    report: {
      id: report.id,
      period: report.periodCode,
      title: report.title,
      cutOffOn: report.cutOffOn,
      dueOn: report.dueOn,
      headings: report.headings,
    },
    on: ctx.today,
    span,
    before,
    targetPeriod,
    units,
    indicators: reportIndicators().map(contentIndicator),
    figures,
    breakdowns: full ? await drawBreakdowns(ctx, report) : {},
    parts,
    completeness: completenessOf(parts, report.dueOn, ctx.today),
    merged,
    narratives: Object.fromEntries(narratives.map(([unitId, bodies]) => [unitId, Object.fromEntries(bodies)])),
  }
}
