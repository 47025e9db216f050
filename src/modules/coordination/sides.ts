// Sides come to a regulation and leave it; two stay, one of them ours, as long as it holds.
import { contains, formatRange, parseRange } from '#kernel/date-range.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { dayField, idField, optionalId, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { spanOf } from './bodies.ts'
import { checkSides } from './record-regulation.ts'
import { countChange, lockRegulation } from './regulation-store.ts'

export const addParty = operation({
  name: 'coordination.add-party',
  summary: 'Add a side to a regulation: a unit of the bloc or a body outside',
  permission: 'coordination.write',
  input: v.object({
    regulationId: idField(),
    version: versionField(),
    unitId: v.optional(optionalId(), null),
    externalId: v.optional(optionalId(), null),
    from: dayField(),
  }),
  constraints: {
    regulation_party_tenant_id_regulation_id_unit_id_key: { code: 'coordination.party_taken' },
    regulation_party_tenant_id_regulation_id_external_id_key: { code: 'coordination.party_taken' },
  },
  async run(ctx, input): Promise<{ partyId: Id }> {
    const regulation = await lockRegulation(ctx, input.regulationId, input.version)
    const { unitId, externalId, from } = input
    if ((unitId === null) === (externalId === null)) throw AppError.at('externalId', 'coordination.one_party')
    if (regulation.valid.to !== null && from >= regulation.valid.to)
      throw AppError.at('from', 'coordination.already_ended')
    const valid = { from, to: null }
    await checkSides(ctx, unitId ? [unitId] : [], externalId ? [externalId] : [], valid, {
      unit: 'unitId',
      external: 'externalId',
    })
    const last = await ctx.db
      .selectFrom('regulation_party')
      .select(({ fn }) => fn.max('ordinal').as('ordinal'))
      .where('tenant_id', '=', ctx.tenantId)
      .where('regulation_id', '=', regulation.id)
      .executeTakeFirst()
    const id = ctx.newId()
    await ctx.db
      .insertInto('regulation_party')
      .values({
        tenant_id: ctx.tenantId,
        id,
        regulation_id: regulation.id,
        unit_id: unitId,
        external_id: externalId,
        ordinal: (last?.ordinal ?? 0) + 1,
        valid: formatRange(valid),
      })
      .execute()
    await countChange(ctx, regulation.id)
    ctx.touch(id)
    ctx.note({ number: regulation.number, from })
    return { partyId: id }
  },
})

export const endParty = operation({
  name: 'coordination.end-party',
  summary: 'Let a side leave a regulation after its last day; what it owes from then on is owed no more',
  permission: 'coordination.write',
  input: v.object({ regulationId: idField(), partyId: idField(), version: versionField(), lastOn: dayField() }),
  async run(ctx, input): Promise<{ partyId: Id }> {
    const regulation = await lockRegulation(ctx, input.regulationId, input.version)
    const sides = await ctx.db
      .selectFrom('regulation_party')
      .select(['id', 'unit_id', 'valid'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('regulation_id', '=', regulation.id)
      .execute()
    const leaving = sides.find((side) => side.id === input.partyId)
    if (!leaving) throw notFound()
    const before = parseRange(leaving.valid)
    const valid = spanOf(before.from, input.lastOn)
    if (before.to !== null && valid.to !== null && before.to <= valid.to)
      throw AppError.at('lastOn', 'coordination.already_ended')
    const after = valid.to
    if (after !== null && contains(regulation.valid, after)) {
      const left = sides.filter((side) => side.id !== leaving.id && contains(parseRange(side.valid), after))
      if (left.length < 2 || !left.some((side) => side.unit_id !== null))
        throw AppError.at('lastOn', 'coordination.last_party')
    }
    await ctx.db
      .updateTable('regulation_party')
      .set({ valid: formatRange(valid) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', leaving.id)
      .execute()
    await countChange(ctx, regulation.id)
    ctx.touch(leaving.id)
    ctx.note({ number: regulation.number, lastOn: input.lastOn })
    return { partyId: leaving.id }
  },
})
