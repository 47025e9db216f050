// Plans by state, those whose day is nearest first, then what is over; by pages, with the number in each state.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { likeSafe } from '#kernel/vietnamese/text.ts'
import { integerField, optionalChoice, optionalId, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { planInReach } from './plan-reach.ts'
import { PLAN_STATES } from './plan.ts'
import type { PlanFailure, PlanState } from './plan.ts'

export interface ListedPlan {
  id: Id
  title: string
  effectiveOn: Day
  state: PlanState
  decisionNumber: string | null
  acts: number
  openComments: number
  failure: PlanFailure | null
  correctsId: Id | null
  changedAt: Date
}

export const listPlans = query({
  name: 'reorganisations.list-plans',
  summary: 'Plans of reorganisation you may see, with paging; by state, text of the title, or a unit they concern',
  permission: 'reorganisation.read',
  input: v.object({
    state: v.optional(optionalChoice(PLAN_STATES), null),
    text: v.optional(optionalText(200), null),
    unitId: v.optional(optionalId(), null),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 200), 50),
  }),
  async run(ctx, input) {
    const found = (stated: boolean) =>
      sql<boolean>`r.tenant_id = ${ctx.tenantId} and ${planInReach(ctx)}
        ${stated && input.state !== null ? sql`and r.state = ${input.state}` : sql``}
        ${input.text === null ? sql`` : sql`and r.title ilike ${`%${likeSafe(input.text)}%`}`}
        ${input.unitId === null ? sql`` : sql`and exists (select from reorganisation_act a where a.tenant_id = r.tenant_id and a.reorganisation_id = r.id and ${input.unitId}::uuid = any(a.units))`}`
    const { rows: counted } = await sql<{ state: PlanState; count: number }>`
      select r.state, count(*) as count from reorganisation r where ${found(false)} group by r.state`.execute(ctx.db)
    const counts = Object.fromEntries(
      PLAN_STATES.map((state) => [state, counted.find((row) => row.state === state)?.count ?? 0]),
    ) as Record<PlanState, number>
    const total = input.state === null ? Object.values(counts).reduce((a, b) => a + b, 0) : counts[input.state]
    return { plans: await rowsOf(ctx, found(true), input), counts, total, page: input.page, size: input.size }
  },
})

async function rowsOf(
  ctx: ReadContext,
  found: ReturnType<typeof sql<boolean>>,
  { page, size }: { page: number; size: number },
): Promise<ListedPlan[]> {
  const { rows } = await sql<ListedPlan>`
    select r.id, r.title, r.effective_on as "effectiveOn", r.state, d.number as "decisionNumber", r.failure,
      r.corrects_id as "correctsId", r.changed_at as "changedAt",
      (select count(*) from reorganisation_act a where a.tenant_id = r.tenant_id and a.reorganisation_id = r.id) as acts,
      (select count(*) from reorganisation_comment c where c.tenant_id = r.tenant_id and c.reorganisation_id = r.id
        and c.answered_at is null) as "openComments"
    from reorganisation r left join decision d on d.tenant_id = r.tenant_id and d.id = r.decision_id
    where ${found}
    order by r.state in ('applied', 'withdrawn', 'reversed'),
      case when r.state in ('applied', 'withdrawn', 'reversed') then r.effective_on end desc, r.effective_on, r.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.db)
  return rows
}
