// Fields of a person that few may read: what the register shows instead, and how the identity number is kept.
import type { Id } from '#kernel/ids.ts'
import { seal, unseal } from '#platform/sealed.ts'

export const MASKED_FIELDS = ['citizen_id', 'phone', 'religion'] as const
export type MaskedField = (typeof MASKED_FIELDS)[number]

const TAIL = 3
const DOT = '•'

/** The seal holds for this person only: a value copied to another row does not open. */
const bindingOf = (tenantId: Id, personId: Id): string => `citizen-id ${tenantId} ${personId}`

/** Columns of a person's identity number; both null when there is none. */
export function sealedCitizenId(tenantId: Id, personId: Id, citizenId: string | null) {
  return citizenId === null
    ? { citizen_id_sealed: null, citizen_id_tail: null }
    : {
        citizen_id_sealed: seal(citizenId, bindingOf(tenantId, personId)),
        citizen_id_tail: citizenId.slice(-TAIL),
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

/** •••••••••123, or null when there is nothing to hide. */
export const maskCitizenId = (tail: string | null): string | null => (tail === null ? null : DOT.repeat(9) + tail)

export const maskPhone = (phone: string | null): string | null =>
  phone === null ? null : DOT.repeat(Math.max(phone.length - TAIL, 0)) + phone.slice(-TAIL)

/** The same for those who have one and those who have none. */
export const MASKED_RELIGION = DOT.repeat(6)
