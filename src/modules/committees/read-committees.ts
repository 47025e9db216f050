// The committees of one unit: its terms, the bodies of a day with their holders and vacancies, and everybody who held a post before.
import { contains, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import type { Decision } from '#modules/decisions/decisions.server.ts'
import { loadRulebook, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { isCell, isUnitKind } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { idField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { vacancyOf } from './committee.ts'
import { judgeBody, judgeTerm } from './committee-rules.ts'
import { fullMembersOn } from './committee-store.ts'
import type { EndReason, Holding, HoldingBasis, TermBasis, UnitPosts } from './committee.ts'
import { bodiesOf, postLabel, postsOf } from './post-kinds.ts'
import type { BodyKind } from './post-kinds.ts'

export interface TermView {
  id: Id
  ordinal: number | null
  restarted: boolean
  label: string
  basis: TermBasis
  valid: DateRange
  version: number
  decision: Decision | undefined
}

export interface HolderView {
  id: Id
  bodyId: Id
  post: string
  label: string
  personId: Id | null
  /** The membership of the person, to open it; null outside the register. */
  memberId: Id | null
  name: string
  basis: HoldingBasis
  /** Name of whom one acts for. */
  actingFor: string | null
  servedBefore: boolean | null
  valid: DateRange
  endReason: EndReason | null
  decision: Decision | undefined
  endDecision: Decision | undefined
  version: number
  voidReason: string | null
  /** No longer a member on that day, though the post goes on. */
  lapsed: boolean
}

export interface BodyView {
  id: Id
  kind: BodyKind
  name: string
  termId: Id | null
  seats: number | null
  valid: DateRange
  version: number
  decision: Decision | undefined
  /** Holders of the day by rank. */
  holders: HolderView[]
  empty: number
  /** The leading post, when nobody holds it. */
  headless: boolean
  acting: string | null
}

export interface UnitCommittees {
  unitId: Id
  day: Day
  kind: UnitKind | undefined
  /** Bodies this kind of unit may have. */
  mayHave: BodyKind[]
  terms: TermView[]
  /** The term of the day. */
  term: TermView | undefined
  bodies: BodyView[]
  /** All bodies of all days, to name those of the past. */
  allBodies: { id: Id; name: string; kind: BodyKind; termId: Id | null; valid: DateRange }[]
  /** Every holding of every day, newest first, voided ones too. */
  history: HolderView[]
}

async function holdersOf(ctx: Pick<ReadContext, 'tenantId' | 'db'>, unitId: Id, day: Day) {
  const { rows } = await sql<{
    id: Id
    bodyId: Id
    post: string
    personId: Id | null
    memberId: Id | null
    name: string
    basis: HoldingBasis
    actingForId: Id | null
    servedBefore: boolean | null
    valid: string
    endReason: EndReason | null
    decisionId: Id | null
    endDecisionId: Id | null
    version: number
    voidReason: string | null
    lapsed: boolean
  }>`
    select h.id, h.body_id as "bodyId", h.post, h.person_id as "personId", m.id as "memberId", h.holder_name as name, h.basis,
      h.acting_for_id as "actingForId", h.served_before as "servedBefore", h.valid, h.end_reason as "endReason",
      h.decision_id as "decisionId", h.end_decision_id as "endDecisionId", h.version, h.void_reason as "voidReason",
      coalesce(m.left_on <= ${day}::date, false) as lapsed
    from post_holding h
    left join lateral (
      select m.id, m.left_on from member m where m.tenant_id = h.tenant_id and m.person_id = h.person_id
      order by m.left_on desc nulls first limit 1) m on true
    where h.tenant_id = ${ctx.tenantId} and h.unit_id = ${unitId}
    order by lower(h.valid) desc, h.recorded_at desc, h.id`.execute(ctx.db)
  return rows
}

/** The committees of a unit as of a day. Five statements. For pages of a unit; the caller's right is checked by its query. */
export async function committeesOf(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  unitId: Id,
  day: Day,
): Promise<UnitCommittees> {
  const versions = await ctx.db
    .selectFrom('unit_version')
    .select(['kind', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', unitId)
    .execute()
  const kinds = versions.flatMap((row) =>
    isUnitKind(row.kind) ? [{ kind: row.kind, valid: parseRange(row.valid) }] : [],
  )
  const kind = kinds.find(({ valid }) => contains(valid, day))?.kind ?? kinds.at(-1)?.kind
  const terms = await ctx.db
    .selectFrom('committee_term')
    .select(['id', 'ordinal', 'restarted', 'label', 'basis', 'valid', 'version', 'decision_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', unitId)
    .orderBy('valid', 'desc')
    .execute()
  const bodies = await ctx.db
    .selectFrom('body')
    .select(['id', 'term_id as termId', 'kind', 'name', 'seats', 'valid', 'version', 'decision_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', unitId)
    .orderBy(sql`case kind when 'executive' then 0 when 'standing' then 1 when 'inspection' then 2 else 3 end`)
    .orderBy('ordinal')
    .orderBy('name')
    .execute()
  const rows = await holdersOf(ctx, unitId, day)
  const papers = await decisionsById(
    ctx,
    [...terms, ...bodies]
      .flatMap((row) => row.decision_id ?? [])
      .concat(rows.flatMap((row) => [row.decisionId, row.endDecisionId].filter((id) => id !== null))),
  )
  const paper = (id: Id | null) => (id === null ? undefined : papers.get(id))
  const bodyKind = new Map(bodies.map((body) => [body.id, body.kind as BodyKind]))
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const label = (bodyId: Id, post: string, on: Day) => {
    const then = kinds.find(({ valid }) => contains(valid, on))?.kind ?? kind
    return then ? postLabel(post, bodyKind.get(bodyId) ?? 'executive', then) : post
  }
  const history = rows.map(({ decisionId, endDecisionId, actingForId, ...row }): HolderView => {
    const valid = parseRange(row.valid)
    return {
      ...row,
      valid,
      label: label(row.bodyId, row.post, valid.from),
      actingFor: actingForId === null ? null : (names.get(actingForId) ?? null),
      decision: paper(decisionId),
      endDecision: paper(endDecisionId),
    }
  })
  const holdings = history
    .filter((row) => row.voidReason === null)
    .map((row): Holding => ({ ...row, holderName: row.name, actingForId: null }))
  const posts: UnitPosts = {
    unitId,
    kinds,
    terms: [],
    bodies: bodies.map((body) => ({ ...body, unitId, kind: body.kind as BodyKind, valid: parseRange(body.valid) })),
    holdings,
  }
  const rank = (body: BodyKind, post: string) =>
    (kind ? postsOf(body, kind, day).findIndex((each) => each.code === post) : -1) + 1 || 99
  const views = bodies.map(({ decision_id, ...body }) => ({ ...body, decision: paper(decision_id) }))
  const termViews = terms.map(({ decision_id, ...term }): TermView => ({
    ...term,
    basis: term.basis as TermBasis,
    valid: parseRange(term.valid),
    decision: paper(decision_id),
  }))
  return {
    unitId,
    day,
    kind,
    mayHave: kind ? bodiesOf(kind, day) : [],
    terms: termViews,
    term: termViews.find(({ valid }) => contains(valid, day)),
    bodies: posts.bodies
      .filter(({ valid }) => contains(valid, day))
      .map((body): BodyView => {
        const view = views.find(({ id }) => id === body.id)
        const vacancy = vacancyOf(posts, body, day)
        return {
          ...body,
          version: view?.version ?? 1,
          decision: view?.decision,
          holders: history
            .filter((row) => row.bodyId === body.id && row.voidReason === null && contains(row.valid, day))
            .toSorted(
              (a, b) => rank(body.kind, a.post) - rank(body.kind, b.post) || (a.valid.from < b.valid.from ? -1 : 1),
            ),
          empty: vacancy.empty,
          headless: vacancy.headless,
          acting: vacancy.acting?.holderName ?? null,
        }
      }),
    allBodies: posts.bodies.map(({ id, name, kind: of, termId, valid }) => ({ id, name, kind: of, termId, valid })),
    history,
  }
}

export const readCommittees = query({
  name: 'committees.read-committees',
  summary: 'The committees of a unit as of a day: terms, bodies with holders and vacancies, everybody before',
  permission: 'post.read',
  input: v.object({ unitId: idField(), day: v.optional(optionalDay(), null) }),
  units: (_, input) => [input.unitId],
  async run(ctx, { unitId, day }) {
    const found = await committeesOf(ctx, unitId, day ?? ctx.today)
    if (found.kind === undefined) throw notFound()
    return { ...found, warnings: await warningsOn(ctx, found) }
  },
})

/** What the rules say of the term and the bodies of the day, as they were set up; only what is not kept. */
async function warningsOn(ctx: ReadContext, found: UnitCommittees): Promise<string[]> {
  const { kind, unitId } = found
  if (!kind || (!found.term && found.bodies.length === 0)) return []
  const rules = await loadRulebook(ctx)
  const cells = isCell(kind) ? found.bodies.map((body) => ({ unitId, on: body.valid.from })) : []
  const members = await fullMembersOn(ctx, cells)
  const executive = found.bodies.find((body) => body.kind === 'executive')
  const sitting = executive ? executive.holders.filter((holder) => holder.basis !== 'acting').length : 0
  const ofBodies = found.bodies.flatMap((body) =>
    judgeBody(rules, {
      unitKind: kind,
      kind: body.kind,
      seats: body.seats,
      on: body.valid.from,
      fullMembers: isCell(kind) ? members(unitId, body.valid.from) : null,
      committeeMembers: executive?.seats ?? (sitting > 0 ? sitting : null),
    }),
  )
  const verdicts = [...(found.term ? judgeTerm(rules, kind, found.term) : []), ...ofBodies]
  return [...new Set(verdicts.filter((each) => each.outcome !== 'kept').map(verdictSentence))]
}
