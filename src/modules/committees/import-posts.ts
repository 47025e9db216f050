// Many terms, bodies and holdings at once: old records, Excel, the demo. Each is held to the same pure core as a single deed; one that is
// unsound refuses the whole import and names its row. A few statements, however many rows.
import type { DateRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionInput, recordDecisions } from '#modules/decisions/decisions.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { isCell } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import {
  choiceField,
  dayField,
  flagField,
  idField,
  optionalChoice,
  optionalDay,
  optionalId,
  optionalInteger,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import {
  bodyFault,
  END_REASONS,
  HOLDING_BASES,
  holdingFault,
  kindOn,
  seatsTaken,
  termFault,
  TERM_BASES,
} from './committee.ts'
import type { Body, Holding, Term } from './committee.ts'
import { enforce, judgeBody, judgePost } from './committee-rules.ts'
import {
  fullMembersOn,
  insertBodies,
  insertHoldings,
  insertTerms,
  lockPosts,
  peopleDays,
  personsOf,
  refuse,
} from './committee-store.ts'
import type { NewBody, NewHolding, NewTerm, OpenPosts } from './committee-store.ts'
import { seatsField } from './open-term.ts'
import { ownPerson, refuseOwnRise } from './own-rise.ts'
import { personsReached } from './put-in-post.ts'
import { BODY_KINDS, POST_CODES } from './post-kinds.ts'

const MOST = 50_000
const many = <T extends v.GenericSchema>(entry: T) =>
  v.optional(v.pipe(v.array(entry), v.maxLength(MOST, `field.too_long:${MOST}`)), [])
const place = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null)
const span = { from: dayField(), to: v.optional(optionalDay(), null) }

const input = v.object({
  terms: many(
    v.object({
      /** Given by who refers to the term in this import. */
      id: v.optional(optionalId(), null),
      unitId: idField(),
      ordinal: v.optional(optionalInteger(1, 200), null),
      restarted: flagField(),
      label: textField(40),
      basis: choiceField(TERM_BASES),
      decision: place,
      ...span,
    }),
  ),
  bodies: many(
    v.object({
      id: v.optional(optionalId(), null),
      unitId: idField(),
      termId: v.optional(optionalId(), null),
      kind: choiceField(BODY_KINDS),
      name: textField(120),
      seats: seatsField(),
      ordinal: v.optional(optionalInteger(0, 1000), null),
      decision: place,
      ...span,
    }),
  ),
  holdings: many(
    v.object({
      id: v.optional(optionalId(), null),
      unitId: idField(),
      bodyId: idField(),
      post: choiceField(POST_CODES),
      personId: v.optional(optionalId(), null),
      /** Instead of the person: the membership, as lists of members have it. */
      memberId: v.optional(optionalId(), null),
      holderName: v.optional(optionalText(100), null),
      basis: choiceField(HOLDING_BASES),
      actingForId: v.optional(optionalId(), null),
      servedBefore: v.optional(v.nullable(v.boolean()), null),
      endReason: v.optional(optionalChoice(END_REASONS), null),
      decision: place,
      ...span,
    }),
  ),
  /** Papers once, cited by their place. */
  decisions: v.optional(v.array(decisionInput), []),
})
export type PostsImport = v.InferInput<typeof input>
type Given = v.InferOutput<typeof input>

export const importPosts = operation({
  name: 'committees.import-posts',
  summary: 'Take over many terms, bodies and holdings at once, all or none',
  permission: 'post.write',
  input,
  units: (_, given) => [...new Set([...given.terms, ...given.bodies, ...given.holdings].map((row) => row.unitId))],
  async run(ctx, given) {
    const unitIds = [...given.terms, ...given.bodies, ...given.holdings].map((row) => row.unitId)
    const posts = await lockPosts(ctx, unitIds)
    const papers = await recordDecisions(ctx, given.decisions)
    const paper = (at: number | null, row: string): Id | null => {
      if (at !== null && !papers[at]) throw AppError.at(`${row}.decision`, 'decisions.unknown')
      return at === null ? null : (papers[at] as Id)
    }
    const terms = given.terms.map((row, at): NewTerm => {
      const term: Term = { ...row, id: row.id ?? ctx.newId(), valid: spanOf(row) }
      const unit = unitIn(posts, row.unitId, `terms.${at}.`)
      refuse(termFault(unit, term), `terms.${at}.`)
      unit.terms.push(term)
      return { ...term, decisionId: paper(row.decision, `terms.${at}`) }
    })
    const bodies = given.bodies.map((row, at): NewBody => {
      const body: Body = { ...row, id: row.id ?? ctx.newId(), valid: spanOf(row) }
      const unit = unitIn(posts, row.unitId, `bodies.${at}.`)
      refuse(bodyFault(unit, body), `bodies.${at}.`)
      unit.bodies.push(body)
      return { ...body, ordinal: row.ordinal ?? at, decisionId: paper(row.decision, `bodies.${at}`) }
    })
    const holdings = await takeHoldings(ctx, posts, given, paper)
    const own = await ownPerson(ctx)
    for (const [at, holding] of holdings.entries())
      await refuseOwnRise(ctx, unitIn(posts, holding.unitId, ''), holding, own, `holdings.${at}.`)
    await judgeAll(ctx, posts, bodies, holdings)
    await insertTerms(ctx, terms)
    await insertBodies(ctx, bodies)
    await insertHoldings(ctx, holdings)
    ctx.note({ terms: terms.length, bodies: bodies.length, holdings: holdings.length, decisions: papers.length })
    return { terms: terms.length, bodies: bodies.length, holdings: holdings.length }
  },
})

