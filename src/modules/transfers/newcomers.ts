// Members who come from elsewhere: their letter is taken in as a case, and on reception they enter a cell with the Party days of before
// (no admission is counted), or are guests for a time, listed and never counted. A record sent by another bloc is opened here.
import { AppError } from '#kernel/errors.ts'
import { arriveWithin, checkBirth, personFields, writePerson } from '#modules/members/members.server.ts'
import { loadRulebook, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import {
  choiceField,
  dayField,
  flagField,
  idField,
  optionalDay,
  optionalId,
  optionalText,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { letterAsPaper } from './destination-steps.ts'
import { openParcel } from './open-parcel.ts'
import { checkedCell } from './places.ts'
import { isOpen } from './transfer.ts'
import { enforce, judgeLate, judgeStay } from './transfer-rules.ts'
import { cellOfCase, lockCase, takeStep, transferConstraints, writeStep } from './transfer-store.ts'
import { TELL_ORIGIN } from './parcel-names.ts'

export const takeLetter = operation({
  name: 'transfers.take-letter',
  summary: 'Take in the letter of a member who comes from elsewhere, for good or for a time',
  permission: 'member.write',
  input: v.object({
    toUnitId: idField(),
    kind: choiceField(['official', 'temporary']),
    fullName: textField(120),
    birthOn: dayField(),
    cardNumber: v.optional(optionalText(30), null),
    admittedOn: dayField(),
    confirmedOn: v.optional(optionalDay(), null),
    fromPlace: textField(250),
    reason: v.optional(optionalText(40), null),
    letterNumber: textField(60),
    issuedOn: dayField(),
    duesPaidTo: v.optional(optionalDay(), null),
    presentedOn: dayField(),
    untilOn: v.optional(optionalDay(), null),
    lateReason: v.optional(optionalText(500), null),
    note: v.optional(optionalText(1000), null),
  }),
  units: (_, input) => [input.toUnitId],
  constraints: transferConstraints,
  async run(ctx, input) {
    const { presentedOn, issuedOn, kind, untilOn } = input
    if (presentedOn > ctx.today) throw AppError.at('presentedOn', 'transfers.in_future')
    if (presentedOn < issuedOn) throw AppError.at('presentedOn', 'transfers.before_last_step', { on: issuedOn })
    if (input.confirmedOn !== null && input.confirmedOn < input.admittedOn)
      throw AppError.at('confirmedOn', 'members.confirmed_before_admission', { on: input.admittedOn })
    checkBirth(input.birthOn, input.admittedOn)
    await checkedCell(ctx, input.toUnitId, presentedOn, 'toUnitId')
    const rules = await loadRulebook(ctx)
    const late = { code: 'TRANSFER_PRESENT', from: issuedOn, on: presentedOn, reason: input.lateReason }
    const warnings = enforce(judgeLate(rules, workingCalendarOf(rules), late), 'lateReason')
    if (kind === 'temporary') {
      if (untilOn === null) throw AppError.at('untilOn', 'field.required')
      if (untilOn <= presentedOn) throw AppError.at('untilOn', 'transfers.until_past', { on: presentedOn })
      warnings.push(...enforce(judgeStay(rules, { reason: input.reason, from: issuedOn, until: untilOn }), 'untilOn'))
    }
    const id = ctx.newId()
    await ctx.db
      .insertInto('transfer')
      .values({
        tenant_id: ctx.tenantId,
        id,
        kind,
        direction: 'in',
        state: 'presented',
        full_name: input.fullName,
        birth_on: input.birthOn,
        card_number: input.cardNumber,
        admitted_on: input.admittedOn,
        confirmed_on: input.confirmedOn,
        reason: input.reason,
        note: input.note,
        to_unit_id: input.toUnitId,
        from_place: input.fromPlace,
        until_on: kind === 'temporary' ? untilOn : null,
        dues_paid_to: input.duesPaidTo,
        letter_text: input.letterNumber,
        issued_on: issuedOn,
        presented_on: presentedOn,
        late_reason: input.lateReason,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
        changed_at: ctx.now,
      })
      .execute()
    await writeStep(ctx, id, 'issued', issuedOn, input.letterNumber)
    await writeStep(ctx, id, 'presented', presentedOn, input.lateReason)
    ctx.touch(id, input.toUnitId)
    ctx.note({ kind, from: input.fromPlace, presentedOn })
    return { transferId: id, warnings }
  },
})

export const assignCell = operation({
  name: 'transfers.assign-cell',
  summary: 'Say which cell is to receive a member sent by another bloc; its secretary goes on with the case',
  permission: 'member.write',
  input: v.object({ transferId: idField(), version: versionField(), toUnitId: idField() }),
  units: async (ctx, input) => [...(await cellOfCase(ctx, input.transferId, 'guest')), input.toUnitId],
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    if (before.direction !== 'in' || !isOpen(before.state)) throw new AppError('transfers.wrong_state')
    await checkedCell(ctx, input.toUnitId, ctx.today, 'toUnitId')
    await ctx.db
      .updateTable('transfer')
      .set({ to_unit_id: input.toUnitId, version: sql`version + 1`, changed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', before.id)
      .execute()
    ctx.touch(before.id, input.toUnitId)
    ctx.note({ to: input.toUnitId })
    return { transferId: before.id }
  },
})

const { sex, ethnicity, homePlace } = personFields()

export const receiveNewcomer = operation({
  name: 'transfers.receive-newcomer',
  summary:
    'Receive for good a member from elsewhere into a cell, with the record sent by another bloc or with the fields given',
  permission: 'member.write',
  input: v.object({
    transferId: idField(),
    version: versionField(),
    on: dayField(),
    /** The cell, when the letter named none. */
    toUnitId: v.optional(optionalId(), null),
    lateReason: v.optional(optionalText(500), null),
    /** Needed unless the record was sent. */
    sex: v.optional(v.nullable(sex), null),
    ethnicity: v.optional(v.nullable(ethnicity), null),
    homePlace,
    fileNumber: v.optional(optionalText(30), null),
    namesake: flagField(),
  }),
  units: async (ctx, input) => [
    ...(await cellOfCase(ctx, input.transferId, 'guest')),
    ...(input.toUnitId ? [input.toUnitId] : []),
  ],
  constraints: transferConstraints,
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    const { on } = input
    if (before.direction !== 'in' || before.kind === 'temporary') throw new AppError('transfers.wrong_state')
    const unitId = input.toUnitId ?? before.toUnitId
    if (unitId === null) throw AppError.at('toUnitId', 'field.required')
    const lateReason = input.lateReason ?? before.lateReason
    const rules = await loadRulebook(ctx)
    const warnings =
      before.presentedOn === null
        ? enforce(
            judgeLate(rules, workingCalendarOf(rules), {
              code: 'TRANSFER_PRESENT',
              from: before.issuedOn,
              on,
              reason: lateReason,
            }),
            'lateReason',
          )
        : []
    const decisionId = await letterAsPaper(ctx, before)
    await takeStep(ctx, before, { act: 'receive', on, note: input.lateReason }, { to_unit_id: unitId, late_reason: lateReason, decision_id: decisionId }) // prettier-ignore
    const sent = before.otherBloc === null ? null : await openParcel(ctx, before.id)
    const personId = sent?.personId ?? (await newPerson())
    const memberId = await arriveWithin(ctx, {
      personId,
      unitId,
      cardNumber: before.cardNumber,
      fileNumber: sent?.fileNumber ?? input.fileNumber,
      admittedOn: before.admittedOn,
      admissionDecidedOn: sent?.admissionDecidedOn ?? null,
      confirmedOn: before.confirmedOn,
      decidedOn: on,
      effectiveOn: on,
      decisionId,
      fromPlace: before.fromPlace ?? '',
    })
    await ctx.db
      .updateTable('transfer')
      .set({ member_id: memberId })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', before.id)
      .execute()
    const runId = before.otherBloc === null ? null : await ctx.enqueue(TELL_ORIGIN, { transferId: before.id })
    ctx.note({ on, memberId, fromPlace: before.fromPlace })
    return { transferId: before.id, memberId, warnings, runId }

    function newPerson() {
      if (input.sex === null) throw AppError.at('sex', 'field.required')
      if (input.ethnicity === null) throw AppError.at('ethnicity', 'field.required')
      return writePerson(ctx, {
        fullName: before.name,
        birthOn: before.birthOn,
        sex: input.sex,
        ethnicity: input.ethnicity,
        homePlace: input.homePlace,
        education: null,
        theoryLevel: null,
        occupation: null,
        religion: null,
        phone: null,
        citizenId: null,
        namesake: input.namesake,
      })
    }
  },
})
