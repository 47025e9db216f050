// What becomes of staged rows: taken as somebody new, filled in or replaced where the person is here, or left out; one by one or all that a
// filter shows. A row with a fault can only be left out.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { choiceField, idField, optionalChoice } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { CHOICES, lockIntake, openRow, unitOfIntake } from './intake-store.ts'
import type { Choice, Intake } from './intake-store.ts'
import { judgeNew } from './judge-row.ts'
import { countRows, ROW_FILTERS, ROWS_THAT } from './row-counts.ts'

interface Staged {
  line: number
  unit_id: Id | null
  person_id: Id | null
  matched_by: string | null
  fault_count: number
  sealed: Buffer
}

/** Whether a row may be taken so; a code when not. */
function refusalOf(ctx: Context, intake: Intake, row: Staged, choice: Choice): string | null {
  if (choice === 'skip') return null
  if (row.fault_count > 0) return 'intake.row_has_faults'
  if (choice !== 'new') return row.person_id === null ? 'intake.nobody_here' : null
  if (row.matched_by === 'citizen_id' || row.matched_by === 'card') return 'intake.number_is_theirs'
  if (row.person_id === null) return null
  const { values } = openRow(ctx.tenantId, intake.id, row.line, row.sealed)
  const { member } = judgeNew(
    { values, faults: [], notes: [] },
    { unitId: row.unit_id, asOf: intake.asOf, today: ctx.today },
  )
  return member ? null : 'intake.not_enough_for_new'
}

export const chooseRows = operation({
  name: 'intake.choose-rows',
  summary:
    'Say what becomes of staged rows: new, skip, fill or replace; by their lines, or all that a filter holds for',
  permission: 'member.write',
  input: v.object({
    intakeId: idField(),
    choice: choiceField(CHOICES),
    lines: v.optional(v.array(v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer())), []),
    /** Instead of lines. */
    filter: v.optional(optionalChoice(ROW_FILTERS), null),
  }),
  units: (ctx, input) => unitOfIntake(ctx, input.intakeId),
  async run(ctx, input) {
    const intake = await lockIntake(ctx, input, ['read'])
    if (input.filter === null && input.lines.length === 0) throw AppError.at('lines', 'intake.no_lines')
    const which = input.filter === null ? sql<boolean>`line = any(${input.lines}::int[])` : ROWS_THAT[input.filter]
    const { rows } = await sql<Staged>`
      select line, unit_id, person_id, matched_by, fault_count, sealed from intake_row
      where tenant_id = ${ctx.tenantId} and intake_id = ${intake.id} and ${which} order by line`.execute(ctx.db)
    const judged = rows.map((row) => ({ line: row.line, refusal: refusalOf(ctx, intake, row, input.choice) }))
    const taken = judged.filter((row) => row.refusal === null).map((row) => row.line)
    const [refused] = judged.filter((row) => row.refusal !== null)
    if (taken.length === 0) throw AppError.at('choice', refused?.refusal ?? 'intake.no_lines', { line: refused?.line })
    await sql`
      update intake_row set choice = ${input.choice}
      where tenant_id = ${ctx.tenantId} and intake_id = ${intake.id} and line = any(${taken}::int[])`.execute(ctx.db)
    await ctx.db
      .updateTable('intake')
      .set({ counts: JSON.stringify(await countRows(ctx, intake)), version: sql`version + 1` })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', intake.id)
      .execute()
    ctx.touch(intake.id)
    ctx.note({ choice: input.choice, rows: taken.length })
    return { taken: taken.length, left: judged.length - taken.length }
  },
})
