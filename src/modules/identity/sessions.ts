// Signing in and out, and who a request comes from.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { auth } from './auth.ts'

export interface Session {
  tenantId: Id
  accountId: Id
  userName: string
  name: string
}

/** The session of these request headers, or null. `setCookies` must be passed on: the short cookie is renewed here. */
export async function sessionOf(headers: Headers): Promise<{ session: Session; setCookies: string[] } | null> {
  const answer = await auth().api.getSession({ headers, returnHeaders: true })
  const user = answer.response?.user
  if (!user?.tenantId || !user.accountId) return null
  return {
    session: { tenantId: user.tenantId, accountId: user.accountId, userName: user.username ?? '', name: user.name },
    setCookies: answer.headers?.getSetCookie() ?? [],
  }
}

/** Signs in; returns the cookies to set. Throws identity.wrong_sign_in, the same for an unknown name and a wrong password. */
export async function signIn(userName: string, password: string, headers: Headers): Promise<string[]> {
  const wrong = () => new AppError('identity.wrong_sign_in')
  if (userName.length > 30 || password.length > 200) throw wrong()
  const response = await auth()
    .api.signInUsername({
      body: { username: userName.toLowerCase(), password, rememberMe: true },
      headers,
      asResponse: true,
    })
    .catch(() => null)
  if (!response?.ok) throw wrong()
  return response.headers.getSetCookie()
}

/** Ends the session; returns the cookies that clear it. */
export async function signOut(headers: Headers): Promise<string[]> {
  const response = await auth().api.signOut({ headers, asResponse: true })
  return response.headers.getSetCookie()
}
