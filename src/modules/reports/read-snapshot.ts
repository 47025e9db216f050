// Frozen versions: reading one, the records it froze, what differs between two, and the proof that one is unchanged.
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { indicatorOf } from '#modules/figures/figures.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { idField, integerField, optionalInteger, textField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { figureAt, unitsBelow } from './report-content.ts'
import type { ReportContent } from './report-content.ts'
import { completenessOf, differencesOf } from './report.ts'
import type { CellDifference } from './report.ts'
import { needSnapshot, readOwnFigures } from './snapshot-store.ts'
import { fingerprint, unsoundCells } from './snapshot.ts'

/** Only the units one may see; figures and texts of the others leave with them, and so does the bloc's, which tells what they wrote. */
export function seenBy(ctx: ReadContext, content: ReportContent): ReportContent {
  const scope = ctx.scope('figure.read')
  if (scope.whole) return content
  const units = content.units.filter((unit) => scope.units.some((id) => id === unit.id || unit.above.includes(id)))
  const ids = new Set(units.map((unit) => unit.id))
  const only = <T>(byUnit: Record<Id, T>) => Object.fromEntries(Object.entries(byUnit).filter(([id]) => ids.has(id)))
  const parts = content.parts.filter((part) => ids.has(part.unitId))
  return {
    ...content,
    units,
    figures: Object.fromEntries(Object.entries(content.figures).map(([code, cells]) => [code, only(cells)])),
    breakdowns: {},
    ...(content.origins ? { origins: content.origins.filter(({ to }) => to !== null && ids.has(to.id)) } : {}),
    parts,
    completeness: completenessOf(parts, content.report.dueOn, content.on),
    merged: {},
    narratives: only(content.narratives),
  }
}

const versionInput = { reportId: idField(), ordinal: v.optional(optionalInteger(1), null) }

export const readFrozen = query({
  name: 'reports.read-snapshot',
  summary: 'A frozen version of a report (the newest without an ordinal), as it was frozen',
  permission: 'report.read',
  input: v.object(versionInput),
  async run(ctx, input) {
    const snapshot = await needSnapshot(ctx, input.reportId, input.ordinal)
    return { ...snapshot, content: seenBy(ctx, snapshot.content) }
  },
})

export const snapshotRecords = query({
  name: 'reports.snapshot-records',
  summary: 'Exactly the records a frozen figure was counted from',
  permission: 'figure.read',
  input: v.object({
    ...versionInput,
    indicator: textField(10),
    unitId: idField(),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 500), 50),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const { content, id, ordinal } = await needSnapshot(ctx, input.reportId, input.ordinal)
    const indicator = content.indicators.find(({ code }) => code === input.indicator)
    if (!indicator) throw notFound()
    const below = unitsBelow(content, input.unitId)
    const { rows } = await sql<{ unitId: Id; recordId: string; total: number }>`
      select f.unit_id as "unitId", r.id as "recordId", count(*) over () as total
      from report_snapshot_figure f, unnest(f.record_ids) as r(id)
      where f.tenant_id = ${ctx.tenantId} and f.snapshot_id = ${id} and f.indicator = ${input.indicator}
        and f.unit_id = any(${below}::uuid[])
      order by array_position(${below}::uuid[], f.unit_id), r.id
      limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(ctx.db)
    const views = await indicatorOf(input.indicator)?.describe(
      ctx,
      rows.map((row) => row.recordId),
      content.span.to,
    )
    const names = new Map(content.units.map((unit) => [unit.id, unit.name]))
    return {
      ordinal,
      indicator,
      span: content.span,
      unit: { id: input.unitId, name: names.get(input.unitId) ?? '' },
      figure: figureAt(content, indicator, input.unitId),
      total: rows[0]?.total ?? 0,
      records: rows.map((row) => ({
        ...(views?.get(row.recordId) ?? { title: row.recordId, detail: null, paper: null, href: null }),
        id: row.recordId,
        unitId: row.unitId,
        unitName: names.get(row.unitId) ?? '',
      })),
    }
  },
})

export const compareSnapshots = query({
  name: 'reports.compare-snapshots',
  summary: 'What differs between two frozen versions, cell by cell, with the records added and removed',
  permission: 'report.read',
  input: v.object({ reportId: idField(), from: integerField(1), to: integerField(1) }),
  async run(ctx, input) {
    const [from, to] = [
      await needSnapshot(ctx, input.reportId, input.from),
      await needSnapshot(ctx, input.reportId, input.to),
    ]
    const seen = new Set([...seenBy(ctx, from.content).units, ...seenBy(ctx, to.content).units].map(({ id }) => id))
    const differences = differencesOf(await readOwnFigures(ctx, from.id), await readOwnFigures(ctx, to.id)).filter(
      ({ unitId }) => seen.has(unitId),
    )
    const names = await namesOn(ctx, [...new Set(differences.map(({ unitId }) => unitId))], to.content.report.cutOffOn)
    const words = new Map([...from.content.indicators, ...to.content.indicators].map((one) => [one.code, one]))
    const titles = await titlesOf(ctx, differences, to.content)
    const named = (code: string, ids: readonly string[]) =>
      ids.slice(0, MOST_NAMED).map((id) => titles.get(`${code} ${id}`) ?? id)
    return {
      from: from.ordinal,
      to: to.ordinal,
      reason: to.reason,
      frozenAt: to.frozenAt,
      differences: differences.map((one) => ({
        ...one,
        unitName: names.get(one.unitId)?.name ?? '',
        indicatorName: words.get(one.indicator)?.name ?? one.indicator,
        addedTitles: named(one.indicator, one.added),
        removedTitles: named(one.indicator, one.removed),
      })),
    }
  },
})

/** Records named in a difference; the rest is counted. */
const MOST_NAMED = 20

/** Titles of the records that differ, by `indicator id`: one statement per indicator. */
async function titlesOf(ctx: ReadContext, differences: readonly CellDifference[], content: ReportContent) {
  const wanted = new Map<string, string[]>()
  for (const { indicator, added, removed } of differences) {
    const ids = wanted.get(indicator) ?? []
    wanted.set(indicator, [...ids, ...added.slice(0, MOST_NAMED), ...removed.slice(0, MOST_NAMED)])
  }
  const titles = new Map<string, string>()
  for (const [code, ids] of wanted) {
    const views = await indicatorOf(code)?.describe(ctx, ids, content.span.to)
    for (const [id, view] of views ?? []) titles.set(`${code} ${id}`, view.title)
  }
  return titles
}

export const verifySnapshot = query({
  name: 'reports.verify-snapshot',
  summary: 'Proves that a frozen version is unchanged: its fingerprint, and that its records add up to its figures',
  permission: 'report.read',
  input: v.object(versionInput),
  async run(ctx, input) {
    const { id, ordinal, hash, content } = await needSnapshot(ctx, input.reportId, input.ordinal)
    const figures = await readOwnFigures(ctx, id)
    const computed = fingerprint(content, figures)
    return {
      ordinal,
      hash,
      computed,
      unchanged: computed === hash,
      addsUp: unsoundCells(content, figures).length === 0,
    }
  },
})
