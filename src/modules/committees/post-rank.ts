// The order of posts as part of a statement, so that the database can sort and cut pages by it.
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { POST_KINDS } from './post-kinds.ts'

const LAST = 99

/** The rank of the post of a holding called `alias`; the first has the lowest. */
export const postRank = (alias: string): RawBuilder<number> =>
  sql<number>`case ${sql.ref(`${alias}.post`)} ${sql.join(
    [...new Map(POST_KINDS.map((kind) => [kind.code, kind.rank]))].map(
      ([code, place]) => sql`when ${sql.lit(code)} then ${sql.lit(place)}`,
    ),
    sql` `,
  )} else ${sql.lit(LAST)} end`
