// The masked fields of one person: read for reveal-field, written by whoever edits the record.
import type { Id } from '#kernel/ids.ts'
import { notFound } from '#kernel/errors.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { maskedReader, openCitizenId, openField, SEALED_FIELDS, sealField } from './masked.ts'
import type { SealedField } from './masked.ts'

async function personRow(ctx: ReadContext, personId: Id) {
  const row = await ctx.db
    .selectFrom('person')
    .select(['id', 'phone', 'religion', 'citizen_id_sealed as sealed'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

maskedReader('citizen_id', async (ctx, personId) =>
  openCitizenId(ctx.tenantId, personId, (await personRow(ctx, personId)).sealed),
)
maskedReader('phone', async (ctx, personId) => (await personRow(ctx, personId)).phone)
maskedReader('religion', async (ctx, personId) => (await personRow(ctx, personId)).religion)

for (const field of SEALED_FIELDS)
  maskedReader(field, async (ctx, personId) => {
    const row = await ctx.db
      .selectFrom('person_sealed')
      .select('value_sealed')
      .where('tenant_id', '=', ctx.tenantId)
      .where('person_id', '=', personId)
      .where('field', '=', field)
      .executeTakeFirst()
    return row?.value_sealed ? openField(ctx.tenantId, personId, field, row.value_sealed) : null
  })

/** Writes sealed texts of one person; null empties one. One statement. */
export async function writeSealed(
  ctx: Context,
  personId: Id,
  values: Readonly<Partial<Record<SealedField, string | null>>>,
): Promise<void> {
  const rows = SEALED_FIELDS.flatMap((field) => {
    const text = values[field]
    return text === undefined
      ? []
      : [
          {
            tenant_id: ctx.tenantId,
            person_id: personId,
            field,
            value_sealed: text === null ? null : sealField(ctx.tenantId, personId, field, text),
            changed_at: ctx.now,
            changed_by: ctx.actor.accountId,
          },
        ]
  })
  if (rows.length === 0) return
  await ctx.db
    .insertInto('person_sealed')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'person_id', 'field']).doUpdateSet({
        value_sealed: sql`excluded.value_sealed`,
        changed_at: ctx.now,
        changed_by: ctx.actor.accountId,
      }),
    )
    .execute()
}
