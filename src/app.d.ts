// What every request carries.
import type { Db } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'

declare global {
  namespace App {
    interface Locals {
      requestId: string
      /** Who is signed in; null for a reader without an account. */
      caller: Caller | null
      /** The read-only transaction all parts of a page share while it is drawn; null outside of it. */
      snapshot: Db | null
      /** How the caller proved who it is: a cookie (pages) or a token (API). */
      via: 'session' | 'token' | null
      /** Cookies the accounts library wants set, passed on as they are. */
      setCookies: string[]
      /** Name shown at the top of the page. */
      accountName: string | null
    }
    interface Error {
      message: string
      code?: string
      requestId?: string
    }
  }
}
export {}
