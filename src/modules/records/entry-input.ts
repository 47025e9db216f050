// The input of one entry, and what is wrong with it for its kind: a missing field, a foreign code, an end before its beginning.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { choiceField, flagField, optionalDay, optionalId, optionalText } from '#platform/operation/fields.ts'
import * as v from 'valibot'
import { ENTRY_FIELDS, ENTRY_KINDS, ENTRY_SHAPES, SECRET_FIELDS } from './entry-kinds.ts'
import type { SecretField } from './entry-kinds.ts'
import { begunBy, inOrder, optionalPartialDay } from './partial-day.ts'

const LONGEST = 1000

/** Entries of an input that describe one period or event; which of them are needed follows from the kind. */
export const entryFields = () => ({
  kind: choiceField(ENTRY_KINDS),
  fromOn: v.optional(optionalPartialDay(), null),
  toOn: v.optional(optionalPartialDay(), null),
  code: v.optional(optionalText(30), null),
  title: v.optional(optionalText(500), null),
  place: v.optional(optionalText(500), null),
  detail: v.optional(optionalText(500), null),
  number: v.optional(optionalText(60), null),
  decidedOn: v.optional(optionalDay(), null),
  decider: v.optional(optionalText(250), null),
  /** Somebody on the register: a sponsor. */
  otherPersonId: v.optional(optionalId(), null),
  name: v.optional(optionalText(120), null),
  birthYear: v.optional(optionalText(4), null),
  residence: v.optional(optionalText(250), null),
  job: v.optional(optionalText(500), null),
  remark: v.optional(optionalText(LONGEST), null),
  note: v.optional(optionalText(LONGEST), null),
  /** Entered by the cell for a member who wrote it on paper. */
  onBehalf: flagField(),
})

export type EntryInput = v.InferOutput<v.ObjectSchema<ReturnType<typeof entryFields>, undefined>>
export type Secret = Partial<Record<SecretField, string>>

const YEAR = /^(19|20)\d{2}$/

/**
 * What of the input belongs to the kind; the rest is dropped. `kept`: fields under seal that a correction leaves as they are.
 * Throws records.entry_incomplete, records.unknown_code, records.entry_order, records.in_future or records.birth_year at the field.
 */
export function checkedEntry(input: EntryInput, today: Day, kept: Secret = {}): EntryInput {
  const { fields, codes } = ENTRY_SHAPES[input.kind]
  const own: Record<string, unknown> = { ...input }
  for (const field of [...ENTRY_FIELDS, ...SECRET_FIELDS]) {
    const needed = fields[field]
    if (needed === undefined) own[field] = null
    else if (needed && own[field] === null && !(field in kept))
      throw AppError.at(field, 'records.entry_incomplete', { kind: input.kind })
  }
  const entry = own as EntryInput
  if (entry.code !== null && !codes.includes(entry.code)) throw AppError.at('code', 'records.unknown_code')
  const { fromOn, toOn, decidedOn } = entry
  if (fromOn && toOn && !inOrder(fromOn, toOn)) throw AppError.at('toOn', 'records.entry_order')
  if (fromOn && !begunBy(fromOn, today)) throw AppError.at('fromOn', 'records.in_future')
  if (decidedOn && decidedOn > today) throw AppError.at('decidedOn', 'records.in_future')
  if (entry.birthYear !== null && !YEAR.test(entry.birthYear)) throw AppError.at('birthYear', 'records.birth_year')
  return entry
}
