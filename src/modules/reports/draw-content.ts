// Draws a report from the records as they are now: all figures of all units in a few statements, in the tree of the cut-off day or,
// where it is asked for, in the structure of today.
import { minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { cutOffEarlier, periodCode, periodSpan, sameLastYear } from '#kernel/period.ts'
import type { Period, Span } from '#kernel/period.ts'
import { allIndicators, rollUp } from '#modules/figures/figures.server.ts'
import type { Basis, Figure, FigureTable, Indicator } from '#modules/figures/figures.server.ts'
import { targetsOn } from '#modules/targets/targets.server.ts'
import type { CarriedTarget, TargetShare } from '#modules/targets/targets.server.ts'
import { allLineage, inheritancesOn, namesOn } from '#modules/units/units.server.ts'
import type { LineageLink } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type {
  ContentFigure,
  ContentIndicator,
  ContentOrigin,
  ContentPart,
  ContentUnit,
  ReportContent,
} from './report-content.ts'
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
  return {
    on,
    span: periodSpan(period, on),
    before: periodSpan(sameLastYear(period), cutOffEarlier(on, years)),
    targetPeriod: periodCode(wholePeriod(report)),
  }
}

const wholePeriod = ({ period }: Pick<StoredReport, 'period'>): Period =>
  period.kind === 'term' ? period : { kind: 'year', year: period.year }

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

/** In whose structure a report is drawn: of its cut-off day, or of today with everything carried there by lineage (HIS-07). */
export type Structure = 'cut-off' | 'today'

export interface FigureOptions {
  structure?: Structure
  /** Narrows to some. */
  units?: readonly Id[]
}

/** The day of the tree, and how this period's records stand in it. */
export function placeOf(report: StoredReport, today: Day, structure: Structure): { on: Day; basis: Basis } {
  const { on } = spansOf(report, today)
  return structure === 'today' ? { on: today, basis: { lineage: today } } : { on, basis: { on } }
}

/**
 * Figures now and a year earlier with targets, by indicator and unit. Last year's records are always carried by lineage, so that a unit
 * compares with what it came from; this period's are counted that way once more where units were joined or divided within it.
 */
export async function drawFigures(
  ctx: ReadContext,
  report: StoredReport,
  { structure = 'cut-off', units }: FigureOptions = {},
): Promise<ReportContent['figures']> {
  const { span, before } = spansOf(report, ctx.today)
  const { on, basis } = placeOf(report, ctx.today, structure)
  const indicators = allIndicators()
  const narrowed = units ? { units } : {}
  const now = indicators.map((indicator) => ({ key: indicator.code, indicator, span }))
  const earlier = indicators.map((indicator) => ({ key: indicator.code + BEFORE, indicator, span: before }))
  const inherited = structure === 'today' ? [] : await inheritancesOn(ctx, on)
  const within = inherited.some((each) => each.on > span.from)
  const [table, compared] =
    inherited.length === 0
      ? [await rollUp(ctx, [...now, ...earlier], { basis, ...narrowed }), new Map() as FigureTable]
      : [
          await rollUp(ctx, now, { basis, ...narrowed }),
          await rollUp(ctx, [...(within ? now : []), ...earlier], { basis: { lineage: on }, ...narrowed }),
        ]
  const targets = await targetsOn(ctx, wholePeriod(report), on)
  const visible = ctx.scope('figure.read').whole || units ? null : unitsIn([table, compared])
  return Object.fromEntries(
    indicators.map((indicator) => [
      indicator.code,
      cellsOf(
        indicator,
        {
          now: table.get(indicator.code),
          compared: within ? (compared.get(indicator.code) ?? new Map<Id, Figure>()) : undefined,
          before: (inherited.length === 0 ? table : compared).get(indicator.code + BEFORE),
          targets: targets.get(indicator.code),
        },
        units ?? visible,
      ),
    ]),
  )
}

const unitsIn = (tables: readonly FigureTable[]): Id[] => [
  ...new Set(tables.flatMap((table) => [...table.values()].flatMap((figures) => [...figures.keys()]))),
]

interface Columns {
  now: ReadonlyMap<Id, Figure> | undefined
  /** This period by lineage; undefined where that is the same. */
  compared: ReadonlyMap<Id, Figure> | undefined
  before: ReadonlyMap<Id, Figure> | undefined
  targets: ReadonlyMap<Id, CarriedTarget> | undefined
}

