// The record of a member as it travels to another bloc of this installation: every row of it as it is, the seals opened and set again
// for the receiving bloc, papers' files named (their content is kept once for the whole installation). Ids stay the same, so that whoever
// comes back is known again; papers of decisions stay at home.
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { resealedCitizenId, resealedField } from '#modules/members/members.server.ts'
import { resealedDetails } from '#modules/records/records.server.ts'
import { seal, unseal } from '#platform/sealed.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'

type Row = Record<string, unknown>

export interface Parcel {
  personId: Id
  fileNumber: string | null
  admissionDecidedOn: string | null
  /** Rows without their bloc, in the order in which they may be written. */
  tables: { name: ParcelTable; key: readonly string[]; rows: Row[] }[]
}

/** Tables of a record: how its rows are found (`p` is the person's id) and their key. */
const TABLES = {
  file: {
    key: ['id'],
    where: sql`r.id in (
      select d.file_id from record_document d where d.tenant_id = r.tenant_id and d.person_id = p.id
      union select s.photo_id from person s where s.tenant_id = r.tenant_id and s.id = p.id)`,
  },
  person: { key: ['id'], where: sql`r.id = p.id` },
  person_sealed: { key: ['person_id', 'field'], where: sql`r.person_id = p.id` },
  record_section: { key: ['person_id', 'section'], where: sql`r.person_id = p.id` },
  record_entry: { key: ['id'], where: sql`r.person_id = p.id` },
  record_document: { key: ['id'], where: sql`r.person_id = p.id` },
} as const
type ParcelTable = keyof typeof TABLES

const bytes = (value: unknown): Buffer => Buffer.from(String(value).slice(2), 'hex')
const text = (value: Buffer): string => `\\x${value.toString('hex')}`

/** Seals hold for one bloc: each is opened under the old one and set under the new one. */
function resealed(table: ParcelTable, row: Row, from: Id, into: Id): Row {
  const { decision_id: decision, ...rest } = row
  const kept: Row = decision === undefined ? row : { ...rest, decision_id: null }
  const change = (column: string, again: (sealed: Buffer) => Buffer): Row =>
    typeof kept[column] === 'string' ? { ...kept, [column]: text(again(bytes(kept[column]))) } : kept
  if (table === 'person')
    return change('citizen_id_sealed', (sealed) => resealedCitizenId(String(row['id']), from, into, sealed))
  if (table === 'person_sealed')
    return change('value_sealed', (sealed) =>
      resealedField(String(row['person_id']), String(row['field']), from, into, sealed),
    )
  if (table === 'record_entry')
    return change('details_sealed', (sealed) => resealedDetails(String(row['id']), from, into, sealed))
  return kept
}

/** Reads a member's record in the bloc `from` (the transaction's), made for the bloc `into`. Throws not_found. */
export async function readParcel(db: Db, memberId: Id, from: Id, into: Id): Promise<Parcel> {
  const member = await db
    .selectFrom('member as m')
    .select(['m.person_id as personId', 'm.file_number as fileNumber', 'm.admission_decided_on as known'])
    .select((select) =>
      select
        .selectFrom('member_event as e')
        .select('e.decided_on')
        .where('e.tenant_id', '=', from)
        .whereRef('e.member_id', '=', 'm.id')
        .where('e.kind', '=', 'admission')
        .where('e.voided_at', 'is', null)
        .limit(1)
        .as('decidedOn'),
    )
    .where('m.tenant_id', '=', from)
    .where('m.id', '=', memberId)
    .executeTakeFirst()
  if (!member) throw notFound()
  const tables: Parcel['tables'] = []
  for (const [name, { key, where }] of Object.entries(TABLES) as [ParcelTable, (typeof TABLES)[ParcelTable]][]) {
    const { rows } = await sql<{ row: Row }>`
      select to_jsonb(r) - 'tenant_id' as row from ${sql.table(name)} r
      cross join (select ${member.personId}::uuid as id) p
      where r.tenant_id = ${from} and ${where}`.execute(db)
    tables.push({ name, key, rows: rows.map(({ row }) => resealed(name, row, from, into)) })
  }
  const { personId, fileNumber, known, decidedOn } = member
  return { personId, fileNumber, admissionDecidedOn: decidedOn ?? known, tables }
}

/** Writes the rows of a parcel in the bloc `into` (the transaction's); of what is there already, the newer record stands. */
export async function writeParcel(db: Db, into: Id, parcel: Parcel): Promise<void> {
  for (const { name, key, rows } of parcel.tables) {
    if (rows.length === 0 || !(name in TABLES)) continue
    const columns = Object.keys(rows[0] as Row)
    const list = sql.join(columns.map((column) => sql.ref(column)))
    const set = columns.filter((column) => !key.includes(column))
    await sql`
      insert into ${sql.table(name)} (tenant_id, ${list})
      select ${into}::uuid, ${list} from jsonb_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(rows)}::jsonb)
      on conflict (tenant_id, ${sql.join(key.map((column) => sql.ref(column)))})
      do update set ${sql.join(set.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`))}`.execute(db)
  }
}

const bindingOf = (into: Id, transferId: Id): string => `transfer parcel ${into} ${transferId}`

/** Sealed for the receiving bloc and this case; nobody else opens it. */
export const sealParcel = (parcel: Parcel, into: Id, transferId: Id): Buffer =>
  seal(JSON.stringify(parcel), bindingOf(into, transferId))

export const unsealParcel = (sealed: Uint8Array, into: Id, transferId: Id): Parcel =>
  JSON.parse(unseal(sealed, bindingOf(into, transferId))) as Parcel
