// Plans congresses, one or many at once: for each unit its day, form and whether it is held first, to learn from (đại hội điểm).
// The term it opens is worked out (congress-due.ts) unless somebody says otherwise; days outside the rules refuse or warn.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook, verdict, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { choiceField, dayField, flagField, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { CONGRESS_FORMS } from './congress.ts'
import { congressDue, yearsOfCycle } from './congress-due.ts'
import type { CongressDue, TermStanding } from './congress-due.ts'
import { standingsOn, stepOf } from './congress-store.ts'

export const planFields = {
  form: choiceField(CONGRESS_FORMS),
  pilot: flagField(),
  twoContents: flagField(),
  ordinal: v.optional(optionalInteger(1, 1000), null),
  note: v.optional(optionalText(2000), null),
}

/** The term named in a form, or null. Throws congresses.cycle at its field. */
export function namedCycle(cycle: string | null, field: string): string | null {
  if (cycle !== null && yearsOfCycle(cycle) === null) throw AppError.at(field, 'congresses.cycle')
  return cycle
}

export const cycleConstraint = { congress_cycle: { code: 'congresses.taken' } }

/** Whether the day keeps what the rules of the term allow. */
export function judgeDay(rules: Rulebook, standing: TermStanding, due: CongressDue, on: Day): Verdict[] {
  const { earliest, latest, window } = due
  const judged: Verdict[] = []
  const shift =
    standing.since && rules.at(standing.kind === 'sub_cell' ? 'TERM-02-SHIFT' : 'TERM-01-SHIFT', standing.since)
  if (shift && earliest && latest) judged.push(verdict(shift, earliest <= on && on <= latest, on))
  const calendar = window && rules.at(window.code, window.first)
  // A directive lets single units be earlier or later with consent: it never refuses.
  if (calendar && window && (on < window.first || on > window.last)) {
    judged.push({ ...verdict(calendar, false, on), outcome: 'warning' })
  }
  return judged
}

/** Throws congresses.rule at the field for a refusal; gives the sentences of warnings. */
export function enforceDay(judged: readonly Verdict[], field: string): string[] {
  const refusal = judged.find(({ outcome }) => outcome === 'refusal')
  if (refusal) {
    throw AppError.at(field, 'congresses.rule', {
      sentence: verdictSentence(refusal),
      explanation: refusal.explanation,
    })
  }
  return judged.filter(({ outcome }) => outcome === 'warning').map(verdictSentence)
}

const unitKey = v.pipe(
  v.string(),
  v.check((key) => isId(key), 'field.id'),
)
const plan = v.object({ plannedOn: dayField(), cycle: v.optional(optionalText(20), null), ...planFields })

export const planCongresses = operation({
  name: 'congresses.plan-congresses',
  summary: 'Plan the next congress of one unit or of many, by unit: day, form, pilot',
  permission: 'congress.write',
  input: v.object({
    /** By unit, as a form posts them: `congresses.<unit id>.plannedOn`. */
    congresses: v.pipe(
      v.record(unitKey, plan),
      v.check((plans) => Object.keys(plans).length > 0, 'congresses.none_chosen'),
    ),
  }),
  units: (_, input) => Object.keys(input.congresses),
  constraints: cycleConstraint,
  async run(ctx, input): Promise<{ ids: Id[]; warnings: string[] }> {
    const wanted = Object.entries(input.congresses)
    const rules = await loadRulebook(ctx)
    const standings = await standingsOf(
      ctx,
      wanted.map(([unitId, { plannedOn }]) => ({ unitId, on: plannedOn })),
    )
    const warnings: string[] = []
    const rows = wanted.map(([unitId, plan]) => {
      const field = (name: string) => `congresses.${unitId}.${name}`
      const standing = standings.get(unitId)
      if (!standing) throw AppError.at(field('plannedOn'), 'congresses.unit_not_there', { on: plan.plannedOn })
      const due = congressDue(rules, standing, plan.plannedOn)
      const cycle = namedCycle(plan.cycle, field('cycle')) ?? due?.cycle
      if (!due || !cycle) throw AppError.at(field('plannedOn'), 'congresses.no_congress')
      if (cycle === due.cycle)
        warnings.push(...enforceDay(judgeDay(rules, standing, due, plan.plannedOn), field('plannedOn')))
      return {
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        unit_id: unitId,
        cycle,
        ordinal: plan.ordinal,
        pilot: plan.pilot,
        form: plan.form,
        two_contents: plan.twoContents,
        planned_on: plan.plannedOn,
        state: 'planned',
        note: plan.note,
        steps: [stepOf(ctx, 'plan', plan.plannedOn, null)] as unknown as string,
        version: 1,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      }
    })
    await refuseTaken(ctx, rows)
    await insertRows(ctx.db, 'congress', rows)
    const ids = rows.map(({ id }) => id)
    ctx.touch(...ids, ...rows.map(({ unit_id }) => unit_id))
    ctx.note({ congresses: rows.length, cycles: [...new Set(rows.map(({ cycle }) => cycle))] })
    return { ids, warnings: [...new Set(warnings)] }
  },
})

/** Names the unit at fault; two people at once are still told apart by the index congress_cycle. */
async function refuseTaken(ctx: Context, rows: readonly { unit_id: Id; cycle: string }[]): Promise<void> {
  const taken = await ctx.db
    .selectFrom('congress')
    .select(['unit_id', 'cycle'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('state', '<>', 'cancelled')
    .where('unit_id', '=', sql<Id>`any(${rows.map((row) => row.unit_id)}::uuid[])`)
    .execute()
  const twin = rows.find((row) => taken.some((other) => other.unit_id === row.unit_id && other.cycle === row.cycle))
  if (twin) throw AppError.at(`congresses.${twin.unit_id}.plannedOn`, 'congresses.taken')
}

/** Standings of units, each on its own day; one statement for each different day. */
export async function standingsOf(
  ctx: Context,
  asked: readonly { unitId: Id; on: Day }[],
): Promise<Map<Id, TermStanding>> {
  const found = new Map<Id, TermStanding>()
  for (const [on, rows] of Map.groupBy(asked, (row) => row.on)) {
    const ids = rows.map(({ unitId }) => unitId)
    for (const [id, standing] of await standingsOn(ctx, on, sql<boolean>`v.unit_id = any(${ids}::uuid[])`)) {
      found.set(id, standing)
    }
  }
  return found
}
