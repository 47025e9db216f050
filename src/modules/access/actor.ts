// From grants to an actor: pure, so that what a person may do can be proved without a database.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Db } from '#platform/db/db.ts'
import type { Actor, Scope } from '#platform/operation/caller.ts'
import { permissionsOf, READER_PERMISSIONS } from './roles.ts'
import type { Role } from './roles.ts'

export interface Grant {
  role: Role
  unitId: Id
  unitName: string
  /** The unit is the bloc itself: the grant covers the whole tree. */
  whole: boolean
}

/** True when every unit lies at or below one of the scope's units. */
export type Coverage = (db: Db, scopeUnits: readonly Id[], unitIds: readonly Id[]) => Promise<boolean>

/**
 * The actor of an account with these grants. `only` narrows to some permissions (a token made for one purpose).
 * Shapes: one pass over the grants per permission, remembered.
 */
export function actorOf(
  account: { accountId: Id | null; name: string; endedOn?: Day | null },
  grants: readonly Grant[],
  coverage: Coverage,
  only: readonly string[] | null = null,
): Actor {
  const held = grants.map((grant) => ({ ...grant, permissions: permissionsOf(grant.role) }))
  const scopes = new Map<Permission, Scope | null>()
  const scopeOf = (permission: Permission): Scope | null => {
    if (only && !only.includes(permission)) return null
    const found = scopes.get(permission)
    if (found !== undefined) return found
    const granted = held.filter((grant) => grant.permissions.has(permission))
    const scope: Scope | null =
      granted.length === 0
        ? null
        : granted.some((grant) => grant.whole)
          ? { whole: true }
          : { whole: false, units: [...new Set(granted.map((grant) => grant.unitId))] }
    scopes.set(permission, scope)
    return scope
  }
  return {
    ...account,
    stands: grants,
    only,
    holds: (permission) => scopeOf(permission) !== null,
    scope: (permission) => scopeOf(permission) ?? { whole: false, units: [] },
    covers: async (db, permission, unitIds) => {
      const scope = scopeOf(permission)
      if (!scope) return false
      // Even a right over the whole bloc covers only units that exist in it.
      return coverage(db, scope.whole ? [] : scope.units, unitIds)
    },
  }
}

/** A reader of the portal without an account: holds one narrow right over what the bloc has published. */
export function readerActor(): Actor {
  return {
    accountId: null,
    name: 'reader',
    stands: [],
    holds: (permission) => READER_PERMISSIONS.has(permission),
    scope: (permission) => (READER_PERMISSIONS.has(permission) ? { whole: true } : { whole: false, units: [] }),
    covers: () => Promise.resolve(false),
  }
}

/** Who came by a signed link, without an account: holds the narrow rights of that link, over what it names and nothing else. */
export function guestActor(link: NonNullable<Actor['link']>, rights: readonly Permission[]): Actor {
  return {
    accountId: null,
    name: 'guest',
    link,
    stands: [],
    holds: (permission) => rights.includes(permission),
    scope: (permission) => (rights.includes(permission) ? { whole: true } : { whole: false, units: [] }),
    covers: () => Promise.resolve(false),
  }
}

/** The system itself: jobs, the command line, the demo. */
export function systemActor(name: string): Actor {
  return {
    accountId: null,
    name,
    stands: [],
    holds: () => true,
    scope: () => ({ whole: true }),
    covers: () => Promise.resolve(true),
  }
}
