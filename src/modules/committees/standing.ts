// Rights derive from posts: whoever holds a post on a day stands where the post is, with the roles the list of posts gives it. A post
// that ends, is voided, or whose holder has left the Party organisation gives nothing from that day on; acting gives the right for its days.
import { standingSource } from '#modules/access/access.server.ts'
import { sql } from 'kysely'
import { POST_KINDS } from './post-kinds.ts'

// Small and fixed: written into the statement as its own text, so that it is planned once.
const roles = sql.join(
  POST_KINDS.flatMap((kind) =>
    kind.units.flatMap((unit) =>
      kind.roles.map(
        (role, order) =>
          sql`(${sql.lit(kind.code)}, ${sql.lit(kind.body)}, ${sql.lit(unit)}, ${sql.lit(role)}, ${sql.lit(kind.rank * 10 + order)}, ${sql.lit(kind.label)}, ${sql.lit(kind.from)}::date, ${sql.lit(kind.to)}::date)`,
      ),
    ),
  ),
)

standingSource(
  'posts',
  (day) => sql`
  select r.role, h.unit_id, r.rank, h.recorded_at, r.label as source
  from post_holding h
  join body b on b.tenant_id = h.tenant_id and b.id = h.body_id
  join unit_version u on u.tenant_id = h.tenant_id and u.unit_id = h.unit_id and u.valid @> ${day}::date
  join (values ${roles}) r(post, body, unit_kind, role, rank, label, since, until)
    on r.post = h.post and r.body = b.kind and r.unit_kind = u.kind
    and r.since <= ${day}::date and (r.until is null or r.until > ${day}::date)
  where h.tenant_id = a.tenant_id and h.person_id = a.person_id and h.voided_at is null and h.valid @> ${day}::date
    and exists (
      select from member m where m.tenant_id = h.tenant_id and m.person_id = h.person_id
        and (m.left_on is null or m.left_on > ${day}::date))`,
)
