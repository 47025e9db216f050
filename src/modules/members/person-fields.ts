// What is written down of a person, as part of an operation's input, and as columns.
import { addMonths, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { nameSortKey } from '#kernel/vietnamese/name.ts'
import { fold, tidy } from '#kernel/vietnamese/text.ts'
import { choiceField, dayField, optionalChoice, optionalText, textField } from '#platform/operation/fields.ts'
import * as v from 'valibot'
import { EDUCATION_LEVELS, ETHNICITIES, RELIGIONS, SEXES, THEORY_LEVELS } from './code-lists.ts'
import { sealedCitizenId } from './masked.ts'
import { allColumns } from './record-fields.ts'
import type { RecordValues } from './record-fields.ts'

const digits = (text: string | null): string | null => text?.replace(/[\s.()-]/g, '') || null

/** Twelve digits; spaces and dots are dropped. */
export const citizenIdField = () =>
  v.pipe(
    v.optional(optionalText(30), null),
    v.transform(digits),
    v.nullable(v.pipe(v.string(), v.regex(/^\d{12}$/, 'members.citizen_id'))),
  )

export const phoneField = () =>
  v.pipe(
    v.optional(optionalText(30), null),
    v.transform(digits),
    v.nullable(v.pipe(v.string(), v.regex(/^\+?\d{9,12}$/, 'members.phone'))),
  )

/** The fields everybody who may see the member may see. */
export const openFields = () => ({
  fullName: v.pipe(
    textField(120),
    v.transform((name) => tidy(name).replace(/\s+/g, ' ')),
  ),
  sex: choiceField(SEXES),
  birthOn: dayField(),
  ethnicity: choiceField(ETHNICITIES),
  homePlace: v.optional(optionalText(250), null),
  education: v.optional(optionalChoice(EDUCATION_LEVELS), null),
  theoryLevel: v.optional(optionalChoice(THEORY_LEVELS), null),
  occupation: v.optional(optionalText(250), null),
})

export const personFields = () => ({
  ...openFields(),
  religion: v.optional(optionalChoice(RELIGIONS), null),
  phone: phoneField(),
  citizenId: citizenIdField(),
})

type Output<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>
export type OpenInput = Output<ReturnType<typeof openFields>>
export type PersonInput = Output<ReturnType<typeof personFields>>

const OLDEST = 1900

/** A day of birth that can be one, seen from the day of the deed. Throws members.birth_on at the field. */
export function checkBirth(birthOn: Day, deedOn: Day): void {
  if (yearOf(birthOn) < OLDEST || addMonths(birthOn, 12) > deedOn) throw AppError.at('birthOn', 'members.birth_on')
}

export const openColumns = (input: OpenInput) => ({
  full_name: input.fullName,
  folded: fold(input.fullName),
  sort_key: nameSortKey(input.fullName),
  sex: input.sex,
  birth_on: input.birthOn,
  ethnicity: input.ethnicity,
  home_place: input.homePlace,
  education: input.education,
  theory_level: input.theoryLevel,
  occupation: input.occupation,
})

/** All columns of a new person; `more` brings the rest of the record, without a change to what `input` says. */
export const personColumns = (tenantId: Id, id: Id, input: PersonInput, now: Date, more: RecordValues = {}) => ({
  tenant_id: tenantId,
  id,
  ...allColumns('person', more),
  ...openColumns(input),
  religion: input.religion,
  phone: input.phone,
  ...sealedCitizenId(tenantId, id, input.citizenId),
  recorded_at: now,
  changed_at: now,
})
