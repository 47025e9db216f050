// Personal access tokens: `khoi_<tenant>_<secret>`. Only a hash is kept; the bloc is named in the token because nothing can be
// read before the tenant is set.
import { createHash, randomBytes } from 'node:crypto'
import type { Day } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'
import { readTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import type { Context } from '#platform/operation/operation.ts'

export interface TokenOwner {
  tenantId: Id
  accountId: Id
  permissions: string[] | null
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

/** Makes a token for an account and returns it: the only time it is seen. */
export async function issueToken(
  ctx: Context,
  given: { accountId: Id; name: string; expiresOn: Day | null; permissions: string[] | null },
): Promise<{ id: Id; token: string }> {
  const id = ctx.newId()
  const token = `khoi_${ctx.tenantId.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`
  await ctx.db
    .insertInto('access_token')
    .values({
      tenant_id: ctx.tenantId,
      id,
      account_id: given.accountId,
      name: given.name,
      token_hash: hashToken(token),
      permissions: given.permissions,
      expires_on: given.expiresOn,
      created_at: ctx.now,
    })
    .execute()
  ctx.touch(id, given.accountId)
  return { id, token }
}

/** Whose token this is on a day, or null for an unknown, revoked or expired one. */
export async function ownerOfToken(database: Database, token: string, today: Day): Promise<TokenOwner | null> {
  const hex = /^khoi_([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/.exec(token)?.[1]
  if (!hex) return null
  const tenantId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  if (!isId(tenantId)) return null
  const owner = await readTenant(database, tenantId, async (db) => {
    const row = await db
      .selectFrom('access_token')
      .select(['account_id', 'permissions', 'expires_on'])
      .where('tenant_id', '=', tenantId)
      .where('token_hash', '=', hashToken(token))
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row || (row.expires_on !== null && row.expires_on < today)) return null
    const { successors } = await db
      .selectFrom('tenant')
      .select('successors')
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return { tenantId, accountId: row.account_id, permissions: row.permissions, successors }
  })
  if (!owner) return null
  const { successors, ...known } = owner
  // The account lives on where its bloc went: closed there, it reads nothing here any more.
  for (const id of successors) if (await isClosed(database, id, owner.accountId, today)) return null
  return known
}

function isClosed(database: Database, tenantId: Id, accountId: Id, today: Day): Promise<boolean> {
  return readTenant(database, tenantId, async (db) => {
    const account = await db
      .selectFrom('account')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', accountId)
      .where('disabled_on', '<=', today)
      .executeTakeFirst()
    return account !== undefined
  })
}
