// Finds the account behind a user name, for the command line.
import type { Id } from '#kernel/ids.ts'
import type { Database } from '#platform/db/db.ts'

export async function accountOfUser(
  database: Database,
  userName: string,
): Promise<{ tenantId: Id; accountId: Id } | null> {
  const row = await database
    .selectFrom('auth.user')
    .select(['tenantId', 'accountId'])
    .where('username', '=', userName.toLowerCase())
    .executeTakeFirst()
  return row?.tenantId && row.accountId ? { tenantId: row.tenantId, accountId: row.accountId } : null
}
