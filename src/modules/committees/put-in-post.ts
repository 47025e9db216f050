// Somebody takes a post: elected, appointed, appointed after a failed election (EXE-03), or acting for somebody with days of its own.
// A reappointment is a following holding. Whoever is not in the register is written down by name.
import { contains } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, isCell } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { choiceField, dayField, idField, optionalDay, optionalId, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { holderKey, HOLDING_BASES, holdingFault, kindOn } from './committee.ts'
import type { Holding, HoldingBasis } from './committee.ts'
import { enforce, judgePost } from './committee-rules.ts'
import { fullMembersOn, insertHoldings, lockUnitPosts, peopleDays, refuse, unitOf } from './committee-store.ts'
import type { OpenPosts } from './committee-store.ts'
import { warningWords } from './committees-messages.ts'
import { ownPerson, refuseOwnRise } from './own-rise.ts'
import { POST_CODES, postOf } from './post-kinds.ts'

export interface Taking {
  bodyId: Id
  post: string
  personId: Id | null
  holderName: string | null
  basis: HoldingBasis
  actingForId: Id | null
  servedBefore: boolean | null
  from: Day
  /** The first day after it; null: to the end of its body. */
  to: Day | null
  decisionId: Id | null
}

/** Yes, no, or not known: three radios of a form. */
export const servedField = () =>
  v.optional(
    v.pipe(
      v.nullable(v.picklist(['yes', 'no', ''], 'field.choice')),
      v.transform((value) => (value === 'yes' ? true : value === 'no' ? false : null)),
    ),
    null,
  )

export const putInPost = operation({
  name: 'committees.put-in-post',
  summary: 'Record that somebody takes a post from a day on',
  permission: 'post.write',
  input: v.object({
    bodyId: idField(),
    post: choiceField(POST_CODES),
    personId: v.optional(optionalId(), null),
    holderName: v.optional(optionalText(100), null),
    basis: choiceField(HOLDING_BASES),
    actingForId: v.optional(optionalId(), null),
    servedBefore: servedField(),
    from: dayField(),
    to: v.optional(optionalDay(), null),
    ...decisionFields(),
  }),
  units: (ctx, input) => unitOf(ctx, 'body', input.bodyId),
  async run(ctx, { decision, decisionId, ...input }) {
    const [unitId] = await unitOf(ctx, 'body', input.bodyId)
    if (!unitId) throw notFound()
    const posts = await lockUnitPosts(ctx, unitId)
    if (input.personId) await reachPerson(ctx, input.personId, posts)
    return putIn(ctx, posts, { ...input, decisionId: await citeDecision(ctx, { decision, decisionId }) })
  },
})

/** The person must be within what the caller may read, or hold a post of this unit already. Throws committees.unknown_person. */
export async function reachPerson(ctx: ReadContext, personId: Id, posts: OpenPosts): Promise<void> {
  if (posts.holdings.some((holding) => holding.personId === personId)) return
  if (!(await personsReached(ctx, [personId])).has(personId)) throw AppError.at('personId', 'committees.unknown_person')
}

/** Those of these people who belong, or belonged, to a cell within what the caller may write; one statement. */
export async function personsReached(ctx: ReadContext, personIds: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ id: Id }>`
    select distinct m.person_id as id from member m join member_cell c on c.tenant_id = m.tenant_id and c.member_id = m.id
    where m.tenant_id = ${ctx.tenantId} and m.person_id = any(${[...new Set(personIds)]}::uuid[])
      and ${inScope(ctx, 'post.write', ctx.today, 'c.unit_id')}`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}

/** Writes it in a unit that is locked already; `posts` grows by it. Throws what the core and the rules refuse. */
export async function putIn(ctx: Context, posts: OpenPosts, given: Taking) {
  const person = given.personId ? (await peopleDays(ctx, [given.personId])).get(given.personId) : null
  if (person === undefined) throw AppError.at('personId', 'committees.unknown_person')
  const holderName = person?.name ?? given.holderName
  if (!holderName) throw AppError.at('personId', 'committees.no_holder')
  const body = posts.bodies.find(({ id }) => id === given.bodyId)
  const actingFor = given.basis === 'acting' ? given.actingForId : null
  const ends = [given.to, body?.valid.to ?? null, posts.holdings.find(({ id }) => id === actingFor)?.valid.to ?? null]
  const holding: Holding = {
    id: ctx.newId(),
    bodyId: given.bodyId,
    post: given.post,
    personId: given.personId,
    holderName,
    basis: given.basis,
    actingForId: actingFor,
    valid: { from: given.from, to: given.to ?? ends.filter((day) => day !== null).toSorted()[0] ?? null },
  }
  refuse(holdingFault(posts, holding, person))
  if (holding.personId) await refuseOwnRise(ctx, posts, holding, await ownPerson(ctx))
  const warnings = await warningsOf(ctx, posts, holding)
  posts.holdings.push(holding)
  await insertHoldings(ctx, [
    {
      ...holding,
      unitId: posts.unitId,
      servedBefore: given.servedBefore,
      decisionId: given.decisionId,
      endReason: null,
    },
  ])
  ctx.touch(holding.id, posts.unitId, ...(holding.personId ? [holding.personId] : []))
  ctx.note({ post: holding.post, basis: holding.basis, from: given.from, to: holding.valid.to })
  return { holdingId: holding.id, unitId: posts.unitId, warnings }
}

/** Throws committees.rule; returns what is only told. */
export async function warningsOf(ctx: Context, posts: OpenPosts, holding: Holding): Promise<string[]> {
  const on = holding.valid.from
  const body = posts.bodies.find(({ id }) => id === holding.bodyId)
  const unitKind = kindOn(posts, on) as UnitKind
  if (!body) return []
  const kind = postOf(holding.post, body.kind, unitKind, on)
  const plainMember = kind !== undefined && !kind.single && kind.code === 'committee_member'
  const judged =
    isCell(unitKind) && plainMember
      ? enforce(
          judgePost(await loadRulebook(ctx), {
            unitKind,
            kind: body.kind,
            seats: body.seats,
            on,
            fullMembers: (await fullMembersOn(ctx, [{ unitId: posts.unitId, on }]))(posts.unitId, on),
            committeeMembers: null,
            plainMember,
          }),
          'post',
        )
      : []
  const executive = posts.bodies.find((each) => each.kind === 'executive' && each.termId === body.termId)
  const sits = posts.holdings.some(
    (each) => each.bodyId === executive?.id && holderKey(each) === holderKey(holding) && contains(each.valid, on),
  )
  return body.kind === 'standing' && executive && !sits
    ? [...judged, warningWords.notInCommittee(holding.holderName)]
    : judged
}
