// The one-time token of the first administrator, printed on the console of an empty installation. Only its hash is kept.
import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '#kernel/errors.ts'
import { database } from '#platform/db/database.ts'

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

/** True while nobody can sign in yet. */
export async function hasNoUsers(): Promise<boolean> {
  const row = await database().selectFrom('auth.user').select('id').limit(1).executeTakeFirst()
  return row === undefined
}

/** Makes a new token and forgets earlier ones; null when somebody can sign in already. */
export async function issueFirstAdminToken(now: Date = new Date()): Promise<string | null> {
  if (!(await hasNoUsers())) return null
  const token = randomBytes(24).toString('base64url')
  await database()
    .transaction()
    .execute(async (db) => {
      await db.deleteFrom('auth.first_admin_token').where('used_at', 'is', null).execute()
      await db
        .insertInto('auth.first_admin_token')
        .values({ token_hash: hashToken(token), created_at: now })
        .execute()
    })
  return token
}

/** Uses the token up. Throws identity.first_admin_used unless it is the valid one and nobody can sign in yet. */
export async function useFirstAdminToken(token: string, now: Date = new Date()): Promise<void> {
  const used = (await hasNoUsers())
    ? await database()
        .updateTable('auth.first_admin_token')
        .set({ used_at: now })
        .where('token_hash', '=', hashToken(token))
        .where('used_at', 'is', null)
        .executeTakeFirst()
    : undefined
  if (!used || used.numUpdatedRows === 0n) throw new AppError('identity.first_admin_used')
}
