// Enters congresses of the past, many at once, with the days that are known: when a bloc begins to use the product, or comes from paper.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionInput, recordDecisions } from '#modules/decisions/decisions.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { dayField, idField, optionalDay, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { stateOfDays } from './congress.ts'
import { stepOf, termsBegun, unitsAbove } from './congress-store.ts'
import { refuseFuture } from './hold-congress.ts'
import { namedCycle, planFields } from './plan-congresses.ts'

const entered = v.object({
  unitId: idField(),
  cycle: textField(20),
  heldOn: dayField(),
  heldTo: v.optional(optionalDay(), null),
  plannedOn: v.optional(optionalDay(), null),
  contentApprovedOn: v.optional(optionalDay(), null),
  reportedOn: v.optional(optionalDay(), null),
  approvedOn: v.optional(optionalDay(), null),
  decision: v.optional(v.nullable(decisionInput), null),
  ...planFields,
})

type Entered = v.InferOutput<typeof entered>

/** Days that are known stand in the order of the course, and none lies ahead. */
function refuseDays(ctx: Context, row: Entered, field: (name: string) => string): void {
  if (row.heldTo !== null && row.heldTo < row.heldOn) throw AppError.at(field('heldTo'), 'congresses.ends_before')
  let last: Day | null = null
  for (const [name, on] of [
    ['contentApprovedOn', row.contentApprovedOn],
    ['heldOn', row.heldOn],
    ['heldTo', row.heldTo],
    ['reportedOn', row.reportedOn],
    ['approvedOn', row.approvedOn],
  ] as const) {
    if (on === null) continue
    refuseFuture(ctx, field(name), on)
    if (last !== null && on < last) throw AppError.at(field(name), 'congresses.before', { on: last })
    last = on
  }
  if (row.approvedOn !== null && row.decision === null) {
    throw AppError.at(field('decision.number'), 'congresses.decision_needed')
  }
}

export const enterCongresses = operation({
  name: 'congresses.enter-congresses',
  summary: 'Enter congresses that were held, many at once, with the days of their course as far as known',
  permission: 'congress.write',
  input: v.object({ congresses: v.pipe(v.array(entered), v.minLength(1, 'congresses.none_chosen')) }),
  // They may come with their approval: entering takes the right of the unit above.
  units: (ctx, input) =>
    unitsAbove(
      ctx,
      input.congresses.map(({ unitId }) => unitId),
    ),
  constraints: { congress_cycle: { code: 'congresses.taken' } },
  async run(ctx, input): Promise<{ ids: Id[] }> {
    const there = await standing(ctx, input.congresses)
    const papers = input.congresses.flatMap(({ decision }) => decision ?? [])
    const decisionIds = await recordDecisions(ctx, papers)
    const terms = await termsBegun(ctx, input.congresses)
    const rows = input.congresses.map((row, at) => {
      const field = (name: string) => `congresses.${at}.${name}`
      if (!there.has(`${row.unitId} ${row.heldOn}`)) {
        throw AppError.at(field('unitId'), 'congresses.unit_not_there', { on: row.heldOn })
      }
      refuseDays(ctx, row, field)
      return {
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        unit_id: row.unitId,
        cycle: namedCycle(row.cycle, field('cycle')) as string,
        ordinal: row.ordinal,
        pilot: row.pilot,
        form: row.form,
        two_contents: row.twoContents,
        planned_on: row.plannedOn,
        content_approved_on: row.contentApprovedOn,
        held_on: row.heldOn,
        held_to: row.heldTo === row.heldOn ? null : row.heldTo,
        result_reported_on: row.reportedOn,
        result_approved_on: row.approvedOn,
        state: stateOfDays(row),
        note: row.note,
        steps: [stepOf(ctx, 'enter', row.heldOn, null)] as unknown as string,
        decision_id: row.decision ? (decisionIds.shift() as Id) : null,
        term_id: terms.get(`${row.unitId} ${row.heldOn}`) ?? null,
        version: 1,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      }
    })
    await insertRows(ctx.db, 'congress', rows)
    ctx.touch(...rows.map(({ id }) => id))
    ctx.note({ congresses: rows.length, cycles: [...new Set(rows.map(({ cycle }) => cycle))] })
    return { ids: rows.map(({ id }) => id) }
  },
})

/** The pairs of unit and day on which the unit existed and was no group. */
async function standing(ctx: Context, rows: readonly Entered[]): Promise<Set<string>> {
  const found = await sql<{ unit_id: Id; on_day: Day }>`
    select a.unit_id, a.on_day from unnest(${rows.map(({ unitId }) => unitId)}::uuid[], ${rows.map(({ heldOn }) => heldOn)}::date[])
      as a(unit_id, on_day)
    join unit_version v on v.tenant_id = ${ctx.tenantId} and v.unit_id = a.unit_id and v.valid @> a.on_day and v.kind <> 'group'`.execute(
    ctx.db,
  )
  return new Set(found.rows.map((row) => `${row.unit_id} ${row.on_day}`))
}
