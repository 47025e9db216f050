// Steps of an import or a comparison as tests take them: a file brought, read as the worker would, taken.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import {
  applyIntake,
  intakeJobs,
  listRows,
  openIntake,
  readIntake,
  setColumns,
  undoIntake,
} from '#modules/intake/intake.server.ts'
import { readStrength } from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import type { AnyJob, Progress } from '#platform/jobs/define-job.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask } from '#platform/operation/execute.ts'
import { database, now, run, system, tenantId, unit } from './register.ts'
import { base64, sheetOf, workbook } from './registers.ts'
import type { Plain } from './registers.ts'

export const never: Progress = { set: () => {}, cancelled: () => Promise.resolve(false) }

/** Runs a queued job as its worker would, for the tenant of the caller, and ends its run. */
export async function work(name: string, runId: Id, intakeId: Id, caller: Caller, progress = never): Promise<void> {
  const job = intakeJobs.find((each) => each.name === name) as AnyJob
  const { tenantId } = caller
  const signal = new AbortController().signal
  const context = { database, tenantId, runId, accountId: null, caller, now, attempt: 1, signal }
  await job.run(context, { intakeId }, progress)
  await withTenant(database, tenantId, (db) =>
    db
      .updateTable('job_run')
      .set({ state: 'done' })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', runId)
      .execute(),
  )
}

export const look = (intakeId: Id, caller: Caller = system) => ask(database, caller, readIntake, { intakeId }, { now })

/** A workbook brought and read with the columns that were found. */
export async function brought(bytes: Uint8Array, more: object = {}, caller: Caller = system): Promise<Id> {
  const { intakeId } = await run<{ intakeId: Id }>(caller, openIntake, {
    purpose: 'import',
    unitId: unit('bloc'),
    asOf: '2024-01-01',
    fileName: 'dang-vien.xlsx',
    content: base64(bytes),
    ...more,
  })
  const { version, sheet, asOf, columns } = await look(intakeId, caller)
  const { runId } = await run<{ runId: Id }>(caller, setColumns, { intakeId, version, sheet, asOf, columns })
  await work('intake.read-file', runId, intakeId, caller)
  return intakeId
}

export async function taken(intakeId: Id, caller: Caller = system): Promise<void> {
  const { version } = await look(intakeId, caller)
  const { runId } = await run<{ runId: Id }>(caller, applyIntake, { intakeId, version })
  await work('intake.apply-rows', runId, intakeId, caller)
}

/** How work is refused: its code, fields and details; or that it was carried out. */
export const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'carried out',
    (thrown: unknown) => {
      if (thrown instanceof AppError) return { code: thrown.code, fields: thrown.fields, ...thrown.details }
      throw thrown
    },
  )

/** Everything of the register, as one text. */
export const register = () =>
  withTenant(database, tenantId, async (db) => {
    const tables = ['person', 'member', 'member_status', 'member_cell', 'member_event', 'decision'] as const
    const rows = []
    for (const table of tables)
      rows.push(await db.selectFrom(table).selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute())
    return JSON.stringify(rows)
  })

export const strength = async () =>
  ask(database, system, readStrength, { unitId: unit('bloc'), from: '2024-01-01', to: '2024-06-30' }, { now })

/** Rows staged out of a small sheet. */
export const staged = async (rows: readonly Plain[], more: object = {}, caller: Caller = system) =>
  brought(await workbook(sheetOf(rows)), more, caller)

export const rowsOf = async (intakeId: Id, more: object = {}) =>
  (await ask(database, system, listRows, { intakeId, ...more }, { now })).rows

export const undo = async (intakeId: Id) =>
  run(system, undoIntake, { intakeId, version: (await look(intakeId)).version, reason: 'Nhập nhầm tệp' })
