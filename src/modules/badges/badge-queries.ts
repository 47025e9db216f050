// What pages ask: the list of a round, awards of a unit, and one member's seniority, gaps and badges.
import { parseRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOfMember, fullMonths, seniorityBeginsSql } from '#modules/members/members.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, isUnder, nameOn, namesOn } from '#modules/units/units.server.ts'
import { idField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { bonusOf, roundsAround } from './badge.ts'
import type { BadgeKind, BadgeState } from './badge.ts'
import { candidatesFor } from './badge-store.ts'

export interface RoundBadge {
  id: Id
  memberId: Id
  name: string
  birthOn: Day
  unitId: Id
  unitName: string
  level: number
  kind: BadgeKind
  state: BadgeState
  reason: string | null
  number: string | null
  bonus: number | null
  decidedOn: Day | null
  decision: string | null
  version: number
}

export const readRound = query({
  name: 'badges.read-round',
  summary:
    'A round of badges at and below a unit: who reaches a level and has not got it, and what is proposed or given',
  permission: 'member.read',
  input: v.object({ unitId: idField(), awardOn: v.optional(optionalDay(), null) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const rules = await loadRulebook(ctx)
    const around = roundsAround(rules, ctx.today, 4)
    const awardOn = input.awardOn ?? around.next[0]?.on ?? ctx.today
    const within = (column: string) =>
      sql<boolean>`${isUnder(ctx, [input.unitId], ctx.today, column)} and ${inScope(ctx, 'member.read', ctx.today, column)}`
    const candidates = await candidatesFor(ctx, rules, awardOn, within)
    const { rows } = await sql<Omit<RoundBadge, 'unitName'>>`
      select b.id, b.member_id as "memberId", p.full_name as name, p.birth_on as "birthOn", b.unit_id as "unitId", b.level, b.kind, b.state,
             b.reason, b.number, b.bonus, b.decided_on as "decidedOn", d.number as decision, b.version
      from badge b
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = b.member_id
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      left join decision d on d.tenant_id = ${ctx.tenantId} and d.id = b.decision_id
      where b.tenant_id = ${ctx.tenantId} and b.award_on = ${awardOn}::date and b.voided_at is null and b.kind <> 'earlier'
        and ${within('b.unit_id')}
      order by b.level desc, p.sort_key, b.id`.execute(ctx.db)
    const names = await namesOn(ctx, [...candidates, ...rows].map(({ unitId }) => unitId), ctx.today) // prettier-ignore
    return {
      awardOn,
      rounds: [...(around.last ? [around.last] : []), ...around.next],
      candidates: candidates.map((each) => ({
        ...each,
        unitName: names.get(each.unitId)?.name ?? '',
        bonus: bonusOf(rules, each.level, awardOn),
        late: around.last !== null && each.reachedOn <= around.last.on,
      })),
      badges: rows.map((row): RoundBadge => ({ ...row, unitName: names.get(row.unitId)?.name ?? '' })),
    }
  },
})

export const readMemberBadges = query({
  name: 'badges.read-member-badges',
  summary: "One member's seniority with the days that do not count, badges, and cards over time",
  permission: 'member.read',
  input: v.object({ memberId: idField() }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input) {
    const { rows } = await sql<{
      name: string
      begun: Day
      confirmedOn: Day | null
      leftOn: Day | null
      cardNumber: string | null
    }>`
      select p.full_name as name, ${seniorityBeginsSql(ctx.tenantId, ctx.today)} as begun, m.confirmed_on as "confirmedOn",
             m.left_on as "leftOn", m.card_number as "cardNumber"
      from member m join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      where m.tenant_id = ${ctx.tenantId} and m.id = ${input.memberId}`.execute(ctx.db)
    const [member] = rows
    const [unitId] = await cellOfMember(ctx, input.memberId, ctx.today)
    if (!member || !unitId) throw notFound()
    const gaps = await ctx.db
      .selectFrom('seniority_gap as g')
      .leftJoin('decision as d', (join) =>
        join.onRef('d.tenant_id', '=', 'g.tenant_id').onRef('d.id', '=', 'g.decision_id'),
      )
      .select(['g.id', 'g.cause', 'g.valid', 'g.note', 'g.void_reason as voidReason', 'd.number'])
      .where('g.tenant_id', '=', ctx.tenantId)
      .where('g.member_id', '=', input.memberId)
      .orderBy('g.valid')
      .execute()
    const badges = await ctx.db
      .selectFrom('badge as b')
      .leftJoin('decision as d', (join) =>
        join.onRef('d.tenant_id', '=', 'b.tenant_id').onRef('d.id', '=', 'b.decision_id'),
      )
      .select([
        'b.id',
        'b.level',
        'b.award_on as awardOn',
        'b.kind',
        'b.state',
        'b.number',
        'b.bonus',
        'b.reason',
        'b.void_reason as voidReason',
        'd.number as decision',
      ]) // prettier-ignore
      .where('b.tenant_id', '=', ctx.tenantId)
      .where('b.member_id', '=', input.memberId)
      .orderBy('b.level', 'desc')
      .orderBy('b.award_on', 'desc')
      .execute()
    const cards = await ctx.db
      .selectFrom('party_card as c')
      .leftJoin('decision as d', (join) =>
        join.onRef('d.tenant_id', '=', 'c.tenant_id').onRef('d.id', '=', 'c.decision_id'),
      )
      .select([
        'c.id',
        'c.number',
        'c.form',
        'c.reason',
        'c.valid',
        'c.end_reason as endReason',
        'c.end_note as endNote',
        'd.number as decision',
      ]) // prettier-ignore
      .where('c.tenant_id', '=', ctx.tenantId)
      .where('c.member_id', '=', input.memberId)
      .orderBy('c.valid', 'desc')
      .execute()
    const counted = member.confirmedOn !== null && member.confirmedOn <= ctx.today && member.leftOn === null
    return {
      memberId: input.memberId,
      name: member.name,
      leftOn: member.leftOn,
      cardNumber: member.cardNumber,
      unit: await nameOn(ctx, unitId, ctx.today),
      today: ctx.today,
      writes: await ctx.actor.covers(ctx.db, 'member.write', [unitId]),
      /** Null while on probation and after leaving. */
      months: counted ? fullMonths(member.begun, ctx.today) : null,
      begun: member.begun,
      gaps: gaps.map((gap) => ({ ...gap, valid: parseRange(gap.valid) })),
      badges: badges.map((badge) => ({ ...badge, kind: badge.kind as BadgeKind, state: badge.state as BadgeState })),
      cards: cards.map((card) => ({ ...card, valid: parseRange(card.valid) })),
    }
  },
})
