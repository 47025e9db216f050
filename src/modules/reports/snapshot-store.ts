// Writes and reads frozen versions. Rows are only ever inserted: the role has no right to change them.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { allIndicators, ownRecords } from '#modules/figures/figures.server.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { drawContent, spansOf } from './draw-content.ts'
import type { ReportContent } from './report-content.ts'
import { fingerprint, unsoundCells } from './snapshot.ts'
import type { StoredReport } from './report-store.ts'
import type { OwnFigure } from './report.ts'

const CHUNK = 2000

export interface Snapshot {
  id: Id
  ordinal: number
  reason: string | null
  content: ReportContent
  hash: string
  frozenAt: Date
  frozenBy: string | null
}

/**
 * Freezes the report as it is now under the next ordinal: content, own figures with their record ids, fingerprint.
 * Throws reports.not_adding_up when the records would not add up to the figures shown: nothing unsound is ever frozen.
 */
export async function freezeNow(ctx: Context, report: StoredReport, ordinal: number, reason: string | null) {
  const content = await drawContent(ctx, report, true)
  const { span } = spansOf(report, ctx.today)
  const own = await ownRecords(
    ctx,
    allIndicators().map((indicator) => ({ key: indicator.code, indicator, span })),
  )
  const figures: OwnFigure[] = own.map(({ key, ...figure }) => ({ ...figure, indicator: key }))
  const unsound = unsoundCells(content, figures)
  if (unsound.length > 0) throw new AppError('reports.not_adding_up', { ...unsound[0] })
  const id = ctx.newId()
  const hash = fingerprint(content, figures)
  await ctx.db
    .insertInto('report_snapshot')
    .values({
      tenant_id: ctx.tenantId,
      id,
      report_id: report.id,
      ordinal,
      reason,
      content: JSON.stringify(content),
      hash,
      frozen_at: ctx.now,
      frozen_by: ctx.actor.accountId,
    })
    .execute()
  const rows = figures.map((figure) => ({
    tenant_id: ctx.tenantId,
    snapshot_id: id,
    indicator: figure.indicator,
    unit_id: figure.unitId,
    numerator: figure.num,
    denominator: figure.den,
    record_ids: [...figure.recordIds],
  }))
  for (let from = 0; from < rows.length; from += CHUNK) {
    await ctx.db
      .insertInto('report_snapshot_figure')
      .values(rows.slice(from, from + CHUNK))
      .execute()
  }
  ctx.touch(report.id, id)
  ctx.note({ ordinal, hash, ...(reason === null ? {} : { reason }) })
  return { id, ordinal, hash, figures }
}

/** One version; the newest without `ordinal`. Undefined when there is none. */
export async function readSnapshot(
  ctx: Pick<ReadContext, 'db' | 'tenantId'>,
  reportId: Id,
  ordinal: number | null,
): Promise<Snapshot | undefined> {
  const row = await ctx.db
    .selectFrom('report_snapshot as s')
    .leftJoin('account as a', (join) => join.onRef('a.tenant_id', '=', 's.tenant_id').onRef('a.id', '=', 's.frozen_by'))
    .select(['s.id', 's.ordinal', 's.reason', 's.content', 's.hash', 's.frozen_at', 'a.display_name'])
    .where('s.tenant_id', '=', ctx.tenantId)
    .where('s.report_id', '=', reportId)
    .$if(ordinal !== null, (qb) => qb.where('s.ordinal', '=', ordinal as number))
    .orderBy('s.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    ordinal: row.ordinal,
    reason: row.reason,
    content: row.content as ReportContent,
    hash: row.hash,
    frozenAt: row.frozen_at,
    frozenBy: row.display_name,
  }
}

/** The same, where it must be there. Throws not_found. */
export async function needSnapshot(ctx: ReadContext, reportId: Id, ordinal: number | null): Promise<Snapshot> {
  const snapshot = await readSnapshot(ctx, reportId, ordinal)
  if (!snapshot) throw notFound()
  return snapshot
}

/** Own figures of a version, with their records. */
export async function readOwnFigures(ctx: Pick<ReadContext, 'db' | 'tenantId'>, snapshotId: Id): Promise<OwnFigure[]> {
  const rows = await ctx.db
    .selectFrom('report_snapshot_figure')
    .select(['indicator', 'unit_id', 'numerator', 'denominator', 'record_ids'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('snapshot_id', '=', snapshotId)
    .execute()
  return rows.map((row) => ({
    indicator: row.indicator,
    unitId: row.unit_id,
    num: row.numerator,
    den: row.denominator,
    recordIds: row.record_ids,
  }))
}