function cellsOf(
  indicator: Indicator,
  { now, compared, before, targets }: Columns,
  only: readonly Id[] | null,
): Record<Id, ContentFigure> {
  const zero = { num: 0, den: indicator.shape === 'ratio' ? 0 : null }
  const sums = (figure: Figure | undefined) => (figure ? { num: figure.num, den: figure.den } : zero)
  const maps = [now, compared, before, targets]
  const ids = new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))
  const shown = only ? only.filter((id) => ids.has(id)) : [...ids]
  return Object.fromEntries(
    shown.map((id): [Id, ContentFigure] => {
      const [mine, target] = [sums(now?.get(id)), targets?.get(id)]
      const other = compared ? sums(compared.get(id)) : mine
      const unshared = ((compared ?? now)?.get(id)?.unshared ?? 0) + (before?.get(id)?.unshared ?? 0)
      return [
        id,
        {
          ...mine,
          before: sums(before?.get(id)),
          target: target?.value ?? null,
          ...(other.num !== mine.num || other.den !== mine.den ? { compared: other } : {}),
          ...(unshared > 0 ? { unshared } : {}),
          ...(target && target.shares.length > 0 ? { shares: target.shares } : {}),
        },
      ]
    }),
  )
}

async function drawBreakdowns(
  ctx: ReadContext,
  report: StoredReport,
  structure: Structure,
): Promise<ReportContent['breakdowns']> {
  const indicators = allIndicators()
  const { span } = spansOf(report, ctx.today)
  const { basis } = placeOf(report, ctx.today, structure)
  const table = await rollUp(
    ctx,
    indicators.map((indicator) => ({ key: indicator.code, indicator, span, dimensions: indicator.dimensions })),
    { basis, units: [report.unitId] },
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

const namedIn = (share: TargetShare): Id[] => [share.from, ...share.through.flatMap(namedIn)]

/** Reorganisations after last year's period began, of units shown or gone from the bloc, with the names they had: parts of a content. */
export async function drawOrigins(
  ctx: ReadContext,
  { since, on }: { since: Day; on: Day },
  units: readonly { id: Id }[],
  figures: ReportContent['figures'],
): Promise<Pick<ReportContent, 'origins' | 'names'>> {
  const { whole } = ctx.scope('figure.read')
  const place = new Map(units.map(({ id }, at) => [id, at]))
  const placeOfLink = ({ successorId }: LineageLink) => place.get(successorId ?? '') ?? units.length
  const links = (await allLineage(ctx)).filter(
    ({ onDay, successorId }) =>
      onDay > since && onDay <= on && (whole || (successorId !== null && place.has(successorId))),
  )
  if (links.length === 0) return {}
  const ids = links.flatMap((link) => [link.predecessorId, link.successorId]).filter((id) => id !== null)
  const shares = Object.values(figures).flatMap((cells) => Object.values(cells).flatMap((cell) => cell.shares ?? []))
  const names = await namesOn(ctx, [...new Set([...ids, ...shares.flatMap(namedIn)])], on)
  const unit = (id: Id | null) => (id === null ? null : { id, name: names.get(id)?.name ?? '' })
  const nameOf = ({ predecessorId }: LineageLink) => names.get(predecessorId ?? '')?.name ?? ''
  const sorted = links.toSorted(
    (x, y) =>
      placeOfLink(x) - placeOfLink(y) ||
      x.onDay.localeCompare(y.onDay) ||
      nameOf(x).localeCompare(nameOf(y), 'vi', { numeric: true }),
  )
  return {
    origins: sorted.map(({ kind, onDay, predecessorId, successorId, outside, members }): ContentOrigin => ({
      ...{ kind, on: onDay, from: unit(predecessorId), to: unit(successorId), outside, members },
    })),
    names: Object.fromEntries([...names].map(([id, { name }]) => [id, name])),
  }
}

/**
 * The whole content. Without `full` the breakdowns and the units' texts are left empty: the page asks for them when they are opened.
 * A caller who sees only some units gets only those.
 */
export async function drawContent(
  ctx: ReadContext,
  report: StoredReport,
  full: boolean,
  structure: Structure = 'cut-off',
): Promise<ReportContent> {
  const { on: cutOff, span, before, targetPeriod } = spansOf(report, ctx.today)
  const { on } = placeOf(report, ctx.today, structure)
  const figures = await drawFigures(ctx, report, { structure })
  const withRecords = [...new Set(Object.values(figures).flatMap((cells) => Object.keys(cells)))]
  const units = await reportTree(ctx, report.unitId, on, withRecords)
  // Who hands in is a matter of the report's own day.
  const handing = structure === 'today' ? await reportTree(ctx, report.unitId, cutOff, []) : units
  const parts = await drawParts(ctx, report, handing)
  const texts = await readNarratives(ctx, report.id, full ? undefined : report.unitId)
  const seen = new Set([...units, ...handing].map((unit) => unit.id))
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
    breakdowns: full ? await drawBreakdowns(ctx, report, structure) : {},
    parts,
    completeness: completenessOf(parts, report.dueOn, ctx.today),
    ...(await drawOrigins(ctx, { since: before.from, on }, units, figures)),
    ...(structure === 'today' ? { structureOn: on } : {}),
    merged,
    narratives: Object.fromEntries(narratives.map(([unitId, bodies]) => [unitId, Object.fromEntries(bodies)])),
  }
}
