// Obligations of a regulation: added, changed from a day on, ended. A change keeps what was: periods begun before it stay as they were.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { dayField, idField, optionalDay, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { sensible, spanOf } from './bodies.ts'
import { obligationFacts } from './obligation-fields.ts'
import { countChange, lockRegulation } from './regulation-store.ts'
import { periodOfCode } from './rhythm.ts'

type Facts = { [name in keyof typeof obligationFacts]: v.InferOutput<(typeof obligationFacts)[name]> }

async function checkParties(ctx: ReadContext, regulationId: Id, partyId: Id, toPartyId: Id | null): Promise<void> {
  const sides = await ctx.db
    .selectFrom('regulation_party')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('regulation_id', '=', regulationId)
    .execute()
  const known = (id: Id) => sides.some((side) => side.id === id)
  if (!known(partyId)) throw AppError.at('partyId', 'coordination.unknown_party')
  if (toPartyId !== null && !known(toPartyId)) throw AppError.at('toPartyId', 'coordination.unknown_party')
  if (toPartyId === partyId) throw AppError.at('toPartyId', 'coordination.same_party')
}

async function insert(ctx: Context, regulationId: Id, partyId: Id, facts: Facts, valid: DateRange): Promise<Id> {
  const id = ctx.newId()
  await ctx.db
    .insertInto('obligation')
    .values({
      tenant_id: ctx.tenantId,
      id,
      regulation_id: regulationId,
      party_id: partyId,
      to_party_id: facts.toPartyId,
      kind: facts.kind,
      title: facts.title,
      rhythm: facts.rhythm,
      due_after: facts.dueAfter,
      valid: formatRange(valid),
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })
    .execute()
  ctx.touch(id)
  ctx.note({ title: facts.title, rhythm: facts.rhythm, dueAfter: facts.dueAfter })
  return id
}

export const addObligation = operation({
  name: 'coordination.add-obligation',
  summary: 'Add what one side of a regulation owes: what, to whom, in which rhythm, due when',
  permission: 'coordination.write',
  input: v.object({
    regulationId: idField(),
    partyId: idField(),
    ...obligationFacts,
    /** Owed for the periods that begin on this day or later; without it from the regulation's first day. */
    from: v.optional(optionalDay(), null),
    lastOn: v.optional(optionalDay(), null),
  }),
  async run(ctx, input): Promise<{ obligationId: Id }> {
    const regulation = await lockRegulation(ctx, input.regulationId)
    await checkParties(ctx, regulation.id, input.partyId, input.toPartyId)
    const valid = spanOf(input.from ?? regulation.valid.from, input.lastOn)
    const obligationId = await insert(ctx, regulation.id, input.partyId, input, valid)
    await countChange(ctx, regulation.id)
    return { obligationId }
  },
})

async function lockObligation(ctx: Context, input: { obligationId: Id; version: number }) {
  const row = await ctx.db
    .selectFrom('obligation')
    .select(['id', 'regulation_id', 'party_id', 'title', 'valid', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.obligationId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== input.version) throw new AppError('stale')
  return { ...row, valid: parseRange(row.valid) }
}

/** Closes an obligation: periods that begin on `on` or later are no longer owed by it. Nothing done may lie there. */
async function close(ctx: Context, obligation: Awaited<ReturnType<typeof lockObligation>>, on: Day, field: string) {
  if (sensible(on, field) <= obligation.valid.from) throw AppError.at(field, 'coordination.change_before_start')
  if (obligation.valid.to !== null && on >= obligation.valid.to) throw AppError.at(field, 'coordination.already_ended')
  const done = await ctx.db
    .selectFrom('obligation_done')
    .select('period')
    .where('tenant_id', '=', ctx.tenantId)
    .where('obligation_id', '=', obligation.id)
    .where('state', '<>', 'returned')
    .execute()
  if (done.some(({ period }) => (periodOfCode(period)?.from ?? obligation.valid.from) >= on))
    throw AppError.at(field, 'coordination.change_over_done')
  await ctx.db
    .updateTable('obligation')
    .set({ valid: formatRange({ from: obligation.valid.from, to: on }), version: obligation.version + 1 })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', obligation.id)
    .execute()
  ctx.touch(obligation.id)
}

export const changeObligation = operation({
  name: 'coordination.change-obligation',
  summary: 'Change an obligation from a day on; periods begun before stay as they were',
  permission: 'coordination.write',
  input: v.object({ obligationId: idField(), version: versionField(), from: dayField(), ...obligationFacts }),
  async run(ctx, input): Promise<{ obligationId: Id; regulationId: Id }> {
    const before = await lockObligation(ctx, input)
    await checkParties(ctx, before.regulation_id, before.party_id, input.toPartyId)
    await close(ctx, before, input.from, 'from')
    const valid = { from: input.from, to: before.valid.to }
    const obligationId = await insert(ctx, before.regulation_id, before.party_id, input, valid)
    await countChange(ctx, before.regulation_id)
    ctx.note({ before: before.title, from: input.from })
    return { obligationId, regulationId: before.regulation_id }
  },
})

export const endObligation = operation({
  name: 'coordination.end-obligation',
  summary: 'End an obligation: periods that begin after its last day are no longer owed',
  permission: 'coordination.write',
  input: v.object({ obligationId: idField(), version: versionField(), lastOn: dayField() }),
  async run(ctx, input): Promise<{ obligationId: Id; regulationId: Id }> {
    const before = await lockObligation(ctx, input)
    await close(ctx, before, addDays(sensible(input.lastOn, 'lastOn'), 1), 'lastOn')
    await countChange(ctx, before.regulation_id)
    ctx.note({ title: before.title, lastOn: input.lastOn })
    return { obligationId: before.id, regulationId: before.regulation_id }
  },
})
