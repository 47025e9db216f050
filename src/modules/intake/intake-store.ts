// An import or comparison as it is stored: who may look at it, in what state it truly is, and its sealed parts.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { SheetCell } from '#platform/paper/headed-sheet.ts'
import { seal, unseal } from '#platform/sealed.ts'
import type { Mapping, RowValues } from './columns.ts'
import type { FoundSheet } from './find-sheets.ts'

export const PURPOSES = ['import', 'compare'] as const
export type Purpose = (typeof PURPOSES)[number]
export const INTAKE_STATES = ['open', 'reading', 'read', 'applying', 'applied', 'undone', 'given_up'] as const
export type IntakeState = (typeof INTAKE_STATES)[number]

/** What somebody decides for a row: somebody new, left out, fill what is empty here, or take all the sheet says. */
export const CHOICES = ['new', 'skip', 'fill', 'replace'] as const
export type Choice = (typeof CHOICES)[number]

export interface Intake {
  id: Id
  purpose: Purpose
  unitId: Id
  asOf: Day
  fileName: string
  fileBytes: number
  sheets: FoundSheet[]
  sheet: number
  columns: Mapping
  /** A run that ended without its work leaves the state before it. */
  state: IntakeState
  counts: Record<string, number>
  runId: Id | null
  /** Why the last run ended without its work: a code, `cancelled`, or null. */
  failure: string | null
  version: number
  createdAt: Date
  createdBy: Id | null
  readAt: Date | null
  appliedAt: Date | null
  undoneAt: Date | null
  undoReason: string | null
}

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

const COLUMNS = [
  'i.id',
  'i.purpose',
  'i.unit_id as unitId',
  'i.as_of as asOf',
  'i.file_name as fileName',
  'i.file_bytes as fileBytes',
  'i.sheets',
  'i.sheet',
  'i.columns',
  'i.state',
  'i.counts',
  'i.run_id as runId',
  'i.version',
  'i.created_at as createdAt',
  'i.created_by as createdBy',
  'i.read_at as readAt',
  'i.applied_at as appliedAt',
  'i.undone_at as undoneAt',
  'i.undo_reason as undoReason',
] as const

/** Imports and comparisons with the state of their run, as a statement to narrow. */
export const intakes = ({ tenantId, db }: Reader) =>
  db
    .selectFrom('intake as i')
    .leftJoin('job_run as r', (join) => join.onRef('r.tenant_id', '=', 'i.tenant_id').onRef('r.id', '=', 'i.run_id'))
    .select(COLUMNS)
    .select(['r.state as runState', 'r.error_code as runError'])
    .where('i.tenant_id', '=', tenantId)

type Stored = Awaited<ReturnType<ReturnType<typeof intakes>['executeTakeFirstOrThrow']>>

const BEFORE: Readonly<Record<string, IntakeState>> = { reading: 'open', applying: 'read' }

export function intakeOf({ runState, runError, ...row }: Stored): Intake {
  const broken =
    BEFORE[row.state] !== undefined && runState !== 'queued' && runState !== 'running' && runState !== 'done'
  return {
    ...row,
    state: broken ? (BEFORE[row.state] as IntakeState) : (row.state as IntakeState),
    purpose: row.purpose as Purpose,
    failure: broken ? (runState === 'cancelled' ? 'cancelled' : (runError ?? 'unexpected')) : null,
  }
}

/** Throws not_found. */
export async function readIntakeRow(ctx: Reader, intakeId: Id): Promise<Intake> {
  const row = await intakes(ctx).where('i.id', '=', intakeId).executeTakeFirst()
  if (!row) throw notFound()
  return intakeOf(row)
}

/** The same, locked until the transaction ends. Throws not_found, stale, or intake.wrong_state. */
export async function lockIntake(
  ctx: Reader,
  asked: { intakeId: Id; version?: number },
  states: readonly IntakeState[],
): Promise<Intake> {
  await ctx.db
    .selectFrom('intake')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', asked.intakeId)
    .forUpdate()
    .execute()
  const intake = await readIntakeRow(ctx, asked.intakeId)
  if (asked.version !== undefined && asked.version !== intake.version) throw new AppError('stale')
  if (!states.includes(intake.state)) throw new AppError('intake.wrong_state')
  return intake
}

/** The unit an import is about: what its operations need the permission for. Empty for an unknown one. */
export async function unitOfIntake(ctx: Reader, intakeId: Id): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('intake')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', intakeId)
    .executeTakeFirst()
  return row ? [row.unit_id] : []
}

const fileBinding = (tenantId: Id, intakeId: Id): string => `intake file ${tenantId} ${intakeId}`
const rowBinding = (tenantId: Id, intakeId: Id, line: number): string => `intake row ${tenantId} ${intakeId} ${line}`

export const sealFile = (tenantId: Id, intakeId: Id, bytes: Uint8Array): Buffer =>
  seal(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    fileBinding(tenantId, intakeId),
  )

/** The file as it came. Throws intake.file_gone when it is kept no more. */
export async function openFile({ tenantId, db }: { tenantId: Id; db: Db }, intakeId: Id): Promise<Uint8Array> {
  const row = await db
    .selectFrom('intake')
    .select('file_sealed')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', intakeId)
    .executeTakeFirst()
  if (!row?.file_sealed) throw new AppError('intake.file_gone')
  return new Uint8Array(Buffer.from(unseal(row.file_sealed, fileBinding(tenantId, intakeId)), 'base64'))
}

/** What is kept of a row under seal. */
export interface SealedRow {
  cells: SheetCell[]
  values: RowValues
}

export const sealRow = (tenantId: Id, intakeId: Id, line: number, row: SealedRow): Buffer =>
  seal(JSON.stringify(row), rowBinding(tenantId, intakeId, line))

export const openRow = (tenantId: Id, intakeId: Id, line: number, sealed: Buffer): SealedRow =>
  JSON.parse(unseal(sealed, rowBinding(tenantId, intakeId, line))) as SealedRow

/** What an existing record said before, for taking an import back. */
export const sealBefore = (tenantId: Id, intakeId: Id, line: number, before: object): Buffer =>
  seal(JSON.stringify(before), `${rowBinding(tenantId, intakeId, line)} before`)

export const openBefore = <T>(tenantId: Id, intakeId: Id, line: number, sealed: Buffer): T =>
  JSON.parse(unseal(sealed, `${rowBinding(tenantId, intakeId, line)} before`)) as T
