// Reads a case for change and writes what changed, with the step as a fact of its own.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { advance } from './transfer.ts'
import type { Direction, TransferAct, TransferFacts, TransferKind, TransferState } from './transfer.ts'

const COLUMNS = [
  'id',
  'kind',
  'direction',
  'state',
  'member_id as memberId',
  'full_name as name',
  'birth_on as birthOn',
  'card_number as cardNumber',
  'admitted_on as admittedOn',
  'confirmed_on as confirmedOn',
  'reason',
  'note',
  'basis_on as basisOn',
  'from_unit_id as fromUnitId',
  'to_unit_id as toUnitId',
  'from_place as fromPlace',
  'to_place as toPlace',
  'other_bloc as otherBloc',
  'until_on as untilOn',
  'asked_on as askedOn',
  'reviewed_on as reviewedOn',
  'remark',
  'dues_paid_to as duesPaidTo',
  'issuer_unit_id as issuerUnitId',
  'letter_text as letterText',
  'issued_on as issuedOn',
  'signer',
  'presented_on as presentedOn',
  'closed_on as closedOn',
  'close_reason as closeReason',
  'late_reason as lateReason',
  'ended_on as endedOn',
  'decision_id as decisionId',
  'version',
] as const

type Reader = Pick<ReadContext, 'db' | 'tenantId'>

const query = (ctx: Reader) =>
  ctx.db
    .selectFrom('transfer')
    .select([...COLUMNS])
    .where('tenant_id', '=', ctx.tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof query>['executeTakeFirstOrThrow']>>

/** A case as it stands. */
export interface Transfer extends Omit<Row, keyof TransferFacts>, TransferFacts {}

const typed = (row: Row): Transfer => ({
  ...row,
  kind: row.kind as TransferKind,
  direction: row.direction as Direction,
  state: row.state as TransferState,
})

/** One case. Throws not_found. */
export async function readCase(ctx: Reader, id: Id): Promise<Transfer> {
  const row = await query(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return typed(row)
}

/** The same, locked until the transaction ends; `version` is the one the form was opened with. Throws not_found, stale. */
export async function lockCase(ctx: Context, id: Id, version: number | null): Promise<Transfer> {
  const row = await query(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (version !== null && row.version !== version) throw new AppError('stale')
  return typed(row)
}

/** At whose side of a case a deed is done: its cell must be within reach, the bloc's top while there is none. Empty for an unknown case. */
export async function cellOfCase(ctx: Reader, id: Id, side: 'home' | 'guest'): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('transfer')
    .select(['direction', 'from_unit_id', 'to_unit_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return []
  const unit =
    row.direction === 'inside'
      ? side === 'home'
        ? row.from_unit_id
        : row.to_unit_id
      : (row.from_unit_id ?? row.to_unit_id)
  return unit === null ? tops(ctx) : [unit]
}

/** The top of the bloc: who answers for a case that has no cell yet. */
async function tops(ctx: Reader): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('unit_version')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('parent_id', 'is', null)
    .where(sql<boolean>`upper(valid) is null`)
    .execute()
  return rows.map((row) => row.unit_id)
}

/** Takes the case one step on: judged by the pure core, written with its step. Returns the facts after it. */
export async function takeStep(
  ctx: Context,
  before: Transfer,
  step: { act: TransferAct; on: Day; note: string | null; untilOn?: Day | null; duesPaidTo?: Day | null },
  more: Readonly<Record<string, unknown>> = {},
): Promise<TransferFacts> {
  if (step.on > ctx.today) throw AppError.at('on', 'transfers.in_future')
  const outcome = advance(before, step.act, step.on, step)
  if (outcome.refusal !== null) {
    const { code, field, details } = outcome.refusal
    throw field === '' ? new AppError(code, details) : AppError.at(field, code, details)
  }
  const { facts } = outcome
  await ctx.db
    .updateTable('transfer')
    .set({
      state: facts.state,
      reviewed_on: facts.reviewedOn,
      issued_on: facts.issuedOn,
      presented_on: facts.presentedOn,
      closed_on: facts.closedOn,
      until_on: facts.untilOn,
      ended_on: facts.endedOn,
      dues_paid_to: facts.duesPaidTo,
      ...more,
      version: sql`version + 1`,
      changed_at: ctx.now,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', before.id)
    .execute()
  await writeStep(ctx, before.id, stepOf[step.act], step.on, step.note)
  ctx.touch(before.id, ...(before.memberId ? [before.memberId] : []))
  return facts
}

const stepOf: Readonly<Record<TransferAct, string>> = {
  review: 'reviewed',
  issue: 'issued',
  present: 'presented',
  receive: 'received',
  return: 'returned',
  withdraw: 'withdrawn',
  extend: 'extended',
  end: 'ended',
}

/** One line of the case's history. */
export async function writeStep(
  ctx: Context,
  transferId: Id,
  kind: string,
  on: Day,
  note: string | null,
): Promise<void> {
  await ctx.db
    .insertInto('transfer_step')
    .values({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      transfer_id: transferId,
      kind,
      on_day: on,
      note,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })
    .execute()
}

/** The stays for a time of a member end on a day, because the member goes elsewhere for good. */
export async function endStaysOf(ctx: Context, memberId: Id, on: Day): Promise<void> {
  const ended = await ctx.db
    .updateTable('transfer')
    .set({ ended_on: on, version: sql`version + 1`, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', memberId)
    .where('kind', '=', 'temporary')
    .where('state', '=', 'received')
    .where('ended_on', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of ended) await writeStep(ctx, id, 'ended', on, null)
}

/** What the database itself refuses, in the words of the area. */
export const transferConstraints = {
  transfer_open: { code: 'transfers.open_already' },
  transfer_tenant_id_issuer_unit_id_letter_year_letter_number_key: { code: 'transfers.number_taken', field: 'number' },
  member_cell_tenant_id_member_id_valid_excl: { code: 'members.two_cells', field: 'on' },
  member_status_tenant_id_member_id_valid_excl: { code: 'members.two_statuses', field: 'on' },
  member_tenant_id_card_number_key: { code: 'members.card_taken', field: 'cardNumber' },
}
