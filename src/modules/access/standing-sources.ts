// Where rights come from besides grants: later areas declare how their facts make an account stand somewhere (posts, in committees).
// Declaring is registering, as with indicators. All sources are read in the one statement that reads the grants, so a right ends on
// the very day its fact does, and nothing is granted twice.
import type { Day } from '#kernel/day.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * A select of role text, unit_id uuid, rank integer (the lowest is where the account stands first), recorded_at timestamptz and source text
 * (why, for people to read), about the account called `a` (tenant_id, id, person_id) on a day.
 */
export type StandingFragment = (day: Day) => RawBuilder<unknown>

const sources = new Map<string, StandingFragment>()

/** Declares a source. The development server loads an edited module again: the name replaces itself. */
export function standingSource(name: string, fragment: StandingFragment): void {
  sources.set(name, fragment)
}

const grants: StandingFragment = (day) => sql`
  select g.role, g.unit_id, 0 as rank, g.recorded_at, null::text as source
  from access_grant g
  where g.tenant_id = a.tenant_id and g.account_id = a.id and g.valid @> ${day}::date`

/** Everywhere the account called `a` stands on a day: grants first, then what follows from facts. */
export function standingsOn(day: Day): RawBuilder<unknown> {
  return sql.join(
    [grants, ...sources.values()].map((fragment) => fragment(day)),
    sql` union all `,
  )
}
