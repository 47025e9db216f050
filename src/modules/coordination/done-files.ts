// Files of what was sent under a regulation are opened by whoever reads that record: with a side of the regulation within reach, and
// opinions on members only from the sides that wrote or wait for them.
import type { Id } from '#kernel/ids.ts'
import { fileGuard } from '#platform/files/file-guards.ts'
import { readBook } from './book.ts'
import { withoutOthersOpinions } from './opinions.ts'
import { seen, selectRegulations } from './regulation-store.ts'

fileGuard('coordination', async (ctx, fileId) => {
  const naming = await ctx.db
    .selectFrom('obligation_done as d')
    .innerJoin('obligation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'd.tenant_id').onRef('o.id', '=', 'd.obligation_id'),
    )
    .select('o.regulation_id as id')
    .distinct()
    .where('d.tenant_id', '=', ctx.tenantId)
    .where('d.file_id', '=', fileId)
    .execute()
  if (naming.length === 0) return null
  if (!ctx.actor.holds('coordination.read')) return false
  const readable: { id: Id }[] = await selectRegulations(ctx)
    .where(
      'id',
      'in',
      naming.map(({ id }) => id),
    )
    .where(seen(ctx, 'coordination.read'))
    .execute()
  const ids = readable.map(({ id }) => id)
  const book = await withoutOthersOpinions(ctx, await readBook(ctx, ids))
  return book.done.some(({ file }) => file?.id === fileId)
})
