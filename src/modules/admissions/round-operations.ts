// A round of admissions or confirmations: opened with its days, filled with dossiers that are ready, changed or called off.
import { AppError } from '#kernel/errors.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { choiceField, idField, optionalDay, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { changeRound, itemsOfRound, lockRound, readyFor, ROUND_PURPOSES, unitOfRound } from './round-store.ts'

const days = {
  name: textField(200),
  sittingOn: v.optional(optionalDay(), null),
  ceremonyOn: v.optional(optionalDay(), null),
}

const checkDays = ({ sittingOn, ceremonyOn }: { sittingOn: string | null; ceremonyOn: string | null }) => {
  if (sittingOn && ceremonyOn && ceremonyOn < sittingOn) throw AppError.at('ceremonyOn', 'admissions.ceremony_first')
}

export const openRound = operation({
  name: 'admissions.open-round',
  summary: 'Open a round: dossiers to be decided in one sitting',
  permission: 'member.write',
  input: v.object({ unitId: idField(), purpose: choiceField(ROUND_PURPOSES), ...days }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    checkDays(input)
    const unit = await nameOn(ctx, input.unitId, ctx.today)
    if (unit?.kind !== 'bloc' && unit?.kind !== 'grassroots_committee')
      throw AppError.at('unitId', 'admissions.round_unit')
    const id = ctx.newId()
    await ctx.db
      .insertInto('admission_round')
      .values({
        tenant_id: ctx.tenantId,
        id,
        unit_id: input.unitId,
        purpose: input.purpose,
        name: input.name,
        sitting_on: input.sittingOn,
        ceremony_on: input.ceremonyOn,
        state: 'open',
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id, input.unitId)
    ctx.note({ name: input.name, purpose: input.purpose })
    return { roundId: id }
  },
})

export const editRound = operation({
  name: 'admissions.edit-round',
  summary: 'Change the name and the planned days of a round',
  permission: 'member.write',
  input: v.object({ roundId: idField(), version: versionField(), ...days }),
  units: unitOfRound,
  async run(ctx, input) {
    checkDays(input)
    const round = await lockRound(ctx, input.roundId, input.version)
    const { name, sittingOn, ceremonyOn } = input
    const version = await changeRound(ctx, round, { name, sitting_on: sittingOn, ceremony_on: ceremonyOn })
    ctx.touch(round.id)
    ctx.note({
      before: { name: round.name, sittingOn: round.sittingOn, ceremonyOn: round.ceremonyOn },
      after: { name, sittingOn, ceremonyOn },
    })
    return { roundId: round.id, version }
  },
})

export const cancelRound = operation({
  name: 'admissions.cancel-round',
  summary: 'Call a round off; its dossiers are free again',
  permission: 'member.write',
  input: v.object({ roundId: idField(), version: versionField(), reason: textField(500) }),
  units: unitOfRound,
  async run(ctx, input) {
    const round = await lockRound(ctx, input.roundId, input.version)
    const version = await changeRound(ctx, round, { state: 'cancelled' })
    ctx.touch(round.id)
    ctx.note({ reason: input.reason })
    return { roundId: round.id, version }
  },
})

/** Ids ticked on a form: `pick.<id>=1`. */
const picked = () =>
  v.pipe(
    v.optional(v.record(v.pipe(v.string(), v.uuid('field.id')), v.string()), {}),
    v.transform((marks) => Object.keys(marks)),
  )

export const fillRound = operation({
  name: 'admissions.fill-round',
  summary: 'Put dossiers that wait for a decision into a round',
  permission: 'member.write',
  input: v.object({ roundId: idField(), version: versionField(), pick: picked() }),
  units: unitOfRound,
  async run(ctx, input) {
    const round = await lockRound(ctx, input.roundId, input.version)
    if (input.pick.length === 0) throw new AppError('admissions.nobody_picked')
    const ready = await readyFor(ctx, round.unitId, round.purpose)
    const wanted = ready.filter((each) => input.pick.includes(each.id))
    if (wanted.length < input.pick.length)
      throw new AppError('admissions.not_ready', { count: input.pick.length - wanted.length })
    const last = (await itemsOfRound(ctx, round.id)).at(-1)?.ordinal ?? 0
    await ctx.db
      .insertInto('admission_round_item')
      .values(
        wanted.map((each, at) => ({
          tenant_id: ctx.tenantId,
          round_id: round.id,
          dossier_id: each.id,
          ordinal: last + at + 1,
          recorded_at: ctx.now,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'round_id', 'dossier_id'])
          .doUpdateSet((eb) => ({ removed_at: null, ordinal: eb.ref('excluded.ordinal') })),
      )
      .execute()
    const version = await changeRound(ctx, round, {})
    ctx.touch(round.id, ...wanted.map((each) => each.id))
    return { roundId: round.id, version, count: wanted.length }
  },
})

export const takeOut = operation({
  name: 'admissions.take-out',
  summary: 'Take dossiers out of a round before its sitting',
  permission: 'member.write',
  input: v.object({ roundId: idField(), version: versionField(), pick: picked() }),
  units: unitOfRound,
  async run(ctx, input) {
    const round = await lockRound(ctx, input.roundId, input.version)
    if (input.pick.length === 0) throw new AppError('admissions.nobody_picked')
    await ctx.db
      .updateTable('admission_round_item')
      .set({ removed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('round_id', '=', round.id)
      .where('dossier_id', '=', sql<string>`any(${input.pick}::uuid[])`)
      .execute()
    const version = await changeRound(ctx, round, {})
    ctx.touch(round.id, ...input.pick)
    return { roundId: round.id, version }
  },
})
