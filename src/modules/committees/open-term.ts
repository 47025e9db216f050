// A term begins: its ordinal (which may restart, HIS-09) and label stand beside its days (HIS-10); the executive committee comes with it,
// standing and inspection committee where their seats are known. The term before ends on that day when asked.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { isCell } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import {
  choiceField,
  dayField,
  flagField,
  idField,
  optionalDay,
  optionalInteger,
  textField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { bodyFault, kindOn, termFault, TERM_BASES } from './committee.ts'
import type { Body, Term, TermBasis } from './committee.ts'
import { enforce, judgeBody } from './committee-rules.ts'
import { endBodies, fullMembersOn, insertBodies, insertTerms, lockUnitPosts, refuse } from './committee-store.ts'
import type { OpenPosts } from './committee-store.ts'
import { bodyNameOf, warningWords } from './committees-messages.ts'
import type { BodyKind } from './post-kinds.ts'

const MOST_SEATS = 200
export const seatsField = () => v.optional(optionalInteger(1, MOST_SEATS), null)

/** What a term is opened with. `executive`, `standing`, `inspection`: seats as the congress or the upper committee fixed them. */
export interface TermOpening {
  unitId: Id
  ordinal: number | null
  restarted: boolean
  label: string
  from: Day
  to: Day | null
  basis: TermBasis
  closePrevious: boolean
  executive: number | null
  standing: number | null
  inspection: number | null
  decisionId: Id | null
}

export const openTerm = operation({
  name: 'committees.open-term',
  summary: 'Open a term of a unit with its executive committee, and the other committees whose seats are given',
  permission: 'post.write',
  input: v.object({
    unitId: idField(),
    ordinal: v.optional(optionalInteger(1, 200), null),
    restarted: flagField(),
    label: textField(40),
    from: dayField(),
    to: v.optional(optionalDay(), null),
    basis: choiceField(TERM_BASES),
    closePrevious: flagField(),
    executive: seatsField(),
    standing: seatsField(),
    inspection: seatsField(),
    ...decisionFields(),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const posts = await lockUnitPosts(ctx, input.unitId)
    return openTermIn(ctx, posts, { ...input, decisionId: await citeDecision(ctx, input) })
  },
})

/** Opens it in a unit that is locked already; `posts` grows by what was made. Throws what the core and the rules refuse. */
export async function openTermIn(ctx: Context, posts: OpenPosts, given: TermOpening) {
  const before = posts.terms.findLast((term) => term.valid.from < given.from)
  if (before && given.closePrevious && (before.valid.to === null || before.valid.to > given.from)) {
    await closeTerm(ctx, posts, before, { on: given.from, decisionId: given.decisionId })
  }
  const term: Term = {
    id: ctx.newId(),
    unitId: given.unitId,
    ordinal: given.ordinal,
    restarted: given.restarted,
    label: given.label,
    basis: given.basis,
    valid: { from: given.from, to: given.to },
  }
  refuse(termFault(posts, term))
  posts.terms.push(term)
  const unitKind = kindOn(posts, given.from) as UnitKind
  const members = isCell(unitKind)
    ? (await fullMembersOn(ctx, [{ unitId: given.unitId, on: given.from }]))(given.unitId, given.from)
    : null
  const rules = await loadRulebook(ctx)
  const warnings: string[] = []
  const kinds: BodyKind[] = ['executive', 'standing', 'inspection']
  const bodies: Body[] = []
  for (const kind of kinds) {
    const seats = given[kind as 'executive' | 'standing' | 'inspection']
    if (kind !== 'executive' && seats === null) continue
    const body: Body = {
      id: ctx.newId(),
      unitId: given.unitId,
      termId: term.id,
      kind,
      name: bodyNameOf(kind, isCell(unitKind)),
      seats,
      valid: term.valid,
    }
    const found = bodyFault(posts, body)
    refuse(found && { ...found, field: kind })
    const facts = { unitKind, kind, seats, on: given.from, fullMembers: members, committeeMembers: given.executive }
    warnings.push(...enforce(judgeBody(rules, facts), kind))
    posts.bodies.push(body)
    bodies.push(body)
  }
  await insertTerms(ctx, [{ ...term, decisionId: given.decisionId }])
  await insertBodies(
    ctx,
    bodies.map((body, ordinal) => ({ ...body, ordinal, decisionId: given.decisionId })),
  )
  const last = before?.ordinal ?? null
  if (last !== null && given.ordinal !== null && given.ordinal !== last + 1 && !given.restarted) {
    warnings.push(warningWords.ordinal(last + 1))
  }
  ctx.touch(term.id, given.unitId)
  ctx.note({ label: given.label, from: given.from })
  return { termId: term.id, bodyIds: Object.fromEntries(bodies.map((body) => [body.kind, body.id])), warnings }
}

/** Ends a term with its bodies and holdings; `posts` tells of it afterwards. */
export async function closeTerm(
  ctx: Context,
  posts: OpenPosts,
  term: Term,
  act: { on: Day; decisionId: Id | null },
): Promise<number> {
  const bodyIds = posts.bodies.filter((body) => body.termId === term.id).map((body) => body.id)
  const ended = await endBodies(ctx, posts, bodyIds, { ...act, reason: 'term_end' })
  await sql`
    update committee_term set valid = daterange(lower(valid), ${act.on}::date), version = version + 1
    where tenant_id = ${ctx.tenantId} and id = ${term.id}`.execute(ctx.db)
  const cut = <T extends { valid: Term['valid'] }>(one: T): T => ({
    ...one,
    valid: { from: one.valid.from, to: one.valid.to !== null && one.valid.to < act.on ? one.valid.to : act.on },
  })
  posts.terms = posts.terms.map((each) => (each.id === term.id ? cut(each) : each))
  posts.bodies = posts.bodies.map((body) => (bodyIds.includes(body.id) ? cut(body) : body))
  posts.holdings = posts.holdings.map((holding) => (bodyIds.includes(holding.bodyId) ? cut(holding) : holding))
  ctx.touch(term.id)
  return ended
}
