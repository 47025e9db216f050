// The accounts library, set up for this house: user name and password, no self-registration, no telemetry, its own schema.
// The short signed cookie saves a statement per page; a revoked session ends within a minute.
import { config, secret } from '#platform/config.ts'
import { database } from '#platform/db/database.ts'
import { log } from '#platform/log.ts'
import { betterAuth } from 'better-auth'
import { username } from 'better-auth/plugins'
import { hashPassword, MIN_PASSWORD_LENGTH, verifyPassword } from './password.ts'

export const USER_NAME = /^[a-z0-9][a-z0-9.-]{2,29}$/

function makeAuth() {
  const { origin, trustedOrigins } = config()
  return betterAuth({
    secret: secret(),
    baseURL: origin,
    trustedOrigins: [...trustedOrigins],
    database: { db: database().withSchema('auth'), type: 'postgres' },
    user: {
      additionalFields: {
        tenantId: { type: 'string', required: false, input: false },
        accountId: { type: 'string', required: false, input: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: 14 * 86_400, updateAge: 86_400, cookieCache: { enabled: true, maxAge: 60 } },
    advanced: { cookiePrefix: 'khoi', useSecureCookies: origin.startsWith('https:') },
    telemetry: { enabled: false },
    // Attempts are counted by our own sign-in page: the library's counter lives in memory and knows only its own address.
    rateLimit: { enabled: false },
    logger: { log: (level, message) => log.debug({ level, message }, 'accounts') },
    plugins: [username({ minUsernameLength: 3, usernameValidator: (name) => USER_NAME.test(name) })],
  })
}

let made: ReturnType<typeof makeAuth> | undefined

export function auth(): ReturnType<typeof makeAuth> {
  return (made ??= makeAuth())
}
