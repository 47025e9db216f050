// Money passed up from unit to unit: recorded by who sends, acknowledged by who gets it, taken back with a reason. Beside it what the
// shares say is to be passed for those months.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { ancestorsOf, inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { choiceField, dayField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { CHANNELS } from './dues.ts'
import type { Channel } from './dues.ts'
import { checkPaid, moneyField, monthField } from './dues-fields.ts'

export interface Remittance {
  id: Id
  fromUnitId: Id
  fromName: string
  toUnitId: Id | null
  toName: string | null
  fromMonth: Day
  toMonth: Day
  amount: number
  channel: Channel
  paidOn: Day
  note: string | null
  version: number
  acknowledgedOn: Day | null
  voidReason: string | null
  mayAcknowledge: boolean
}

const ends = async (ctx: ReadContext, id: Id) =>
  ctx.db
    .selectFrom('dues_remittance')
    .select(['from_unit_id as from', 'to_unit_id as to'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()

export const recordRemittance = operation({
  name: 'dues.record-remittance',
  summary: 'Record that a unit passed dues of some months up to the unit above',
  permission: 'dues.write',
  input: v.object({
    unitId: idField(),
    fromMonth: monthField(),
    toMonth: monthField(),
    amount: moneyField(),
    channel: choiceField(CHANNELS),
    paidOn: dayField(),
    note: optionalText(500),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    checkPaid(ctx, input.paidOn)
    if (input.toMonth < input.fromMonth) throw AppError.at('toMonth', 'dues.months_reversed')
    const [above] = await ancestorsOf(ctx, input.unitId, ctx.today)
    const id = ctx.newId()
    await ctx.db
      .insertInto('dues_remittance')
      .values({
        tenant_id: ctx.tenantId,
        id,
        from_unit_id: input.unitId,
        to_unit_id: above?.id ?? null,
        from_month: input.fromMonth,
        to_month: input.toMonth,
        amount: input.amount,
        channel: input.channel,
        paid_on: input.paidOn,
        note: input.note,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id, input.unitId)
    ctx.note({ amount: input.amount, from: input.fromMonth, to: input.toMonth })
    return { remittanceId: id, unitId: input.unitId }
  },
})

async function lock(ctx: Context, id: Id, version: number) {
  const row = await ctx.db
    .selectFrom('dues_remittance')
    .select([
      'id',
      'from_unit_id as unitId',
      'to_unit_id as toUnitId',
      'version',
      'acknowledged_on as acknowledgedOn',
      'paid_on as paidOn',
      'voided_at as voidedAt',
    ]) // prettier-ignore
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw new AppError('stale')
  if (row.voidedAt !== null) throw new AppError('dues.voided_already')
  return row
}

export const acknowledgeRemittance = operation({
  name: 'dues.acknowledge-remittance',
  summary: 'Say that money passed up has come; by the unit above',
  permission: 'dues.write',
  input: v.object({ remittanceId: idField(), version: versionField(), on: dayField() }),
  async units(ctx, input) {
    const row = await ends(ctx, input.remittanceId)
    // What left the bloc is acknowledged by the level above: its paper is kept by the top unit.
    return row ? [row.to ?? row.from] : []
  },
  async run(ctx, input) {
    const row = await lock(ctx, input.remittanceId, input.version)
    if (row.acknowledgedOn !== null) throw new AppError('dues.acknowledged_already')
    if (input.on < row.paidOn) throw AppError.at('on', 'dues.acknowledged_before')
    if (input.on > ctx.today) throw AppError.at('on', 'dues.paid_in_future')
    await ctx.db
      .updateTable('dues_remittance')
      .set({ acknowledged_on: input.on, acknowledged_by: ctx.actor.accountId, version: row.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', row.id)
      .execute()
    ctx.touch(row.id, row.unitId)
    return { remittanceId: row.id, unitId: row.unitId }
  },
})

export const voidRemittance = operation({
  name: 'dues.void-remittance',
  summary: 'Take back a passing up that was entered wrongly, with the reason; not once it was acknowledged',
  permission: 'dues.write',
  input: v.object({ remittanceId: idField(), version: versionField(), reason: textField(500) }),
  async units(ctx, input) {
    const row = await ends(ctx, input.remittanceId)
    return row ? [row.from] : []
  },
  async run(ctx, input) {
    const row = await lock(ctx, input.remittanceId, input.version)
    if (row.acknowledgedOn !== null) throw new AppError('dues.acknowledged_already')
    await ctx.db
      .updateTable('dues_remittance')
      .set({ voided_at: ctx.now, void_reason: input.reason, version: row.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', row.id)
      .execute()
    ctx.touch(row.id, row.unitId)
    ctx.note({ reason: input.reason })
    return { remittanceId: row.id, unitId: row.unitId }
  },
})

export const listRemittances = query({
  name: 'dues.list-remittances',
  summary: 'Money passed up by the units at and below one, whose months touch those asked for, newest first',
  permission: 'dues.read',
  input: v.object({ unitId: idField(), fromMonth: monthField(), toMonth: monthField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const { rows } = await sql<Omit<Remittance, 'fromName' | 'toName' | 'mayAcknowledge'>>`
      select r.id, r.from_unit_id as "fromUnitId", r.to_unit_id as "toUnitId", r.from_month as "fromMonth", r.to_month as "toMonth",
             r.amount, r.channel, r.paid_on as "paidOn", r.note, r.version, r.acknowledged_on as "acknowledgedOn", r.void_reason as "voidReason"
      from dues_remittance r
      where r.tenant_id = ${ctx.tenantId} and r.from_month <= ${input.toMonth}::date and r.to_month >= ${input.fromMonth}::date
        and ${isUnder(ctx, [input.unitId], ctx.today, 'r.from_unit_id')} and ${inScope(ctx, 'dues.read', ctx.today, 'r.from_unit_id')}
      order by r.paid_on desc, r.id desc
      limit 500`.execute(ctx.db)
    const names = await namesOn(ctx, rows.flatMap((row) => [row.fromUnitId, ...(row.toUnitId ? [row.toUnitId] : [])]), ctx.today) // prettier-ignore
    const receivers = [...new Set(rows.map((row) => row.toUnitId ?? row.fromUnitId))]
    const mine = new Set<Id>()
    for (const id of receivers) if (await ctx.actor.covers(ctx.db, 'dues.write', [id])) mine.add(id)
    return rows.map((row): Remittance => ({
      ...row,
      fromName: names.get(row.fromUnitId)?.name ?? '',
      toName: row.toUnitId ? (names.get(row.toUnitId)?.name ?? '') : null,
      mayAcknowledge:
        row.acknowledgedOn === null && row.voidReason === null && mine.has(row.toUnitId ?? row.fromUnitId),
    }))
  },
})
