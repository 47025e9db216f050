// Signs an account out everywhere. Pages notice within the minute that the short signed cookie lives.
import type { Db } from '#platform/db/db.ts'

export async function endSessions(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('auth.session').where('userId', '=', userId).execute()
}
