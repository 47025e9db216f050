// Fields of a person that few may read: what the register shows instead, how they are kept, and who knows how to read them.
import type { Id } from '#kernel/ids.ts'
import { fingerprint, seal, unseal } from '#platform/sealed.ts'
import type { ReadContext } from '#platform/operation/operation.ts'

/** Columns or sealed texts of one person. */
export const MASKED_VALUES = [
  'citizen_id',
  'phone',
  'religion',
  'health',
  'income',
  'property',
  'history_notes',
] as const
export type MaskedValue = (typeof MASKED_VALUES)[number]

/** Everything that only reveal-field shows; the last ones are lists of other areas. */
export const MASKED_FIELDS = [...MASKED_VALUES, 'relatives', 'disciplines'] as const
export type MaskedField = (typeof MASKED_FIELDS)[number]

/** Kept as sealed text of their own (table person_sealed). */
export const SEALED_FIELDS = ['health', 'income', 'property', 'history_notes'] as const
export type SealedField = (typeof SEALED_FIELDS)[number]

const TAIL = 3
const DOT = '•'

/** The seal holds for this person only: a value copied to another row does not open. */
const bindingOf = (tenantId: Id, personId: Id): string => `citizen-id ${tenantId} ${personId}`

/** The same for the same number, told by nobody without the installation's secret: finds equal numbers without opening them. */
export const citizenIdMark = (citizenId: string): string => fingerprint(citizenId, 'citizen-id')

/** Columns of a person's identity number; all null when there is none. */
export function sealedCitizenId(tenantId: Id, personId: Id, citizenId: string | null) {
  return citizenId === null
    ? { citizen_id_sealed: null, citizen_id_tail: null, citizen_id_mark: null }
    : {
        citizen_id_sealed: seal(citizenId, bindingOf(tenantId, personId)),
        citizen_id_tail: citizenId.slice(-TAIL),
        citizen_id_mark: citizenIdMark(citizenId),
      }
}

/** The identity number of a stored person. */
export function openCitizenId(tenantId: Id, personId: Id, sealed: Buffer | null): string | null {
  return sealed === null ? null : unseal(sealed, bindingOf(tenantId, personId))
}

/** The same number sealed for the person's row in another bloc: seals hold for one row only. */
export function resealedCitizenId(personId: Id, from: Id, into: Id, sealed: Buffer): Buffer {
  return seal(unseal(sealed, bindingOf(from, personId)), bindingOf(into, personId))
}

const fieldBinding = (tenantId: Id, personId: Id, field: SealedField): string => `${field} ${tenantId} ${personId}`

/** A text sealed for one field of one person. */
export const sealField = (tenantId: Id, personId: Id, field: SealedField, text: string): Buffer =>
  seal(text, fieldBinding(tenantId, personId, field))

export const openField = (tenantId: Id, personId: Id, field: SealedField, sealed: Buffer): string =>
  unseal(sealed, fieldBinding(tenantId, personId, field))

/** The same text sealed for the person's row in another bloc. */
export const resealedField = (personId: Id, field: string, from: Id, into: Id, sealed: Buffer): Buffer =>
  sealField(into, personId, field as SealedField, openField(from, personId, field as SealedField, sealed))

/** •••••••••123, or null when there is nothing to hide. */
export const maskCitizenId = (tail: string | null): string | null => (tail === null ? null : DOT.repeat(9) + tail)

export const maskPhone = (phone: string | null): string | null =>
  phone === null ? null : DOT.repeat(Math.max(phone.length - TAIL, 0)) + phone.slice(-TAIL)

/** The same for those who have something there and those who have nothing. */
export const MASKED = DOT.repeat(6)

/** Reads one masked field of a person, unmasked: a text, a code, or a list of rows. Only reveal-field asks. */
export type MaskedReader = (ctx: ReadContext, personId: Id) => Promise<unknown>

const readers = new Map<MaskedField, MaskedReader>()

/** Declares who reads a masked field. Declaring is registering; the development server's second time replaces the first. */
export function maskedReader(field: MaskedField, read: MaskedReader): void {
  readers.set(field, read)
}

/** The reader of a field. Throws RangeError for a field nobody declared. */
export function readerOf(field: MaskedField): MaskedReader {
  const reader = readers.get(field)
  if (!reader) throw new RangeError(`nobody reads ${field}`)
  return reader
}
