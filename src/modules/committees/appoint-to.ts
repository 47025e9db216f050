// Appointing to a unit that has just come into being (HIS-06, TERM-04): where there is no term yet, one begins on that day, appointed, and
// called like the running term of the bloc; then somebody takes the post.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook, quantityOf } from '#modules/rulebook/rulebook.server.ts'
import { contains } from '#kernel/date-range.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { HoldingBasis } from './committee.ts'
import { lockUnitPosts } from './committee-store.ts'
import { openTermIn } from './open-term.ts'
import { POST_KINDS } from './post-kinds.ts'
import { putIn } from './put-in-post.ts'

export interface Appointment {
  unitId: Id
  /** Code of the list of posts. */
  post: string
  personId: Id | null
  /** Written name; used where there is no person of the register. */
  holderName: string | null
  from: Day
  basis: HoldingBasis
  decisionId: Id | null
}

/** Puts somebody in a post of a unit, opening its term when there is none. Throws like committees.put-in-post. */
export async function appointTo(ctx: Context, given: Appointment) {
  const { unitId, post, from } = given
  const kind = POST_KINDS.find((each) => each.code === post)?.body
  if (!kind) throw AppError.at('post', 'committees.no_such_post', { name: '' })
  const posts = await lockUnitPosts(ctx, unitId)
  if (!posts.terms.some(({ valid }) => contains(valid, from))) {
    await openTermIn(ctx, posts, {
      unitId,
      ordinal: null,
      restarted: false,
      label: await runningLabel(ctx, from),
      from,
      to: null,
      basis: 'appointed',
      closePrevious: false,
      executive: null,
      standing: null,
      inspection: null,
      decisionId: given.decisionId,
    })
  }
  const body = posts.bodies.find((each) => each.kind === kind && contains(each.valid, from))
  if (!body) throw AppError.at('post', 'committees.unknown_body')
  return putIn(ctx, posts, { ...given, bodyId: body.id, actingForId: null, servedBefore: null, to: null })
}

/** The label of the bloc's own term on a day; where it has none, the five years of congresses the day lies in. */
export async function runningLabel(ctx: Pick<ReadContext, 'tenantId' | 'db' | 'today'>, on: Day): Promise<string> {
  const { rows } = await sql<{ label: string }>`
    select t.label from committee_term t
    join unit_version u on u.tenant_id = t.tenant_id and u.unit_id = t.unit_id and u.parent_id is null and u.valid @> ${on}::date
    where t.tenant_id = ${ctx.tenantId} and t.valid @> ${on}::date limit 1`.execute(ctx.db)
  if (rows[0]) return rows[0].label
  const rule = (await loadRulebook(ctx)).at('TERM-01', on)
  const years = rule ? quantityOf(rule).amount : 1
  const first = Math.floor(Number(on.slice(0, 4)) / years) * years
  return `${first}-${first + years}`
}
