// Every open field of lý lịch and phiếu đảng viên, declared once: forms, imports, merging and papers are drawn from this list.
// Masked fields are not here (masked.ts), nor what deeds write: days of admission and confirmation.
import { AppError } from '#kernel/errors.ts'
import { nameSortKey } from '#kernel/vietnamese/name.ts'
import { fold, tidy } from '#kernel/vietnamese/text.ts'
import {
  choiceField,
  dayField,
  optionalChoice,
  optionalDay,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import * as v from 'valibot'
import {
  ACADEMIC_TITLES,
  CARD_SERIES,
  CERTIFICATIONS,
  DEGREES,
  EDUCATION_LEVELS,
  ETHNICITIES,
  GENERAL_EDUCATIONS,
  PROFESSIONAL_LEVELS,
  SEXES,
  THEORY_LEVELS,
  WAR_INVALIDS,
} from './code-lists.ts'

/** Parts of the record that are gone through and saved one by one, in the order of the paper forms. */
export const RECORD_SECTIONS = ['identity', 'places', 'learning', 'work', 'service', 'party'] as const
export type RecordSection = (typeof RECORD_SECTIONS)[number]

export interface RecordField {
  readonly name: string
  readonly column: string
  readonly of: 'person' | 'member'
  readonly section: RecordSection
  readonly kind: 'text' | 'day' | 'choice' | 'flag'
  /** Must not be emptied. */
  readonly required?: true
  readonly max?: number
  readonly codes?: readonly string[]
}

const RECORD_FIELDS = [
  { name: 'fullName', column: 'full_name', of: 'person', section: 'identity', kind: 'text', max: 120, required: true },
  { name: 'birthName', column: 'birth_name', of: 'person', section: 'identity', kind: 'text', max: 120 },
  { name: 'aliases', column: 'aliases', of: 'person', section: 'identity', kind: 'text', max: 250 },
  { name: 'sex', column: 'sex', of: 'person', section: 'identity', kind: 'choice', codes: SEXES, required: true },
  { name: 'birthOn', column: 'birth_on', of: 'person', section: 'identity', kind: 'day', required: true },
  {
    name: 'ethnicity',
    column: 'ethnicity',
    of: 'person',
    section: 'identity',
    kind: 'choice',
    codes: ETHNICITIES,
    required: true,
  },
  { name: 'birthPlace', column: 'birth_place', of: 'person', section: 'places', kind: 'text', max: 250 },
  { name: 'homePlace', column: 'home_place', of: 'person', section: 'places', kind: 'text', max: 250 },
  { name: 'homePlaceNew', column: 'home_place_new', of: 'person', section: 'places', kind: 'text', max: 250 },
  { name: 'residence', column: 'residence', of: 'person', section: 'places', kind: 'text', max: 250 },
  {
    name: 'residenceTemporary',
    column: 'residence_temporary',
    of: 'person',
    section: 'places',
    kind: 'text',
    max: 250,
  },
  {
    name: 'generalEducation',
    column: 'general_education',
    of: 'person',
    section: 'learning',
    kind: 'choice',
    codes: GENERAL_EDUCATIONS,
  },
  { name: 'generalGrade', column: 'general_grade', of: 'person', section: 'learning', kind: 'text', max: 5 },
  {
    name: 'education',
    column: 'education',
    of: 'person',
    section: 'learning',
    kind: 'choice',
    codes: EDUCATION_LEVELS,
  },
  {
    name: 'professionalLevel',
    column: 'professional_level',
    of: 'person',
    section: 'learning',
    kind: 'choice',
    codes: PROFESSIONAL_LEVELS,
  },
  { name: 'specialty', column: 'specialty', of: 'person', section: 'learning', kind: 'text', max: 250 },
  { name: 'degree', column: 'degree', of: 'person', section: 'learning', kind: 'choice', codes: DEGREES },
  {
    name: 'academicTitle',
    column: 'academic_title',
    of: 'person',
    section: 'learning',
    kind: 'choice',
    codes: ACADEMIC_TITLES,
  },
  {
    name: 'theoryLevel',
    column: 'theory_level',
    of: 'person',
    section: 'learning',
    kind: 'choice',
    codes: THEORY_LEVELS,
  },
  { name: 'foreignLanguage', column: 'foreign_language', of: 'person', section: 'learning', kind: 'text', max: 250 },
  { name: 'itLevel', column: 'it_level', of: 'person', section: 'learning', kind: 'text', max: 120 },
  { name: 'minorityLanguage', column: 'minority_language', of: 'person', section: 'learning', kind: 'text', max: 120 },
  { name: 'jobBefore', column: 'job_before', of: 'person', section: 'work', kind: 'text', max: 250 },
  { name: 'occupation', column: 'occupation', of: 'person', section: 'work', kind: 'text', max: 250 },
  { name: 'recruitedOn', column: 'recruited_on', of: 'person', section: 'work', kind: 'day' },
  { name: 'recruitedPlace', column: 'recruited_place', of: 'person', section: 'work', kind: 'text', max: 250 },
  { name: 'youthUnionOn', column: 'youth_union_on', of: 'person', section: 'service', kind: 'day' },
  { name: 'youthUnionPlace', column: 'youth_union_place', of: 'person', section: 'service', kind: 'text', max: 250 },
  { name: 'enlistedOn', column: 'enlisted_on', of: 'person', section: 'service', kind: 'day' },
  { name: 'demobilisedOn', column: 'demobilised_on', of: 'person', section: 'service', kind: 'day' },
  { name: 'warInvalid', column: 'war_invalid', of: 'person', section: 'service', kind: 'choice', codes: WAR_INVALIDS },
  { name: 'martyrFamily', column: 'martyr_family', of: 'person', section: 'service', kind: 'flag' },
  { name: 'merit', column: 'merit', of: 'person', section: 'service', kind: 'text', max: 250 },
  { name: 'fileNumber', column: 'file_number', of: 'member', section: 'party', kind: 'text', max: 30 },
  { name: 'cardNumber', column: 'card_number', of: 'member', section: 'party', kind: 'text', max: 30 },
  { name: 'cardSeries', column: 'card_series', of: 'member', section: 'party', kind: 'choice', codes: CARD_SERIES },
  { name: 'admissionPlace', column: 'admission_place', of: 'member', section: 'party', kind: 'text', max: 250 },
  { name: 'confirmationPlace', column: 'confirmation_place', of: 'member', section: 'party', kind: 'text', max: 250 },
  { name: 'declaredOn', column: 'declared_on', of: 'member', section: 'party', kind: 'day' },
  {
    name: 'certification',
    column: 'certification',
    of: 'member',
    section: 'party',
    kind: 'choice',
    codes: CERTIFICATIONS,
  },
  { name: 'certifiedOn', column: 'certified_on', of: 'member', section: 'party', kind: 'day' },
  { name: 'certifiedBy', column: 'certified_by', of: 'member', section: 'party', kind: 'text', max: 250 },
] as const satisfies readonly RecordField[]

export type RecordFieldName = (typeof RECORD_FIELDS)[number]['name']
export type RecordValue = string | boolean | null
/** Values by field; a field that is left out is not touched. */
export type RecordValues = Partial<Record<RecordFieldName, RecordValue>>

/** The declarations, as what they have in common. */
export const recordFields: readonly (RecordField & { name: RecordFieldName })[] = RECORD_FIELDS

const YES_NO = ['yes', 'no'] as const

const entryOf = (field: RecordField) => {
  const codes = field.codes ?? []
  if (field.required) {
    if (field.kind === 'day') return dayField()
    return field.kind === 'choice' ? choiceField(codes) : textField(field.max)
  }
  if (field.kind === 'day') return optionalDay()
  if (field.kind === 'choice') return optionalChoice(codes)
  if (field.kind === 'flag')
    return v.pipe(
      optionalChoice(YES_NO),
      v.transform((answer) => answer === 'yes'),
    )
  return optionalText(field.max)
}

/**
 * Entries of an input that may bring any of the record's fields: text and days as people write them, codes of the lists, yes or no
 * for a flag. A field that is left out is left as it is; an empty one is emptied.
 */
export const recordEntries = () =>
  Object.fromEntries(recordFields.map((field) => [field.name, v.optional(entryOf(field))])) as unknown as Record<
    RecordFieldName,
    v.OptionalSchema<v.GenericSchema<unknown, string | null>, undefined>
  >

const named = new Map(recordFields.map((field) => [field.name as string, field]))
const GRADE = /^(\d{1,2})\/(10|12)$/

const tidied: Partial<Record<RecordFieldName, (text: string) => string>> = {
  fullName: (text) => tidy(text).replace(/\s+/g, ' '),
  fileNumber: (text) => text.toUpperCase().replace(/\s+/g, ''),
}

/** Who left the army entered it before. Throws members.service_days. */
export function checkService({ enlistedOn, demobilisedOn }: RecordValues): void {
  if (enlistedOn && demobilisedOn && demobilisedOn < enlistedOn)
    throw AppError.at('demobilisedOn', 'members.service_days')
}

/** The fields a set of inputs brings, by name. Throws members.general_grade or members.service_days at the field. */
export function valuesIn(input: Readonly<Record<string, unknown>>): RecordValues {
  const values: Partial<Record<RecordFieldName, RecordValue>> = {}
  for (const { name } of recordFields) {
    const value = input[name] as RecordValue | undefined
    if (value === undefined) continue
    values[name] = typeof value === 'string' ? (tidied[name]?.(value) ?? value) : value
  }
  const grade = values.generalGrade
  if (typeof grade === 'string') {
    const [, finished, of] = GRADE.exec(grade) ?? []
    if (!finished || Number(finished) > Number(of)) throw AppError.at('generalGrade', 'members.general_grade')
  }
  checkService(values)
  return values
}

/** Columns of `person` or `member` for the values given; a name brings its folded form and its sort key. */
export function recordColumns(of: 'person' | 'member', values: RecordValues): Record<string, RecordValue> {
  const columns: Record<string, RecordValue> = {}
  for (const [name, value] of Object.entries(values)) {
    const field = named.get(name)
    if (field?.of !== of || value === undefined) continue
    columns[field.column] = field.kind === 'flag' ? value === true : value
    if (name === 'fullName')
      Object.assign(columns, { folded: fold(String(value)), sort_key: nameSortKey(String(value)) })
  }
  return columns
}

/** Columns of all fields that are not required, so that many rows have the same ones: empty where nothing is given. */
export const allColumns = (of: 'person' | 'member', values: RecordValues): Record<string, RecordValue> =>
  recordColumns(of, {
    ...Object.fromEntries(recordFields.flatMap((field) => ('required' in field ? [] : [[field.name, null]]))),
    ...values,
  })

/** The record's fields out of a row that has the columns of person and member. */
export const recordOf = (row: Readonly<Record<string, unknown>>): Record<RecordFieldName, RecordValue> =>
  Object.fromEntries(recordFields.map((field) => [field.name, (row[field.column] ?? null) as RecordValue])) as Record<
    RecordFieldName,
    RecordValue
  >
