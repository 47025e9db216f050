// Who is on the list of a class, with attendance, results and certificates: everybody for who runs it, the own people for a unit.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { idField, integerField, optionalChoice, optionalId, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { calledTo } from './class-store.ts'
import { learnerFacts } from './learner-facts.ts'
import type { Outcome, Studied } from './training-class.ts'

export const LEARNER_STATES = [
  'learning',
  'exempt',
  'withdrawn',
  'passed',
  'failed',
  'ungraded',
  'certified',
  'uncertified',
  'done',
  'made_up',
  'missing',
] as const
export type LearnerState = (typeof LEARNER_STATES)[number]

const CONDITIONS: Record<LearnerState, RawBuilder<unknown>> = {
  learning: sql`l.counts`,
  exempt: sql`l.withdrawn_on is null and l.exempt_reason is not null`,
  withdrawn: sql`l.withdrawn_on is not null`,
  passed: sql`l.counts and l.outcome = 'passed'`,
  failed: sql`l.counts and l.outcome = 'failed'`,
  ungraded: sql`l.counts and l.outcome is null`,
  certified: sql`l.certificate_id is not null`,
  uncertified: sql`l.counts and l.outcome = 'passed' and l.certificate_id is null`,
  done: sql`l.counts and l.studied = 'done'`,
  made_up: sql`l.counts and l.studied = 'made_up'`,
  missing: sql`l.counts and l.studied = 'missing'`,
}

export interface Learner {
  id: Id
  personId: Id
  memberId: Id | null
  name: string
  sex: 'male' | 'female'
  birthOn: Day
  unitId: Id
  unitName: string
  exemptReason: string | null
  withdrawnOn: Day | null
  withdrawReason: string | null
  /** In hundredths of a point. */
  score: number | null
  essay: number | null
  outcome: Outcome | null
  rank: number | null
  prize: string | null
  remark: string | null
  held: number
  present: number
  madeUp: number
  studied: Studied
  certificateId: Id | null
  number: string | null
  issuedOn: Day | null
}

/** The class's day for the tree, unless the caller may not see it: then not_found. */
export async function seenClass(
  ctx: ReadContext,
  classId: Id,
): Promise<{ unitId: Id; fromOn: Day; kind: string; runs: boolean }> {
  const row = await ctx.db
    .selectFrom('training_class as c')
    .select(['c.unit_id as unitId', 'c.from_on as fromOn', 'c.kind'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.id', '=', classId)
    .where(calledTo(ctx, 'member.read', 'c.unit_id'))
    .executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, runs: await ctx.actor.covers(ctx.db, 'member.read', [row.unitId]) }
}

export const listLearners = query({
  name: 'classes.list-learners',
  summary: 'People on the list of a class with attendance, results and certificates',
  permission: 'member.read',
  input: v.object({
    classId: idField(),
    unitId: v.optional(optionalId(), null),
    state: v.optional(optionalChoice(LEARNER_STATES), null),
    find: v.optional(optionalText(100), null),
    page: v.optional(integerField(1, 10_000), 1),
    size: v.optional(integerField(1, 20_000), 100),
  }),
  async run(ctx, input) {
    const seen = await seenClass(ctx, input.classId)
    const words = fold(input.find ?? '')
    const conditions = [
      seen.runs ? sql`true` : inScope(ctx, 'member.read', seen.fromOn, 'l.unit_id'),
      input.state === null ? sql`l.withdrawn_on is null` : CONDITIONS[input.state],
      ...(input.unitId === null ? [] : [isUnder(ctx, [input.unitId], seen.fromOn, 'l.unit_id')]),
      ...(words === '' ? [] : [sql`p.folded like ${`%${likeSafe(words)}%`}`]),
    ]
    const { rows } = await sql<Learner & { total: number }>`
      select l.id, l.person_id as "personId", l.member_id as "memberId", p.full_name as name, p.sex, p.birth_on as "birthOn",
             l.unit_id as "unitId", l.exempt_reason as "exemptReason", l.withdrawn_on as "withdrawnOn",
             l.withdraw_reason as "withdrawReason", l.score, l.essay, l.outcome, l.rank, l.prize, l.remark, l.held, l.present,
             l.made_up as "madeUp", l.studied, l.certificate_id as "certificateId", l.number, l.issued_on as "issuedOn",
             count(*) over () as total
      from (${learnerFacts(ctx.tenantId, ctx.today, sql`c.id = ${input.classId}`)}) l
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = l.person_id
      where ${sql.join(conditions, sql` and `)}
      order by p.sort_key, p.id
      limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(ctx.db)
    const names = await namesOn(
      ctx,
      rows.map(({ unitId }) => unitId),
      seen.fromOn,
    )
    return {
      total: rows[0]?.total ?? 0,
      page: input.page,
      size: input.size,
      learners: rows.map(({ total: _, ...row }): Learner => ({ ...row, unitName: names.get(row.unitId)?.name ?? '' })),
    }
  },
})
