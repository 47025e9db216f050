// Guessing is slow: after a few wrong passwords in a row a user name rests for a minute, on whichever process the tries arrive.
// A try counts before its password is looked at, so that many at once gain nothing.
import { AppError } from '#kernel/errors.ts'
import type { Database } from '#platform/db/db.ts'
import { sql } from 'kysely'

export const MAX_TRIES = 8
export const PAUSE_MS = 60_000
/** Tries so far apart are slips, not guesses. */
const FORGET_MS = 15 * 60_000
const KEPT_MS = 86_400_000

/** Counts a try for this user name. Throws too_many_attempts while it rests; refused tries do not lengthen the pause. */
export async function countTry(database: Database, userName: string, now: Date): Promise<void> {
  const before = (ms: number) => sql`${new Date(now.getTime() - ms).toISOString()}::timestamptz`
  const { rows } = await sql`
    insert into auth.sign_in_try as t (user_name, tries, tried_at)
    values (${userName}, 1, ${now.toISOString()}::timestamptz)
    on conflict (user_name) do update set
      tries = case when t.tries >= ${MAX_TRIES} or t.tried_at <= ${before(FORGET_MS)} then 1 else t.tries + 1 end,
      tried_at = excluded.tried_at
    where t.tries < ${MAX_TRIES} or t.tried_at <= ${before(PAUSE_MS)}
    returning tries`.execute(database)
  if (rows.length === 0) throw new AppError('too_many_attempts')
}

/** The password was right: earlier slips no longer count. Also clears away what is long past. */
export async function forgetTries(database: Database, userName: string, now: Date): Promise<void> {
  await database
    .deleteFrom('auth.sign_in_try')
    .where(({ eb, or }) => or([eb('user_name', '=', userName), eb('tried_at', '<', new Date(now.getTime() - KEPT_MS))]))
    .execute()
}
