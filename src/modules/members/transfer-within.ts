// Deeds of the register as part of a transfer: its case has asked who may do it and which terms are kept, and what it ends in becomes
// a move, a departure, an arrival or a stay elsewhere in the same transaction. Days and cells are held to the same core as other deeds.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { checkCell, checkPast, oneDay, stayFrom } from './deed.ts'
import { writeMember } from './enter-member.ts'
import type { EventKind } from './member.ts'
import { accepted, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { comeBack, goAway, stayAway } from './standings.ts'
import type { Outcome } from './transitions.ts'
import { cellOfEvent, leave, move, receive } from './transitions.ts'

interface Within {
  memberId: Id
  /** When it was decided: figures count by it. */
  decidedOn: Day
  effectiveOn: Day
  decisionId: Id | null
}

/** A member goes to another cell of the bloc on a day. */
export async function moveWithin(ctx: Context, given: Within & { unitId: Id; reason: string | null }): Promise<void> {
  const { memberId, unitId, decidedOn, effectiveOn, decisionId, reason } = given
  checkPast(ctx, { decidedOn, effectiveOn })
  const { history } = await lockMember(ctx, memberId)
  await checkCell(ctx, unitId, oneDay(effectiveOn))
  const after = accepted(move(history, unitId, effectiveOn))
  await checkCell(ctx, unitId, stayFrom(after, unitId, effectiveOn))
  await saveHistory(ctx, memberId, history, after, { decisionId, reason })
  await insertEvents(ctx, [{ memberId, unitId, kind: 'move', effectiveOn, decidedOn, decisionId }])
  ctx.touch(memberId, unitId)
}

/** A member leaves the bloc for somewhere else: `effectiveOn` is the first day without it. */
export async function departWithin(ctx: Context, given: Within & { toPlace: string }): Promise<void> {
  const { memberId, decidedOn, effectiveOn, decisionId, toPlace } = given
  checkPast(ctx, { decidedOn, effectiveOn })
  const { history } = await lockMember(ctx, memberId)
  const after = accepted(leave(history, effectiveOn))
  await saveHistory(ctx, memberId, history, after, { decisionId })
  const unitId = cellOfEvent(after, effectiveOn)
  if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
  await insertEvents(ctx, [{ memberId, unitId, kind: 'departure', effectiveOn, decidedOn, decisionId, toPlace }])
  ctx.touch(memberId)
}

export interface ArrivalWithin {
  personId: Id
  unitId: Id
  cardNumber: string | null
  fileNumber: string | null
  admittedOn: Day
  admissionDecidedOn: Day | null
  confirmedOn: Day | null
  decidedOn: Day
  effectiveOn: Day
  decisionId: Id | null
  fromPlace: string
}

/** A person on record who is a member already enters a cell, with the Party days of before. Returns the member's id. */
export async function arriveWithin(ctx: Context, given: ArrivalWithin): Promise<Id> {
  const { unitId, decidedOn, effectiveOn, decisionId, fromPlace } = given
  checkPast(ctx, { decidedOn, effectiveOn })
  await checkCell(ctx, unitId, { from: effectiveOn, to: null })
  const memberId = await writeMember(ctx, given.personId, {
    cardNumber: given.cardNumber,
    fileNumber: given.fileNumber,
    history: accepted(receive(effectiveOn, unitId, given)),
    cause: { decisionId },
  })
  if (given.admissionDecidedOn !== null)
    await ctx.db
      .updateTable('member')
      .set({ admission_decided_on: given.admissionDecidedOn })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', memberId)
      .execute()
  await insertEvents(ctx, [{ memberId, unitId, kind: 'arrival', effectiveOn, decidedOn, decisionId, fromPlace }])
  ctx.touch(memberId, unitId)
  return memberId
}

const STAYS = {
  out: { kind: 'temporary_out', change: (history, on, until) => goAway(history, on, until as Day) },
  longer: { kind: null, change: (history, on, until) => stayAway(history, on, until as Day) },
  back: { kind: 'temporary_return', change: (history, on) => comeBack(history, on) },
} as const satisfies Record<
  string,
  { kind: EventKind | null; change: (h: Parameters<typeof comeBack>[0], on: Day, until: Day | null) => Outcome }
>

/** A member goes to a cell elsewhere for a time, stays longer, or comes back; counted at home all the while. */
export async function stayWithin(
  ctx: Context,
  given: Within & { stay: keyof typeof STAYS; untilOn: Day | null; toPlace: string | null },
): Promise<void> {
  const { memberId, decidedOn, effectiveOn, decisionId, toPlace } = given
  checkPast(ctx, { decidedOn, effectiveOn })
  const { history } = await lockMember(ctx, memberId)
  const { kind, change } = STAYS[given.stay]
  const after = accepted(change(history, effectiveOn, given.untilOn))
  await saveHistory(ctx, memberId, history, after, { decisionId })
  const unitId = cellOfEvent(after, effectiveOn)
  if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
  if (kind) await insertEvents(ctx, [{ memberId, unitId, kind, effectiveOn, decidedOn, decisionId, toPlace }])
  ctx.touch(memberId)
}

/** Who a member is, as letters name them, and where on a day. Throws not_found. */
export async function memberForLetter(ctx: Pick<ReadContext, 'db' | 'tenantId'>, memberId: Id, day: Day) {
  const row = await ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .select(['m.id', 'p.full_name as name', 'p.birth_on as birthOn', 'm.card_number as cardNumber'])
    .select(['m.file_number as fileNumber', 'm.admitted_on as admittedOn', 'm.confirmed_on as confirmedOn'])
    .select(['m.left_on as leftOn', 'p.id as personId', 'p.sex'])
    .select((select) =>
      select
        .selectFrom('member_cell as c')
        .select('c.unit_id')
        .where('c.tenant_id', '=', ctx.tenantId)
        .whereRef('c.member_id', '=', 'm.id')
        .where(sql<boolean>`c.valid @> ${day}::date`)
        .as('cellId'),
    )
    .select((select) =>
      select
        .selectFrom('member_status as s')
        .select('s.standing')
        .where('s.tenant_id', '=', ctx.tenantId)
        .whereRef('s.member_id', '=', 'm.id')
        .where(sql<boolean>`s.valid @> ${day}::date`)
        .as('standing'),
    )
    .where('m.tenant_id', '=', ctx.tenantId)
    .where('m.id', '=', memberId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
