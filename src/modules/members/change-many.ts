// Corrects the records of many people at once, as an import of a register does: a few statements for any number of rows. What stood there
// before is given back, so that it can be put back.
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { sealedCitizenId } from './masked.ts'
import { recordColumns } from './record-fields.ts'
import type { RecordValues } from './record-fields.ts'

/** New values of one person; what is left out stays. */
export interface PersonChange {
  personId: Id
  memberId: Id
  record: RecordValues
  /** Masked fields; null empties. */
  masked: { citizenId?: string; phone?: string; religion?: string | null }
}

type Columns = Record<string, unknown>

/** Columns of one person and membership: as they are written, or as they were. */
export interface PersonColumns {
  personId: Id
  memberId: Id
  person: Columns
  member: Columns
}

const columnsOf = (tenantId: Id, { personId, memberId, record, masked }: PersonChange): PersonColumns => ({
  personId,
  memberId,
  person: {
    ...recordColumns('person', record),
    ...(masked.citizenId === undefined ? {} : sealedCitizenId(tenantId, personId, masked.citizenId)),
    ...(masked.phone === undefined ? {} : { phone: masked.phone }),
    ...(masked.religion === undefined ? {} : { religion: masked.religion }),
  },
  member: recordColumns('member', record),
})

/** Bytes travel through JSON in hex, as the database reads them. */
const plain = (columns: Columns): Columns =>
  Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ]),
  )

async function rewrite(ctx: Context, table: 'person' | 'member', rows: { id: Id; columns: Columns }[]) {
  const changed = rows.filter((row) => Object.keys(row.columns).length > 0)
  const names = [...new Set(changed.flatMap((row) => Object.keys(row.columns)))]
  if (names.length === 0) return new Map<Id, Columns>()
  const ids = changed.map((row) => row.id)
  const { rows: stored } = await sql<Columns & { id: Id }>`
    select id, ${sql.join(names.map((name) => sql.ref(name)))} from ${sql.table(table)}
    where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[]) order by id for update`.execute(ctx.db)
  const before = new Map(stored.map((row) => [row.id, row]))
  const next = changed.map(({ id, columns }) => plain({ ...before.get(id), ...columns, id }))
  const sets = sql.join(names.map((name) => sql`${sql.ref(name)} = r.${sql.ref(name)}`))
  await sql`
    update ${sql.table(table)} t set ${sets}, version = t.version + 1, changed_at = ${ctx.now}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(next)}::jsonb) r
    where t.tenant_id = ${ctx.tenantId} and t.id = r.id`.execute(ctx.db)
  return new Map(
    changed.map(({ id, columns }) => {
      const old = before.get(id)
      return [id, plain(Object.fromEntries(Object.keys(columns).map((name) => [name, old?.[name] ?? null])))]
    }),
  )
}

/** Writes columns and counts versions up; gives back the columns as they were, fit for JSON. Six statements at most. */
export async function writeColumns(ctx: Context, changes: readonly PersonColumns[]): Promise<PersonColumns[]> {
  const people = await rewrite(
    ctx,
    'person',
    changes.map(({ personId, person }) => ({ id: personId, columns: person })),
  )
  const members = await rewrite(
    ctx,
    'member',
    changes.map(({ memberId, member }) => ({ id: memberId, columns: member })),
  )
  return changes.map(({ personId, memberId }) => ({
    personId,
    memberId,
    person: people.get(personId) ?? {},
    member: members.get(memberId) ?? {},
  }))
}

/** The same for values of the record and masked fields. */
export const changeMany = (ctx: Context, changes: readonly PersonChange[]): Promise<PersonColumns[]> =>
  writeColumns(
    ctx,
    changes.map((change) => columnsOf(ctx.tenantId, change)),
  )
