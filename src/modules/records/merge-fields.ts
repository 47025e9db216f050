// Where two records of one person differ, and which value goes on. Open values are kept on record on both sides; masked ones are
// named, never told: the one that does not go on stays under the seal of the record that is closed.
import type { Id } from '#kernel/ids.ts'
import {
  openCitizenId,
  openField,
  recordFields,
  SEALED_FIELDS,
  sealedCitizenId,
  sealField,
} from '#modules/members/members.server.ts'
import type { DB } from '#platform/db/schema.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Side } from './merge-spans.ts'

export type PersonRow = Selectable<DB['person']>
export type MemberRow = Selectable<DB['member']>

export interface FieldChoice {
  readonly field: string
  /** As stored; null on both sides for a masked field. */
  readonly kept: unknown
  readonly merged: unknown
  readonly masked: boolean
  /** The merged record's value goes on. */
  readonly taken: boolean
}

const ON_PERSON = [
  ...recordFields.filter(({ of }) => of === 'person').map(({ name, column }) => ({ name: name as string, column })),
  { name: 'photo', column: 'photo_id' },
]
const ON_MEMBER = [
  ...recordFields.filter(({ of }) => of === 'member').map(({ name, column }) => ({ name: name as string, column })),
  { name: 'admittedOn', column: 'admitted_on' },
  { name: 'admissionDecidedOn', column: 'admission_decided_on' },
  { name: 'confirmedOn', column: 'confirmed_on' },
]
const PERSON_MASKED = ['religion', 'phone', 'citizen_id'] as const

const empty = (value: unknown) => value === null || value === undefined || value === false
const columnsOf = (row: object) => row as Readonly<Record<string, unknown>>

/** What differs; a value only one of them has always goes on, else the kept one unless the other was chosen. */
function differing(
  kept: object,
  merged: object,
  fields: readonly { name: string; column: string }[],
  choices: Readonly<Record<string, Side>>,
): FieldChoice[] {
  return fields.flatMap(({ name, column }) => {
    const [a, b] = [columnsOf(kept)[column] ?? null, columnsOf(merged)[column] ?? null]
    if (a === b || empty(b)) return []
    return [{ field: name, kept: a, merged: b, masked: false, taken: empty(a) || choices[name] === 'merged' }]
  })
}

export const differingPerson = (kept: PersonRow, merged: PersonRow, choices: Readonly<Record<string, Side>>) =>
  differing(kept, merged, ON_PERSON, choices)

export const differingMember = (kept: MemberRow, merged: MemberRow, choices: Readonly<Record<string, Side>>) =>
  differing(kept, merged, ON_MEMBER, choices)

const columnOf = new Map([...ON_PERSON, ...ON_MEMBER].map(({ name, column }) => [name, column]))
const withName = (row: object, columns: Record<string, unknown>) =>
  'full_name' in columns
    ? { ...columns, folded: columnsOf(row)['folded'], sort_key: columnsOf(row)['sort_key'] }
    : columns

/** Columns of the kept row for what was taken from the merged one. */
export const takenColumns = (choices: readonly FieldChoice[], merged: object): Record<string, unknown> =>
  withName(
    merged,
    Object.fromEntries(
      choices
        .filter(({ taken, masked }) => taken && !masked)
        .map(({ field, merged: value }) => [columnOf.get(field) as string, value]),
    ),
  )

/** Columns of the kept row for taking it back: only where what was taken still stands there. */
export const restoredColumns = (choices: readonly FieldChoice[], now: object, of: 'person' | 'member') =>
  Object.fromEntries(
    choices
      .filter(({ field }) => (of === 'person' ? ON_PERSON : ON_MEMBER).some(({ name }) => name === field))
      .filter(
        ({ taken, masked, field, merged }) =>
          taken && !masked && columnsOf(now)[columnOf.get(field) as string] === merged,
      )
      .map(({ field, kept }) => [columnOf.get(field) as string, kept]),
  )

