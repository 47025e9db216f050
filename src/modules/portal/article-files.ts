// Pictures of an article that is not out yet are opened by those who read articles before they are.
import { fileGuard } from '#platform/files/file-guards.ts'

fileGuard('portal', async (ctx, fileId) => {
  const naming = await ctx.db
    .selectFrom('article_picture')
    .select('article_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('file_id', '=', fileId)
    .limit(1)
    .executeTakeFirst()
  if (!naming) return null
  return ctx.actor.holds('article.read') && ctx.scope('article.read').whole
})
