// Fields of conference forms: an hour, lines of a list that may be left blank.
import {
  idField,
  optionalDay,
  optionalId,
  optionalInteger,
  optionalText,
  versionField,
} from '#platform/operation/fields.ts'
import * as v from 'valibot'

const HOUR = /^([01]?\d|2[0-3])[:hg.]([0-5]\d)?$/i

const hour = (text: string): string => {
  const [, hours, minutes] = HOUR.exec(text) ?? []
  return `${(hours ?? '0').padStart(2, '0')}:${minutes ?? '00'}`
}

/** 14:00, 14h30, 8h; yields HH:MM. */
export const timeField = () =>
  v.pipe(
    v.optional(v.string('field.shape'), ''),
    v.transform((text) => text.trim()),
    v.check((text) => text !== '', 'field.required'),
    v.check((text) => HOUR.test(text), 'conferences.time'),
    v.transform(hour),
  )

export const optionalTime = () =>
  v.pipe(
    v.optional(v.nullable(v.string('field.shape')), ''),
    v.transform((text) => (text ?? '').trim()),
    v.check((text) => text === '' || HOUR.test(text), 'conferences.time'),
    v.transform((text) => (text === '' ? null : hour(text))),
  )

const rows = <S extends v.GenericSchema>(row: S) =>
  v.optional(v.pipe(v.array(row), v.maxLength(200, 'field.too_long:200')), [])

export const agendaField = () =>
  rows(
    v.object({
      id: v.optional(optionalId(), null),
      text: v.optional(optionalText(500), null),
      presenter: v.optional(optionalText(200), null),
      minutesLong: v.optional(optionalInteger(1, 1440), null),
    }),
  )

export const guestsField = () =>
  rows(
    v.object({
      id: v.optional(optionalId(), null),
      role: v.optional(optionalText(200), null),
      invited: v.optional(optionalInteger(0, 100_000), null),
      attended: v.optional(optionalInteger(0, 100_000), null),
    }),
  )

export const conclusionFields = {
  conferenceId: idField(),
  version: versionField(),
  conclusion: optionalText(50_000),
  points: rows(
    v.object({
      id: v.optional(optionalId(), null),
      text: v.optional(optionalText(1000), null),
      ownerUnitId: v.optional(optionalId(), null),
      dueOn: v.optional(optionalDay(), null),
    }),
  ),
}
