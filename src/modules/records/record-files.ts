// Scans of a member's file and the photo are opened by whoever reads the member, the photo also by the member; papers on a discipline
// only by who may read masked fields.
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { fileGuard } from '#platform/files/file-guards.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { documentKinds } from './document-kinds.ts'

/** Where a person is or was last a member, also after the record was made one with another: reading there reads the file. */
export async function cellsOfPersons(ctx: ReadContext, personIds: readonly Id[]): Promise<Id[]> {
  const { rows } = await sql<{ unit_id: Id }>`
    select distinct on (c.member_id) c.unit_id from member m
    join member_cell c on c.tenant_id = m.tenant_id and c.member_id = coalesce(m.merged_into, m.id)
    where m.tenant_id = ${ctx.tenantId} and m.person_id = any(${[...personIds]}::uuid[])
    order by c.member_id, lower(c.valid) <= ${ctx.today}::date desc, abs(lower(c.valid) - ${ctx.today}::date)`.execute(
    ctx.db,
  )
  return rows.map((row) => row.unit_id)
}

async function isOwn(ctx: ReadContext, personIds: readonly Id[]): Promise<boolean> {
  const { accountId } = ctx.actor
  if (accountId === null) return false
  const own = await ctx.db
    .selectFrom('account')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', accountId)
    .where('person_id', '=', sql<Id>`any(${[...personIds]}::uuid[])`)
    .executeTakeFirst()
  return own !== undefined
}

async function anyCovered(
  ctx: ReadContext,
  permission: 'member.read' | 'member.read-masked',
  personIds: readonly Id[],
): Promise<boolean> {
  if (!ctx.actor.holds(permission)) return false
  for (const unitId of await cellsOfPersons(ctx, personIds))
    if (await ctx.actor.covers(ctx.db, permission, [unitId])) return true
  return false
}

fileGuard('records', async (ctx, fileId) => {
  const photos = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('photo_id', '=', fileId)
    .execute()
  const pictured = photos.map(({ id }) => id)
  if (pictured.length > 0) return (await isOwn(ctx, pictured)) || (await anyCovered(ctx, 'member.read', pictured))
  const papers = await ctx.db
    .selectFrom('record_document')
    .select(['person_id', 'kind'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('file_id', '=', fileId)
    .execute()
  if (papers.length === 0) return null
  const kinds = documentKinds(await loadRulebook(ctx), ctx.today)
  const restricted = papers.some(({ kind }) => kinds.some((each) => each.code === kind && each.restricted))
  const people = papers.map((paper) => paper.person_id)
  return anyCovered(ctx, restricted ? 'member.read-masked' : 'member.read', people)
})
