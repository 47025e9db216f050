// Files of a regulation are opened by whoever reads the record that names them: its text by every side, what was sent under it with a
// side within reach, and opinions on members only by the sides that wrote or wait for them.
import type { Id } from '#kernel/ids.ts'
import { fileGuard } from '#platform/files/file-guards.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
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
  if (naming.length === 0) return paperOfRegulation(ctx, fileId)
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

/** The text of a regulation itself is opened by all its sides. */
async function paperOfRegulation(ctx: ReadContext, fileId: Id): Promise<boolean | null> {
  const named = await ctx.db
    .selectFrom('regulation')
    .select('id')
    .select(seen(ctx, 'coordination.read').as('open'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('file_id', '=', fileId)
    .execute()
  if (named.length === 0) return null
  return ctx.actor.holds('coordination.read') && named.some((one) => one.open)
}
