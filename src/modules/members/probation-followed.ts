// Members on probation whose way is followed by another area, which tells what is due for them itself (declaring is registering).
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'

/** SQL of the members followed there, with the column member_id uuid. */
type FollowedSource = (tenantId: Id) => RawBuilder<unknown>

const sources = new Map<string, FollowedSource>()

/** Declares who is followed elsewhere. The development server loads an edited module again: the name replaces itself. */
export function followProbation(name: string, source: FollowedSource): void {
  sources.set(name, source)
}

/** True for members whom nobody else follows. */
export const notFollowed = (tenantId: Id, column: string): RawBuilder<SqlBool> =>
  sources.size === 0
    ? sql<SqlBool>`true`
    : sql<SqlBool>`not exists (select from (${sql.join(
        [...sources.values()].map((source) => source(tenantId)),
        sql` union all `,
      )}) followed where followed.member_id = ${sql.ref(column)})`
