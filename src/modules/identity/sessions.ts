// Signing in and out, and who a request comes from.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { dayInVietnam } from '#kernel/day.ts'
import { database } from '#platform/db/database.ts'
import { readTenant } from '#platform/db/db.ts'
import { auth, USER_NAME } from './auth.ts'
import { countTry, forgetTries } from './sign-in-tries.ts'

export interface Session {
  tenantId: Id
  accountId: Id
  userName: string
  name: string
}

/**
 * A cookie whose signature was checked a moment ago is not checked again: pictures, styles and the next page follow within seconds.
 * Nothing depends on it: an account that is closed is refused by every transaction, and another process simply checks anew.
 */
const CHECKED_FOR_MS = 10_000
const MOST_CHECKED = 2000
const checked = new Map<string, { session: Session; until: number }>()

/** The session of these request headers, or null. `setCookies` must be passed on: the short cookie is renewed here. */
export async function sessionOf(headers: Headers): Promise<{ session: Session; setCookies: string[] } | null> {
  const cookie = headers.get('cookie') ?? ''
  const known = checked.get(cookie)
  if (known && known.until > performance.now()) return { session: known.session, setCookies: [] }
  const answer = await auth().api.getSession({ headers, returnHeaders: true })
  const user = answer.response?.user
  if (!user?.tenantId || !user.accountId) return null
  const session = { tenantId: user.tenantId, accountId: user.accountId, userName: user.username ?? '', name: user.name }
  if (checked.size >= MOST_CHECKED) checked.clear()
  checked.set(cookie, { session, until: performance.now() + CHECKED_FOR_MS })
  return { session, setCookies: answer.headers?.getSetCookie() ?? [] }
}

/**
 * Signs in; returns the cookies to set. Throws identity.wrong_sign_in, the same for an unknown name and a wrong password;
 * too_many_attempts after wrong ones; identity.account_disabled when the password is right and the account closed.
 */
export async function signIn(given: string, password: string, headers: Headers, now = new Date()): Promise<string[]> {
  const userName = given.toLowerCase()
  const wrong = () => new AppError('identity.wrong_sign_in')
  // What cannot be a name is not counted: nobody has it.
  if (!USER_NAME.test(userName) || password.length > 200) throw wrong()
  await countTry(database(), userName, now)
  const response = await auth()
    .api.signInUsername({
      body: { username: userName, password, rememberMe: true },
      headers,
      asResponse: true,
    })
    .catch(() => null)
  if (!response?.ok) throw wrong()
  await forgetTries(database(), userName, now)
  await refuseDisabled(userName, now)
  return response.headers.getSetCookie()
}

/** Takes back the session of an account that is closed today. */
async function refuseDisabled(userName: string, now: Date): Promise<void> {
  const user = await database()
    .selectFrom('auth.user')
    .select(['id', 'tenantId', 'accountId'])
    .where('username', '=', userName)
    .executeTakeFirst()
  const { tenantId, accountId } = user ?? {}
  if (!user || !tenantId || !accountId) return
  const account = await readTenant(database(), tenantId, (db) =>
    db
      .selectFrom('account')
      .select('disabled_on')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', accountId)
      .executeTakeFirst(),
  )
  if (account && (account.disabled_on === null || account.disabled_on > dayInVietnam(now))) return
  await database().deleteFrom('auth.session').where('userId', '=', user.id).execute()
  throw new AppError('identity.account_disabled')
}

/** The next request of this session is checked anew. */
export function forgetSession(headers: Headers): void {
  checked.delete(headers.get('cookie') ?? '')
}

/** Ends the session; returns the cookies that clear it. */
export async function signOut(headers: Headers): Promise<string[]> {
  forgetSession(headers)
  const response = await auth().api.signOut({ headers, asResponse: true })
  return response.headers.getSetCookie()
}
