// Who asks. The access module makes callers from sessions and tokens; the platform only asks what they may do.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Db } from '../db/db.ts'

/** Where a permission is held: over the whole bloc, or over these units and everything below them. */
export type Scope = { whole: true } | { whole: false; units: Id[] }

export interface Actor {
  /** null: the system itself (jobs, the command line, the demo). */
  accountId: Id | null
  name: string
  /** Where the actor stands: the units of its grants, as they are called today. */
  stands: readonly { unitId: Id; unitName: string; role: string; whole: boolean }[]
  /** The permissions a token is narrowed to; null or missing: all the account has. */
  only?: readonly string[] | null
  /** First day on which the tenant is no more: its clock stands on the day before, and nothing is written any longer. */
  endedOn?: Day | null
  /** The signed link by which somebody without an account came; what it opens, the operation looks up. */
  link?: { readonly id: Id; readonly secretHash: string }
  /** Held at one unit at least? */
  holds(permission: Permission): boolean
  scope(permission: Permission): Scope
  /** True when the permission covers every one of these units: one statement for the whole set. */
  covers(db: Db, permission: Permission, unitIds: readonly Id[]): Promise<boolean>
}

export interface Caller {
  tenantId: Id
  requestId?: string
  /** Loaded inside the transaction, after the tenant is set; once per caller, so a caller lives as long as one request. */
  actor(db: Db): Promise<Actor>
}