const spanOf = ({ from, to }: DateRange): DateRange => ({ from, to })

function unitIn(posts: Map<Id, OpenPosts>, unitId: Id, row: string): OpenPosts {
  const unit = posts.get(unitId)
  if (!unit) throw AppError.at(`${row}unitId`, 'committees.unknown_unit')
  return unit
}

async function takeHoldings(
  ctx: Context,
  posts: Map<Id, OpenPosts>,
  given: Given,
  paper: (at: number | null, row: string) => Id | null,
): Promise<NewHolding[]> {
  const persons = await personsOf(
    ctx,
    given.holdings.flatMap((row) => row.memberId ?? []),
  )
  // A membership that is not known stays an unknown person, and is refused with its row.
  const personOf = ({ memberId, personId }: Given['holdings'][number]): Id | null =>
    memberId === null ? personId : (persons.get(memberId) ?? memberId)
  const named = given.holdings.flatMap((row) => personOf(row) ?? [])
  const people = await peopleDays(ctx, named)
  const reached = ctx.scope('post.write').whole ? null : await personsReached(ctx, named)
  // Each is held against its own body only: a unit of many terms costs no more than one of few.
  const byBody = new Map<Id, OpenPosts>()
  return given.holdings.map((row, at): NewHolding => {
    const unit = unitIn(posts, row.unitId, `holdings.${at}.`)
    const body =
      byBody.get(row.bodyId) ??
      ({ ...unit, holdings: unit.holdings.filter((each) => each.bodyId === row.bodyId) } satisfies OpenPosts)
    byBody.set(row.bodyId, body)
    const personId = personOf(row)
    const person = personId ? people.get(personId) : null
    const far =
      personId && reached && !reached.has(personId) && !unit.holdings.some((each) => each.personId === personId)
    if (person === undefined || far) throw AppError.at(`holdings.${at}.personId`, 'committees.unknown_person')
    const holderName = person?.name ?? row.holderName
    if (!holderName) throw AppError.at(`holdings.${at}.holderName`, 'committees.no_holder')
    const ends = row.to ?? unit.bodies.find(({ id }) => id === row.bodyId)?.valid.to ?? null
    const holding: Holding = {
      id: row.id ?? ctx.newId(),
      bodyId: row.bodyId,
      post: row.post,
      personId,
      holderName,
      basis: row.basis,
      actingForId: row.basis === 'acting' ? row.actingForId : null,
      valid: { from: row.from, to: ends },
    }
    refuse(holdingFault(body, holding, person), `holdings.${at}.`)
    body.holdings.push(holding)
    return {
      ...holding,
      unitId: row.unitId,
      servedBefore: row.servedBefore,
      decisionId: paper(row.decision, `holdings.${at}`),
      endReason: row.endReason,
    }
  })
}

/** The rules of the day on every new body, and on every plain member of a cell's committee: two statements. */
async function judgeAll(
  ctx: Context,
  posts: Map<Id, OpenPosts>,
  bodies: readonly NewBody[],
  holdings: readonly NewHolding[],
): Promise<void> {
  const rules = await loadRulebook(ctx)
  const kindAt = (unitId: Id, on: Body['valid']['from']) => kindOn(posts.get(unitId) as OpenPosts, on) as UnitKind
  const pairs = [...bodies, ...holdings.filter((each) => each.post === 'committee_member')]
    .map(({ unitId, valid }) => ({ unitId, on: valid.from }))
    .filter(({ unitId, on }) => isCell(kindAt(unitId, on)))
  const members = await fullMembersOn(ctx, pairs)
  const newOnes = Map.groupBy(holdings, (holding) => holding.bodyId)
  const factsOf = (body: Body, on: Body['valid']['from']) => {
    const unit = posts.get(body.unitId) as OpenPosts
    const executive = unit.bodies.find((each) => each.kind === 'executive' && each.termId === body.termId)
    const entered = executive
      ? seatsTaken([...unit.holdings, ...(newOnes.get(executive.id) ?? [])], executive.id, on)
      : 0
    const unitKind = kindAt(body.unitId, on)
    return {
      unitKind,
      kind: body.kind,
      seats: body.seats,
      on,
      fullMembers: isCell(unitKind) ? members(body.unitId, on) : null,
      committeeMembers: entered > 0 ? entered : (executive?.seats ?? null),
    }
  }
  for (const [at, body] of bodies.entries())
    enforce(judgeBody(rules, factsOf(body, body.valid.from)), `bodies.${at}.seats`)
  for (const [at, holding] of holdings.entries()) {
    if (holding.post !== 'committee_member' || !isCell(kindAt(holding.unitId, holding.valid.from))) continue
    const body = posts.get(holding.unitId)?.bodies.find(({ id }) => id === holding.bodyId) as Body
    enforce(judgePost(rules, { ...factsOf(body, holding.valid.from), plainMember: true }), `holdings.${at}.post`)
  }
}