async function sealedTexts(ctx: ReadContext, personId: Id): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('person_sealed')
    .select(['field', 'value_sealed'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('person_id', '=', personId)
    .execute()
  return new Map(
    SEALED_FIELDS.flatMap((field) => {
      const sealed = rows.find((row) => row.field === field)?.value_sealed
      return sealed ? [[field as string, openField(ctx.tenantId, personId, field, sealed)] as const] : []
    }),
  )
}

/** Masked values of one person, opened: only for moving them. */
async function maskedOf(ctx: ReadContext, row: PersonRow): Promise<Map<string, string | null>> {
  return new Map<string, string | null>([
    ['religion', row.religion],
    ['phone', row.phone],
    ['citizen_id', openCitizenId(ctx.tenantId, row.id, row.citizen_id_sealed)],
    ...(await sealedTexts(ctx, row.id)),
  ])
}

/** Masked fields in which both have something, and something else: by name. */
export async function maskedDifferences(ctx: ReadContext, kept: PersonRow, merged: PersonRow): Promise<string[]> {
  const [a, b] = [await maskedOf(ctx, kept), await maskedOf(ctx, merged)]
  return [...PERSON_MASKED, ...SEALED_FIELDS].filter((field) => {
    const [own, other] = [a.get(field) ?? null, b.get(field) ?? null]
    return own !== null && other !== null && own !== other
  })
}

async function writeMasked(ctx: Context, personId: Id, values: ReadonlyMap<string, string | null>): Promise<void> {
  const columns = {
    ...(values.has('religion') ? { religion: values.get('religion') ?? null } : {}),
    ...(values.has('phone') ? { phone: values.get('phone') ?? null } : {}),
    ...(values.has('citizen_id') ? sealedCitizenId(ctx.tenantId, personId, values.get('citizen_id') ?? null) : {}),
  }
  if (Object.keys(columns).length > 0)
    await ctx.db
      .updateTable('person')
      .set(columns)
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', personId)
      .execute()
  const rows = SEALED_FIELDS.flatMap((field) => {
    if (!values.has(field)) return []
    const text = values.get(field) ?? null
    const value_sealed = text === null ? null : sealField(ctx.tenantId, personId, field, text)
    const saved = { value_sealed, changed_at: ctx.now, changed_by: ctx.actor.accountId }
    return [{ tenant_id: ctx.tenantId, person_id: personId, field, ...saved }]
  })
  if (rows.length > 0)
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

/**
 * Gives the kept record the masked values that go on. Where it had one of its own, that one goes to the closed record in exchange:
 * nothing is lost, and taking it back is the same exchange. Returns what differed, by name only.
 */
export async function exchangeMasked(
  ctx: Context,
  kept: PersonRow,
  merged: PersonRow,
  choices: Readonly<Record<string, Side>>,
): Promise<FieldChoice[]> {
  const [a, b] = [await maskedOf(ctx, kept), await maskedOf(ctx, merged)]
  const done: FieldChoice[] = []
  const [toKept, toMerged] = [new Map<string, string | null>(), new Map<string, string | null>()]
  for (const field of [...PERSON_MASKED, ...SEALED_FIELDS]) {
    const [own, other] = [a.get(field) ?? null, b.get(field) ?? null]
    if (other === null || own === other) continue
    const taken = own === null || choices[field] === 'merged'
    done.push({ field, kept: null, merged: null, masked: true, taken })
    if (!taken) continue
    toKept.set(field, other)
    toMerged.set(field, own)
  }
  await writeMasked(ctx, kept.id, toKept)
  await writeMasked(ctx, merged.id, toMerged)
  return done
}

/** The same exchange back. */
export async function exchangeBack(
  ctx: Context,
  kept: PersonRow,
  merged: PersonRow,
  choices: readonly FieldChoice[],
): Promise<void> {
  const [a, b] = [await maskedOf(ctx, kept), await maskedOf(ctx, merged)]
  const fields = choices.filter(({ masked, taken }) => masked && taken).map(({ field }) => field)
  await writeMasked(ctx, merged.id, new Map(fields.map((field) => [field, a.get(field) ?? null])))
  await writeMasked(ctx, kept.id, new Map(fields.map((field) => [field, b.get(field) ?? null])))
}
