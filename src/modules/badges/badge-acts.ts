// From the cell's proposal over the committee to the decision: badges of a round, in lists. Each step only from the one before; what the
// rules forbid is refused with the rule, for each person.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { loadRulebook, refusalAmong, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { GRASSROOTS_KINDS, treeOn } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { choiceField, dayField, idField, optionalDay, optionalInteger, optionalText, textField } from '#platform/operation/fields.ts' // prettier-ignore
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { bonusOf, judgeAward, levelReached, levelsOn, nextLevel } from './badge.ts'
import { cellsOfBadges, disciplinesBy, lockBadges, needState, veterans } from './badge-store.ts'

const idList = (code: string) => v.pipe(v.optional(v.array(idField()), []), v.minLength(1, code))

export const badgeConstraints = {
  badge_once: { code: 'badges.given_already' },
  badge_number: { code: 'badges.number_taken' },
}

/** The last cell of each member: that of today, or where one was when one died. */
async function lastCells(ctx: ReadContext, memberIds: readonly Id[]): Promise<Map<Id, Id>> {
  const rows = await ctx.db
    .selectFrom('member_cell')
    .distinctOn('member_id')
    .select(['member_id as memberId', 'unit_id as unitId'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', sql<Id>`any(${[...memberIds]}::uuid[])`)
    .where(sql<boolean>`lower(valid) <= ${ctx.today}::date`)
    .orderBy('member_id')
    .orderBy(sql`lower(valid)`, 'desc')
    .execute()
  return new Map(rows.map((row) => [row.memberId, row.unitId]))
}

async function cellsOf(ctx: ReadContext, memberIds: readonly Id[]): Promise<Id[]> {
  const cells = await lastCells(ctx, memberIds)
  return cells.size < new Set(memberIds).size ? [] : [...new Set(cells.values())]
}

export const proposeBadges = operation({
  name: 'badges.propose-badges',
  summary: 'Propose members of cells for a badge in a round: those who reach a level, or one early or after death',
  permission: 'member.write',
  input: v.object({
    awardOn: dayField(),
    kind: v.optional(choiceField(['due', 'early', 'posthumous']), 'due'),
    memberIds: idList('badges.nobody'),
    /** Why early. */
    reason: optionalText(500),
    /** The day the cell recognised that faults were made good, where there was a discipline. */
    correctedOn: v.optional(optionalDay(), null),
  }),
  units: (ctx, input) => cellsOf(ctx, input.memberIds),
  constraints: badgeConstraints,
  async run(ctx, input) {
    const { awardOn, kind } = input
    if (kind !== 'due' && input.reason === null) throw AppError.at('reason', 'badges.reason_required')
    const rules = await loadRulebook(ctx)
    const levels = levelsOn(rules, awardOn)
    const asked = new Set<Id>(input.memberIds)
    const people = (
      await veterans(
        ctx,
        awardOn,
        () => sql<boolean>`m.id = any(${[...asked]}::uuid[])`,
        (levels[0] ?? 30) - 3,
        kind === 'posthumous',
      )
    ).filter(({ memberId }) => asked.has(memberId))
    const unknown = people.length < asked.size
    if (unknown) throw AppError.at('memberIds', 'badges.too_young')
    const disciplines = await disciplinesBy(ctx, people.map(({ personId }) => personId), awardOn) // prettier-ignore
    const rows = people.map((person) => {
      const on = person.diedOn ?? awardOn
      const reached = levelReached(levels, person.begun, on)
      const level = kind === 'due' ? reached : nextLevel(levels, Math.max(reached ?? 0, person.given ?? 0))
      if (level === null || level <= (person.given ?? 0)) throw AppError.at('memberIds', 'badges.not_reached', { name: person.name }) // prettier-ignore
      const known = disciplines.get(person.personId) ?? []
      const facts = {
        begun: person.begun,
        level,
        awardOn: on,
        kind,
        disciplines: known,
        correctedOn: input.correctedOn,
      }
      const refusal = refusalAmong(judgeAward(rules, facts))
      if (refusal) {
        throw AppError.at('memberIds', 'badges.rule', { name: person.name, sentence: verdictSentence(refusal), explanation: refusal.explanation }) // prettier-ignore
      }
      return {
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        member_id: person.memberId,
        unit_id: person.unitId,
        level,
        award_on: awardOn,
        kind,
        state: 'proposed',
        reason: input.reason,
        corrected_on: input.correctedOn,
        proposed_on: ctx.today,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      }
    })
    await insertRows(ctx.db, 'badge', rows)
    ctx.touch(...rows.map(({ id }) => id))
    ctx.note({ awardOn, kind, people: rows.length })
    return { badgeIds: rows.map(({ id }) => id) }
  },
})

/** The grassroots organisations over these badges' cells: who endorses stands there or above. */
async function grassrootsOf(ctx: ReadContext, badgeIds: readonly Id[]): Promise<Id[]> {
  const cells = await cellsOfBadges(ctx, badgeIds)
  if (cells.length === 0) return []
  const { rows } = await sql<{ id: Id }>`
    select distinct a.ancestor_id as id
    from unit_closure a
    join unit_version u on u.tenant_id = ${ctx.tenantId} and u.unit_id = a.ancestor_id and ${validOn('u', ctx.today)}
      and u.kind = any(${[...GRASSROOTS_KINDS]}::text[])
    where a.tenant_id = ${ctx.tenantId} and a.descendant_id = any(${cells}::uuid[]) and ${treeOn('a', ctx.today)}`.execute(
    ctx.db,
  )
  return rows.length === 0 ? cells : rows.map(({ id }) => id)
}

export const endorseBadges = operation({
  name: 'badges.endorse-badges',
  summary: 'The committee passes proposals of its cells on to be decided',
  permission: 'member.write',
  input: v.object({ badgeIds: idList('badges.nobody') }),
  units: (ctx, input) => grassrootsOf(ctx, input.badgeIds),
  async run(ctx, input) {
    const badges = await lockBadges(ctx, input.badgeIds)
    needState(badges, 'proposed')
    await sql`
      update badge set state = 'endorsed', endorsed_on = ${ctx.today}::date, version = version + 1
      where tenant_id = ${ctx.tenantId} and id = any(${input.badgeIds}::uuid[])`.execute(ctx.db)
    ctx.touch(...input.badgeIds)
    return { badges: badges.length }
  },
})

export const decideBadges = operation({
  name: 'badges.decide-badges',
  summary:
    'Record the decision that gives badges, with the number of each; the bonus follows from the rules of the day',
  permission: 'member.write',
  input: v.object({
    badgeIds: idList('badges.nobody'),
    decidedOn: dayField(),
    /** Numbers of the badges by badge id; one may be missing yet. */
    numbers: v.optional(v.record(v.string(), optionalText(40)), {}),
    ...decisionFields(),
  }),
  constraints: badgeConstraints,
  async run(ctx, input) {
    const badges = await lockBadges(ctx, input.badgeIds)
    needState(badges, 'endorsed')
    if (input.decidedOn > ctx.today) throw AppError.at('decidedOn', 'badges.in_future')
    if (input.decisionId === null && input.decision === null) throw AppError.at('decision.number', 'badges.decision_required') // prettier-ignore
    const rules = await loadRulebook(ctx)
    const decisionId = await citeDecision(ctx, input)
    const rows = badges.map(({ id, level }) => ({ id, number: input.numbers[id] ?? null, bonus: bonusOf(rules, level, input.decidedOn) })) // prettier-ignore
    await sql`
      update badge b set state = 'awarded', decided_on = ${input.decidedOn}::date, decision_id = ${decisionId}::uuid, number = r.number,
        bonus = r.bonus, version = version + 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, number text, bonus bigint)
      where b.tenant_id = ${ctx.tenantId} and b.id = r.id`.execute(ctx.db)
    ctx.touch(...input.badgeIds)
    ctx.note({ decidedOn: input.decidedOn, badges: rows.length })
    return { badges: rows.length }
  },
})

export const stopBadge = operation({
  name: 'badges.stop-badge',
  summary: 'Put a proposal off to a later round, or withdraw it, with the reason',
  permission: 'member.write',
  input: v.object({ badgeId: idField(), state: choiceField(['put_off', 'withdrawn']), reason: textField(500) }),
  units: (ctx, input) => cellsOfBadges(ctx, [input.badgeId]),
  async run(ctx, input) {
    const badges = await lockBadges(ctx, [input.badgeId])
    needState(badges, 'proposed', 'endorsed')
    await sql`
      update badge set state = ${input.state}, reason = ${input.reason}, version = version + 1
      where tenant_id = ${ctx.tenantId} and id = ${input.badgeId}`.execute(ctx.db)
    ctx.touch(input.badgeId)
    ctx.note({ state: input.state, reason: input.reason })
    return { memberId: badges[0]?.memberId as Id }
  },
})

export const voidBadge = operation({
  name: 'badges.void-badge',
  summary: 'Take back a badge that was entered wrongly, with the reason; it stays on record',
  permission: 'member.write',
  input: v.object({ badgeId: idField(), reason: textField(500) }),
  units: (ctx, input) => cellsOfBadges(ctx, [input.badgeId]),
  async run(ctx, input) {
    const badges = await lockBadges(ctx, [input.badgeId])
    needState(badges, 'awarded')
    await sql`
      update badge set voided_at = ${ctx.now}, void_reason = ${input.reason}, version = version + 1
      where tenant_id = ${ctx.tenantId} and id = ${input.badgeId}`.execute(ctx.db)
    ctx.touch(input.badgeId)
    ctx.note({ reason: input.reason })
    return { memberId: badges[0]?.memberId as Id }
  },
})

export interface KnownBadge {
  memberId: Id
  level: number
  awardOn: Day
  number: string | null
}

export const enterBadges = operation({
  name: 'badges.enter-badges',
  summary: 'Enter badges that were given before they were kept here, or given again when lost (kind reissue)',
  permission: 'member.write',
  input: v.object({
    kind: v.optional(choiceField(['earlier', 'reissue']), 'earlier'),
    reason: optionalText(500),
    rows: v.pipe(
      v.array(
        v.object({
          memberId: idField(),
          level: optionalInteger(30, 90),
          awardOn: dayField(),
          number: v.optional(optionalText(40), null),
        }),
      ),
      v.minLength(1, 'badges.nobody'),
    ),
    ...decisionFields(),
  }),
  units: (ctx, input) => cellsOf(ctx, input.rows.map(({ memberId }) => memberId)), // prettier-ignore
  constraints: badgeConstraints,
  async run(ctx, input) {
    const rules = await loadRulebook(ctx)
    const decisionId = await citeDecision(ctx, input)
    if (input.kind === 'reissue') {
      if (input.reason === null) throw AppError.at('reason', 'badges.reason_required')
      if (decisionId === null) throw AppError.at('decision.number', 'badges.decision_required')
    }
    const cells = await lastCells(ctx, input.rows.map(({ memberId }) => memberId)) // prettier-ignore
    const held = await ctx.db
      .selectFrom('badge')
      .select(['member_id as memberId', 'level'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('member_id', '=', sql<Id>`any(${input.rows.map(({ memberId }) => memberId)}::uuid[])`)
      .where('state', '=', 'awarded')
      .where('voided_at', 'is', null)
      .execute()
    const rows = input.rows.map((row, at) => {
      const path = (field: string) => `rows.${at}.${field}`
      if (row.awardOn > ctx.today) throw AppError.at(path('awardOn'), 'badges.in_future')
      if (row.level === null || !levelsOn(rules, ctx.today).includes(row.level)) throw AppError.at(path('level'), 'badges.no_level') // prettier-ignore
      const has = held.some((each) => each.memberId === row.memberId && each.level === row.level)
      if (input.kind === 'reissue' && !has) throw AppError.at(path('level'), 'badges.never_given')
      return {
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        member_id: row.memberId,
        unit_id: cells.get(row.memberId) as Id,
        level: row.level,
        award_on: row.awardOn,
        kind: input.kind,
        state: 'awarded',
        reason: input.reason,
        decided_on: row.awardOn,
        decision_id: decisionId,
        number: row.number,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      }
    })
    await insertRows(ctx.db, 'badge', rows)
    ctx.touch(...rows.slice(0, 200).map(({ id }) => id))
    ctx.note({ kind: input.kind, badges: rows.length })
    return { badges: rows.length }
  },
})
