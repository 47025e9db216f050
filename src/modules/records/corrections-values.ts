// What stands in a record, by the fields of the form that edits it: what a request is compared with, and what it is carried out upon.
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import {
  editPerson,
  openCitizenId,
  openField,
  recordFields,
  recordOf,
  SEALED_FIELDS,
} from '#modules/members/members.server.ts'
import type { MaskedValue, SealedField } from '#modules/members/members.server.ts'
import { validate } from '#platform/operation/execute.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import type { Change, Value, Values } from './corrections.ts'

/** Fields that few may read, by their names in the form. */
export const MASKED_INPUTS = {
  religion: 'religion',
  phone: 'phone',
  citizenId: 'citizen_id',
  health: 'health',
  income: 'income',
  property: 'property',
  historyNotes: 'history_notes',
} as const satisfies Record<string, MaskedValue>
export type MaskedInput = keyof typeof MASKED_INPUTS
const masked: readonly [string, MaskedValue][] = Object.entries(MASKED_INPUTS)

export const isMaskedInput = (field: string): field is MaskedInput => Object.hasOwn(MASKED_INPUTS, field)

/** What the committee certifies is not the member's to ask. */
const CERTIFIED: readonly string[] = ['certification', 'certifiedOn', 'certifiedBy']
export const correctable = recordFields.filter(({ name }) => !CERTIFIED.includes(name))

export interface Standing {
  readonly personId: Id
  readonly memberId: Id
  readonly name: string
  /** The version the form that edits the person asks for. */
  readonly version: number
  readonly values: Values
}

/** Records of several members, masked fields opened: never to be shown as they are to anybody but the member. Two statements. */
export async function standingOf(
  ctx: Pick<ReadContext, 'db' | 'tenantId'>,
  memberIds: readonly Id[],
): Promise<Map<Id, Standing>> {
  if (memberIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .selectAll('p')
    .select(['m.id as member_id', 'm.card_number', 'm.file_number', 'm.card_series', 'm.admission_place'])
    .select(['m.confirmation_place', 'm.declared_on', 'm.certification', 'm.certified_on', 'm.certified_by'])
    .where('m.tenant_id', '=', ctx.tenantId)
    .where('m.id', 'in', [...memberIds])
    .execute()
  if (rows.length === 0) return new Map()
  const texts = await ctx.db
    .selectFrom('person_sealed')
    .select(['person_id', 'field', 'value_sealed'])
    .where('tenant_id', '=', ctx.tenantId)
    .where(
      'person_id',
      'in',
      rows.map((row) => row.id),
    )
    .execute()
  const sealed = (personId: Id, field: SealedField): Value => {
    const text = texts.find((one) => one.person_id === personId && one.field === field)?.value_sealed
    return text ? openField(ctx.tenantId, personId, field, text) : null
  }
  return new Map(
    rows.map((row): [Id, Standing] => {
      const few: Record<MaskedValue, Value> = {
        citizen_id: openCitizenId(ctx.tenantId, row.id, row.citizen_id_sealed),
        phone: row.phone,
        religion: row.religion,
        ...(Object.fromEntries(SEALED_FIELDS.map((field) => [field, sealed(row.id, field)])) as Record<
          SealedField,
          Value
        >),
      }
      const values = { ...recordOf(row), ...Object.fromEntries(masked.map(([input, field]) => [input, few[field]])) }
      const { id: personId, member_id: memberId, full_name: name, version } = row
      return [memberId, { personId, memberId, name, version, values }]
    }),
  )
}

/** The record of one member, locked until the transaction ends. Throws not_found. */
export async function lockStanding(ctx: Context, memberId: Id): Promise<Standing> {
  await ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .select('p.id')
    .where('m.tenant_id', '=', ctx.tenantId)
    .where('m.id', '=', memberId)
    .forUpdate()
    .execute()
  const standing = (await standingOf(ctx, [memberId])).get(memberId)
  if (!standing) throw notFound()
  return standing
}

const typed = (value: Value): string | null => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value)

/**
 * The input of the form that edits the record, with these changes and no other, checked field by field like what anybody types. Throws
 * invalid_input with its codes.
 */
export function editInput(standing: Standing, changes: readonly Change[], reason: string, onBehalf: boolean) {
  return validate(editPerson.input, {
    memberId: standing.memberId,
    version: standing.version,
    reason,
    onBehalf,
    ...Object.fromEntries(changes.map(({ field, after }) => [field, typed(after)])),
    // An empty masked field means that it stays; it is emptied by name.
    clear: changes.flatMap(({ field, after }) =>
      after === null && isMaskedInput(field) ? [MASKED_INPUTS[field]] : [],
    ),
  })
}
