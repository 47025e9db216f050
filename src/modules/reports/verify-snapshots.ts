// Proves that frozen reports are what they were when they were frozen: each version's fingerprint is worked out anew, one at a time.
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { ReportContent } from './report-content.ts'
import { readOwnFigures } from './snapshot-store.ts'
import { fingerprint } from './snapshot.ts'

export interface SnapshotProof {
  checked: number
  /** Versions whose fingerprint does not fit. */
  broken: { reportId: Id; ordinal: number }[]
}

/** Checks every frozen version of the bloc. Two statements a version. */
export async function verifySnapshots(ctx: Pick<ReadContext, 'db' | 'tenantId'>): Promise<SnapshotProof> {
  const ids = await ctx.db
    .selectFrom('report_snapshot')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .orderBy('id')
    .execute()
  const broken: SnapshotProof['broken'] = []
  for (const { id } of ids) {
    const row = await ctx.db
      .selectFrom('report_snapshot')
      .select(['report_id', 'ordinal', 'content', 'hash'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const hash = fingerprint(row.content as unknown as ReportContent, await readOwnFigures(ctx, id))
    if (hash !== row.hash) broken.push({ reportId: row.report_id, ordinal: row.ordinal })
  }
  return { checked: ids.length, broken }
}
