// Fields of meeting forms: a month, an hour, the marks of a list of people.
import type { Day } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'
import { flagField, optionalId, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import * as v from 'valibot'
import { MARKS, parseMonth } from './meeting.ts'
import type { Mark } from './meeting.ts'

/** 2026-11, 11/2026 or any day of the month; yields the month's first day. */
export const monthField = () =>
  v.pipe(
    v.optional(v.string('field.shape'), ''),
    v.check((text) => text !== '', 'field.required'),
    v.check((text) => parseMonth(text) !== null, 'meetings.month'),
    v.transform((text) => parseMonth(text) as Day),
  )

const HOUR = /^([01]?\d|2[0-3])[:hg.]([0-5]\d)?$/

/** 19:30, 19h30, 19h; yields HH:MM or null. */
export const optionalTime = () =>
  v.pipe(
    v.optional(v.nullable(v.string('field.shape')), ''),
    v.transform((text) => (text ?? '').trim().toLowerCase()),
    v.check((text) => text === '' || HOUR.test(text), 'meetings.time'),
    v.transform((text) => {
      const [, hour, minute] = HOUR.exec(text) ?? []
      return hour === undefined ? null : `${hour.padStart(2, '0')}:${minute ?? '00'}`
    }),
  )

const idKey = v.pipe(
  v.string(),
  v.check((key) => isId(key), 'field.id'),
)

/** Marks by member id, as a form posts them: `marks.<member id>` = present | excused | absent. */
export const marksField = () =>
  v.record(idKey, v.picklist(MARKS, 'field.choice')) as v.GenericSchema<Record<Id, string>, Record<Id, Mark>>

/** Why somebody was away, by member id; empty texts are dropped. */
export const reasonsField = () =>
  v.pipe(
    v.optional(v.record(idKey, optionalText(200)), {}),
    v.transform((reasons) =>
      Object.fromEntries(Object.entries(reasons).filter((entry): entry is [Id, string] => entry[1] !== null)),
    ),
  )

/** What is written about a sitting besides its day and its marks. */
export const sittingFields = {
  starts: optionalTime(),
  minutesLong: optionalInteger(1, 1440),
  place: optionalText(200),
  chairId: optionalId(),
  secretaryId: optionalId(),
  thematic: flagField(),
  topic: optionalText(300),
}

export const textFields = { minutes: optionalText(50_000), resolution: optionalText(50_000) }
