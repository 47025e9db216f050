// A paper that proves a request is opened by the member it is about, and by whoever may write for the member's cell.
import { fileGuard } from '#platform/files/file-guards.ts'
import { cellOfMember } from '#modules/members/members.server.ts'

fileGuard('corrections', async (ctx, fileId) => {
  const request = await ctx.db
    .selectFrom('correction_request')
    .select(['person_id', 'member_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  if (!request) return null
  const units = await cellOfMember(ctx, request.member_id, ctx.today)
  if (units.length > 0 && (await ctx.actor.covers(ctx.db, 'member.write', units))) return true
  const { accountId } = ctx.actor
  if (accountId === null) return false
  const own = await ctx.db
    .selectFrom('account')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', accountId)
    .where('person_id', '=', request.person_id)
    .executeTakeFirst()
  return own !== undefined
})
