// Cells where members live: outside the bloc, each below the committee of its commune or ward (a body outside of coordination).
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { addDays } from '#kernel/day.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { idField, optionalDay, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

const facts = () => ({
  name: textField(200),
  contactName: v.optional(optionalText(120), null),
  phone: v.optional(optionalText(40), null),
  email: v.optional(optionalText(200), null),
})

export const cellConstraints = {
  residence_cell_name: { code: 'residence.cell_taken', field: 'name' },
  residence_cell_tenant_id_body_id_fkey: { code: 'field.id', field: 'bodyId' },
}

/** Throws residence.unknown_body unless the committee is on file. */
async function checkBody(ctx: Context, bodyId: Id): Promise<void> {
  const body = await ctx.db
    .selectFrom('external_body')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', bodyId)
    .where('kind', '=', 'local_committee')
    .executeTakeFirst()
  if (!body) throw AppError.at('bodyId', 'residence.unknown_body')
}

export const addCell = operation({
  name: 'residence.add-cell',
  summary: 'Add a cell where members live, below the committee of its commune or ward',
  permission: 'member.write',
  /** `unitId`: the unit for whose members it is added; the cell is there for all. */
  input: v.object({ unitId: idField(), bodyId: idField(), ...facts() }),
  units: (_, input) => [input.unitId],
  constraints: cellConstraints,
  async run(ctx, input): Promise<{ cellId: Id }> {
    await checkBody(ctx, input.bodyId)
    const id = ctx.newId()
    await ctx.db
      .insertInto('residence_cell')
      .values({
        tenant_id: ctx.tenantId,
        id,
        body_id: input.bodyId,
        name: input.name,
        folded: fold(input.name),
        contact_name: input.contactName,
        phone: input.phone,
        email: input.email,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id)
    ctx.note({ name: input.name })
    return { cellId: id }
  },
})

const MOST = 5000

interface NewCell {
  bodyId: Id
  name: string
  contactName?: string | null
  phone?: string | null
  email?: string | null
}

/**
 * The cells of these names below their committees, new ones added; ids in the order given. Three statements.
 * Throws residence.unknown_body at `rows.<n>.bodyId`.
 */
export async function ensureCells(ctx: Context, cells: readonly NewCell[]): Promise<{ ids: Id[]; added: number }> {
  const bodies = await ctx.db
    .selectFrom('external_body')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('kind', '=', 'local_committee')
    .execute()
  const known = await ctx.db
    .selectFrom('residence_cell')
    .select(['id', 'body_id', 'folded'])
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
  const committees = new Set(bodies.map((body) => body.id))
  const taken = new Map(known.map((cell) => [`${cell.body_id} ${cell.folded}`, cell.id]))
  const fresh: { id: Id; folded: string; cell: NewCell }[] = []
  const ids = cells.map((cell, n) => {
    if (!committees.has(cell.bodyId)) throw AppError.at(`rows.${n}.bodyId`, 'residence.unknown_body')
    const folded = fold(cell.name)
    const key = `${cell.bodyId} ${folded}`
    const there = taken.get(key)
    if (there) return there
    const id = ctx.newId()
    taken.set(key, id)
    fresh.push({ id, folded, cell })
    return id
  })
  await insertRows(
    ctx.db,
    'residence_cell',
    fresh.map(({ id, folded, cell }) => ({
      tenant_id: ctx.tenantId,
      id,
      body_id: cell.bodyId,
      name: cell.name,
      folded,
      contact_name: cell.contactName ?? null,
      phone: cell.phone ?? null,
      email: cell.email ?? null,
      version: 1,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })),
  )
  return { ids, added: fresh.length }
}

export const importCells = operation({
  name: 'residence.import-cells',
  summary: 'Add many cells where members live; those known by name below their committee are left as they are',
  permission: 'member.write',
  input: v.object({
    unitId: idField(),
    rows: v.pipe(v.array(v.object({ bodyId: idField(), ...facts() })), v.maxLength(MOST, `field.too_long:${MOST}`)),
  }),
  units: (_, input) => [input.unitId],
  constraints: cellConstraints,
  async run(ctx, input): Promise<{ added: number; known: number }> {
    const { added } = await ensureCells(ctx, input.rows)
    ctx.note({ added })
    return { added, known: input.rows.length - added }
  },
})

export const editCell = operation({
  name: 'residence.edit-cell',
  summary: 'Correct name and contact of a cell where members live, or end it with its last day',
  permission: 'member.write',
  input: v.object({ cellId: idField(), version: versionField(), lastOn: v.optional(optionalDay(), null), ...facts() }),
  constraints: cellConstraints,
  async run(ctx, input): Promise<{ cellId: Id }> {
    const cell = await ctx.db
      .selectFrom('residence_cell')
      .select(['id', 'name', 'version'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.cellId)
      .forUpdate()
      .executeTakeFirst()
    if (!cell) throw notFound()
    if (cell.version !== input.version) throw new AppError('stale')
    const endedOn = input.lastOn === null ? null : addDays(input.lastOn, 1)
    if (endedOn !== null) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from residence_link
        where tenant_id = ${ctx.tenantId} and residence_cell_id = ${cell.id} and voided_at is null
          and (upper(valid) is null or upper(valid) > ${endedOn}::date)`.execute(ctx.db)
      if ((rows[0]?.n ?? 0) > 0) throw AppError.at('lastOn', 'residence.cell_in_use', { count: rows[0]?.n ?? 0 })
    }
    await ctx.db
      .updateTable('residence_cell')
      .set({
        name: input.name,
        folded: fold(input.name),
        contact_name: input.contactName,
        phone: input.phone,
        email: input.email,
        ended_on: endedOn,
        version: cell.version + 1,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', cell.id)
      .execute()
    ctx.touch(cell.id)
    ctx.note({ name: input.name, before: cell.name })
    return { cellId: cell.id }
  },
})
