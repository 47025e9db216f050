// A member asks to be transferred, or the cell asks for one: to a cell of this bloc, to another bloc of this installation, or to a place
// outside; for good or for a time. Somebody who is gone, and somebody whose transfer goes on, are refused with the day.
import { AppError } from '#kernel/errors.ts'
import { memberForLetter } from '#modules/members/members.server.ts'
import { loadRulebook, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import { choiceField, dayField, idField, optionalDay, optionalId, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { cellsOfMember } from './cells.ts'
import { checkedCell, oneGrassroots, otherBlocs } from './places.ts'
import { TRANSFER_KINDS } from './transfer.ts'
import { enforce, judgeLate, judgeStay } from './transfer-rules.ts'
import { transferConstraints, writeStep } from './transfer-store.ts'
import * as v from 'valibot'

/** Where it goes: exactly one of the three. */
async function destination(
  ctx: Context,
  input: { toUnitId: string | null; otherBloc: string | null; toPlace: string | null; askedOn: string },
) {
  const given = [input.toUnitId, input.otherBloc, input.toPlace].filter((each) => each !== null)
  if (given.length === 0) throw AppError.at('toUnitId', 'transfers.where')
  if (given.length > 1) throw AppError.at('toPlace', 'transfers.where_once')
  if (input.toUnitId !== null) return { direction: 'inside' as const, place: null }
  if (input.otherBloc === null) return { direction: 'out' as const, place: input.toPlace }
  const bloc = (await otherBlocs(ctx)).find((each) => each.id === input.otherBloc)
  if (!bloc) throw AppError.at('otherBloc', 'transfers.unknown_bloc')
  return { direction: 'out' as const, place: bloc.name }
}

export const askTransfer = operation({
  name: 'transfers.ask-transfer',
  summary:
    'Ask for the transfer of a member: to a cell of this bloc, to another bloc, or outside; for good or for a time',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    kind: choiceField(TRANSFER_KINDS),
    toUnitId: v.optional(optionalId(), null),
    otherBloc: v.optional(optionalId(), null),
    toPlace: v.optional(optionalText(250), null),
    reason: v.optional(optionalText(40), null),
    note: v.optional(optionalText(1000), null),
    /** Effect of the decision, or change of residence: the term of the request runs from here. */
    basisOn: v.optional(optionalDay(), null),
    askedOn: dayField(),
    /** The first day back, of a temporary stay. */
    untilOn: v.optional(optionalDay(), null),
    lateReason: v.optional(optionalText(500), null),
  }),
  units: (ctx, input) => cellsOfMember(ctx, input.memberId, ctx.today),
  constraints: transferConstraints,
  async run(ctx, input) {
    const { askedOn, kind } = input
    if (askedOn > ctx.today) throw AppError.at('askedOn', 'transfers.in_future')
    const member = await memberForLetter(ctx, input.memberId, askedOn)
    if (member.cellId === null)
      throw AppError.at('memberId', 'transfers.gone', { on: member.leftOn, name: member.name })
    if (member.leftOn !== null)
      throw AppError.at('memberId', 'transfers.gone', { on: member.leftOn, name: member.name })
    if (kind === 'temporary' && member.standing !== 'active')
      throw AppError.at('kind', member.standing === 'away' ? 'transfers.away_already' : 'transfers.not_active')
    const open = await ctx.db
      .selectFrom('transfer')
      .select('asked_on as on')
      .where('tenant_id', '=', ctx.tenantId)
      .where('member_id', '=', input.memberId)
      .where('state', 'in', ['asked', 'reviewed', 'issued', 'presented'])
      .executeTakeFirst()
    if (open) throw new AppError('transfers.open_already', { on: open.on })
    const { direction, place } = await destination(ctx, input)
    const warnings: string[] = []
    if (input.toUnitId !== null) {
      if (input.toUnitId === member.cellId) throw AppError.at('toUnitId', 'transfers.same_cell')
      await checkedCell(ctx, input.toUnitId, askedOn, 'toUnitId')
    }
    if (
      kind === 'internal' &&
      (input.toUnitId === null || !(await oneGrassroots(ctx, member.cellId, input.toUnitId, askedOn)))
    )
      throw AppError.at('kind', 'transfers.not_internal')
    const rules = await loadRulebook(ctx)
    if (kind === 'temporary') {
      if (input.untilOn === null) throw AppError.at('untilOn', 'field.required')
      if (input.untilOn <= askedOn) throw AppError.at('untilOn', 'transfers.until_past', { on: askedOn })
      warnings.push(
        ...enforce(judgeStay(rules, { reason: input.reason, from: askedOn, until: input.untilOn }), 'untilOn'),
      )
    }
    if (kind === 'official')
      warnings.push(
        ...enforce(
          judgeLate(rules, workingCalendarOf(rules), {
            code: 'TRANSFER_REQUEST',
            from: input.basisOn,
            on: askedOn,
            reason: input.lateReason,
          }),
          'lateReason',
        ),
      )
    const id = ctx.newId()
    await ctx.db
      .insertInto('transfer')
      .values({
        tenant_id: ctx.tenantId,
        id,
        kind,
        direction,
        state: 'asked',
        member_id: member.id,
        full_name: member.name,
        birth_on: member.birthOn,
        card_number: member.cardNumber,
        admitted_on: member.admittedOn,
        confirmed_on: member.confirmedOn,
        reason: input.reason,
        note: input.note,
        basis_on: input.basisOn,
        from_unit_id: member.cellId,
        to_unit_id: input.toUnitId,
        to_place: place,
        other_bloc: input.otherBloc,
        until_on: kind === 'temporary' ? input.untilOn : null,
        asked_on: askedOn,
        late_reason: input.lateReason,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
        changed_at: ctx.now,
      })
      .execute()
    await writeStep(ctx, id, 'asked', askedOn, input.note)
    ctx.touch(id, member.id)
    ctx.note({ kind, direction, askedOn, to: input.toUnitId ?? place })
    return { transferId: id, warnings }
  },
})
