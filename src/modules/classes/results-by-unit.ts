// Results of a class over the tree: a unit with those directly below it, each number with its people. Who is exempt is in no share.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { namesOn, treeOn } from '#modules/units/units.server.ts'
import { idField, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { learnerFacts } from './learner-facts.ts'
import { seenClass } from './list-learners.ts'

export interface UnitResult {
  unitId: Id
  unitName: string
  /** Stands above others: may be opened. */
  hasBelow: boolean
  learners: number
  exempt: number
  done: number
  madeUp: number
  missing: number
  passed: number
  failed: number
  certified: number
}

export const resultsByUnit = query({
  name: 'classes.results-by-unit',
  summary: 'How many of each unit were on the list of a class, came, made up for it, are missing, passed',
  permission: 'member.read',
  input: v.object({ classId: idField(), unitId: v.optional(optionalId(), null) }),
  async run(ctx, input) {
    const seen = await seenClass(ctx, input.classId)
    const unitId = input.unitId ?? (seen.runs ? seen.unitId : (ctx.actor.stands[0]?.unitId ?? seen.unitId))
    if (!(await ctx.actor.covers(ctx.db, 'member.read', [unitId]))) throw notFound()
    const day: Day = seen.fromOn
    const { rows } = await sql<Omit<UnitResult, 'unitName'>>`
      select t.ancestor_id as "unitId",
             exists (select from unit_version b where b.tenant_id = ${ctx.tenantId} and b.parent_id = t.ancestor_id
               and b.valid @> ${day}::date) as "hasBelow",
             count(*) filter (where l.counts) as learners,
             count(*) filter (where l.exempt_reason is not null) as exempt,
             count(*) filter (where l.counts and l.studied = 'done') as done,
             count(*) filter (where l.counts and l.studied = 'made_up') as "madeUp",
             count(*) filter (where l.counts and l.studied = 'missing') as missing,
             count(*) filter (where l.counts and l.outcome = 'passed') as passed,
             count(*) filter (where l.counts and l.outcome = 'failed') as failed,
             count(*) filter (where l.certificate_id is not null) as certified
      from (${learnerFacts(ctx.tenantId, ctx.today, sql`c.id = ${input.classId}`)}) l
      join unit_closure t on t.tenant_id = ${ctx.tenantId} and t.descendant_id = l.unit_id and ${treeOn('t', day)}
        and (t.ancestor_id = ${unitId} or t.ancestor_id in (
          select n.unit_id from unit_version n
          where n.tenant_id = ${ctx.tenantId} and n.parent_id = ${unitId} and n.valid @> ${day}::date))
      where l.withdrawn_on is null
      group by t.ancestor_id`.execute(ctx.db)
    const names = await namesOn(ctx, [unitId, ...rows.map((row) => row.unitId)], day)
    const named = rows
      .map((row): UnitResult => ({ ...row, unitName: names.get(row.unitId)?.name ?? '' }))
      .toSorted((a, b) => a.unitName.localeCompare(b.unitName, 'vi'))
    return {
      unit: { id: unitId, name: names.get(unitId)?.name ?? '' },
      day,
      total: named.find((row) => row.unitId === unitId) ?? null,
      units: named.filter((row) => row.unitId !== unitId),
    }
  },
})
