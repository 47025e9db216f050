// The scan of a paper is opened by whoever finds the paper (list-decisions.ts): who answers for the whole bloc, and who wrote it down.
import { fileGuard } from '#platform/files/file-guards.ts'

fileGuard('decisions', async (ctx, fileId) => {
  const papers = await ctx.db
    .selectFrom('decision')
    .select('recorded_by')
    .where('tenant_id', '=', ctx.tenantId)
    .where('file_id', '=', fileId)
    .execute()
  if (papers.length === 0) return null
  if (ctx.actor.holds('unit.read') && ctx.scope('unit.read').whole) return true
  const { accountId } = ctx.actor
  return accountId !== null && papers.some((paper) => paper.recorded_by === accountId)
})
