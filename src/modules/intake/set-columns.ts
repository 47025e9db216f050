// A person says which column is which, and which sheet is meant; it is remembered for the next file with the same headings, and the rows are
// read in the background. Also gives up what is not wanted after all.
import { AppError } from '#kernel/errors.ts'
import { dayField, idField, integerField, optionalInteger, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { COLUMNS } from './columns.ts'
import type { ColumnKey, Mapping } from './columns.ts'
import { lockIntake, unitOfIntake } from './intake-store.ts'
import type { Intake } from './intake-store.ts'
import { byHeading, signatureOf } from './map-columns.ts'
import { columnsOf } from './open-intake.ts'
import { READ_FILE } from './read-file.ts'

const PLACES = 200

/** Throws at the column. */
function checked(intake: Intake, sheet: number, given: Mapping): Mapping {
  const heads = intake.sheets[sheet]?.heads
  if (!heads) throw AppError.at('sheet', 'field.choice')
  const entries = Object.entries(given) as [ColumnKey, number][]
  const beyond = entries.find(([, place]) => place >= heads.length)
  if (beyond) throw AppError.at(`columns.${beyond[0]}`, 'field.choice')
  const twice = entries.find(([, place], at) => entries.findIndex((each) => each[1] === place) < at)
  if (twice) throw AppError.at(`columns.${twice[0]}`, 'intake.column_twice')
  const has = (key: ColumnKey) => given[key] !== undefined
  if (!has('fullName')) throw AppError.at('columns.fullName', 'intake.column_needed')
  if (intake.purpose === 'compare' && !has('birthOn') && !has('cardNumber') && !has('citizenId'))
    throw AppError.at('columns.birthOn', 'intake.compare_needs')
  return given
}

export const setColumns = operation({
  name: 'intake.set-columns',
  summary: 'Say which column is which; the rows are then read and judged in the background',
  permission: 'member.write',
  input: v.object({
    intakeId: idField(),
    version: versionField(),
    sheet: integerField(0, 100),
    asOf: dayField(),
    /** Place of each column from 0; one that is left out is not read. */
    columns: v.object(
      Object.fromEntries(
        COLUMNS.map(({ key }) => [key, v.optional(optionalInteger(0, PLACES), null)]),
      ) as unknown as Record<ColumnKey, v.GenericSchema<unknown, number | null>>,
    ),
  }),
  units: (ctx, input) => unitOfIntake(ctx, input.intakeId),
  async run(ctx, input) {
    const intake = await lockIntake(ctx, input, ['open', 'read'])
    if (input.asOf > ctx.today) throw AppError.at('asOf', 'members.in_future')
    const given = Object.fromEntries(Object.entries(input.columns).filter(([, place]) => place !== null)) as Mapping
    // Another sheet has other headings: its own guess first, to be looked at.
    const turned = input.sheet !== intake.sheet
    const sheet = intake.sheets[input.sheet]
    if (!sheet) throw AppError.at('sheet', 'field.choice')
    const columns = turned ? await columnsOf(ctx, intake.purpose, sheet) : checked(intake, input.sheet, given)
    if (!turned) {
      const remembered = {
        columns: JSON.stringify(byHeading(columns, sheet.heads)),
        used_at: ctx.now,
        used_by: ctx.actor.accountId,
      }
      await ctx.db
        .insertInto('intake_mapping')
        .values({
          tenant_id: ctx.tenantId,
          purpose: intake.purpose,
          signature: signatureOf(sheet.heads),
          ...remembered,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'purpose', 'signature']).doUpdateSet(remembered))
        .execute()
    }
    const runId = turned ? null : await ctx.enqueue(READ_FILE, { intakeId: intake.id })
    await ctx.db
      .updateTable('intake')
      .set({
        sheet: input.sheet,
        as_of: input.asOf,
        columns: JSON.stringify(columns),
        state: turned ? 'open' : 'reading',
        run_id: runId,
        version: sql`version + 1`,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', intake.id)
      .execute()
    ctx.touch(intake.id)
    return { intakeId: intake.id, runId }
  },
})

export const giveUpIntake = operation({
  name: 'intake.give-up-intake',
  summary: 'Give up an import or comparison: what was read of the file is removed',
  permission: 'member.write',
  input: v.object({ intakeId: idField(), version: versionField() }),
  units: (ctx, input) => unitOfIntake(ctx, input.intakeId),
  async run(ctx, input) {
    const intake = await lockIntake(ctx, input, ['open', 'read'])
    for (const table of ['intake_row', 'bridge_line'] as const)
      await ctx.db.deleteFrom(table).where('tenant_id', '=', ctx.tenantId).where('intake_id', '=', intake.id).execute()
    await ctx.db
      .updateTable('intake')
      .set({ state: 'given_up', file_sealed: null, version: sql`version + 1` })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', intake.id)
      .execute()
    ctx.touch(intake.id)
    return { intakeId: intake.id }
  },
})
