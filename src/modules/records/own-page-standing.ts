// Every member has the own page: an account linked to a member stands, with the narrow role `member`, where that member is today. Nothing
// is granted for it; it ends with the membership, and stands last, so that posts decide where an account works.
import { standingSource } from '#modules/access/access.server.ts'
import { sql } from 'kysely'
import { standingWord } from './corrections-messages.ts'

/** After every post: ranks of posts go into the thousands. */
const LAST = 1_000_000

standingSource(
  'membership',
  (day) => sql`
  select 'member' as role, c.unit_id, ${sql.lit(LAST)} as rank, c.recorded_at, ${sql.lit(standingWord)} as source
  from member m
  join member_cell c on c.tenant_id = m.tenant_id and c.member_id = m.id and c.valid @> ${day}::date
  where m.tenant_id = a.tenant_id and m.person_id = a.person_id`,
)
