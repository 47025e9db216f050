// Fields of the forms of classes: what is known of one, marks and results of a list of people.
import { isId } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'
import {
  dayField,
  optionalDay,
  optionalId,
  optionalInteger,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import { shape } from '#platform/operation/shape.ts'
import * as v from 'valibot'
import { CLASS_MARKS, OUTCOMES } from './training-class.ts'
import type { ClassMark } from './training-class.ts'

const idKey = v.pipe(
  v.string(),
  v.check((key) => isId(key), 'field.id'),
)

/** What is written of a class besides its kind and its half-days. */
export const classFields = () => ({
  title: textField(300),
  fromOn: dayField(),
  toOn: dayField(),
  place: v.optional(optionalText(300), null),
  organiserUnitId: v.optional(optionalId(), null),
  organiser: v.optional(optionalText(200), null),
  speakers: v.optional(optionalText(1000), null),
  resolution: v.optional(optionalText(500), null),
  enrolBy: v.optional(optionalDay(), null),
  note: v.optional(optionalText(2000), null),
})

/** Ids as a form posts them: one, several, or none. */
export const idsField = (max: number) =>
  v.pipe(
    v.optional(v.union([v.array(v.string()), v.string()], 'field.shape'), []),
    v.transform((given) => [...new Set([given].flat().filter((text) => text !== ''))]),
    v.maxLength(max, `field.too_long:${max}`),
    v.check((given) => given.every((text) => isId(text)), 'field.id'),
  )

/** Marks by enrolment: `marks.<id>` = present | excused | absent. */
export const marksField = () =>
  v.record(idKey, v.picklist(CLASS_MARKS, 'field.choice')) as v.GenericSchema<Record<Id, string>, Record<Id, ClassMark>>

/** Why somebody was away, by enrolment; empty texts are dropped. */
export const reasonsField = () =>
  v.pipe(
    v.optional(v.record(idKey, optionalText(200)), {}),
    v.transform((reasons) =>
      Object.fromEntries(Object.entries(reasons).filter((entry): entry is [Id, string] => entry[1] !== null)),
    ),
  )

const POINTS = /^(\d{1,3})(?:[.,](\d{1,2}))?$/

/** 8,5 or 8.5; yields hundredths of a point, 0 to 10000. */
export const scoreField = () =>
  v.pipe(
    v.optional(v.nullable(v.union([v.string(), v.number()], 'field.shape')), ''),
    shape<string | number | null>({ type: ['number', 'null'], minimum: 0, maximum: 100 }),
    v.transform((given) => String(given ?? '').trim()),
    v.check((text) => text === '' || (hundredths(text) ?? 10_001) <= 10_000, 'classes.score'),
    v.transform((text) => (text === '' ? null : hundredths(text))),
  )

function hundredths(text: string): number | null {
  const [, whole, part] = POINTS.exec(text) ?? []
  return whole === undefined ? null : Number(whole) * 100 + Number((part ?? '').padEnd(2, '0'))
}

/** One learner's results. */
const resultFields = v.object({
  score: scoreField(),
  essay: scoreField(),
  outcome: v.pipe(
    v.optional(v.nullable(v.string()), ''),
    shape<string | null>({ type: ['string', 'null'], enum: [...OUTCOMES, null] }),
    v.transform((value) => value || null),
    v.nullable(v.picklist(OUTCOMES, 'field.choice')),
  ),
  rank: v.optional(optionalInteger(1, 10_000), null),
  prize: v.optional(optionalText(120), null),
  remark: v.optional(optionalText(500), null),
})
export type ResultInput = v.InferOutput<typeof resultFields>

/** Results by enrolment: `results.<id>.score` … */
export const resultsField = () =>
  v.record(idKey, resultFields) as v.GenericSchema<
    Record<Id, v.InferInput<typeof resultFields>>,
    Record<Id, ResultInput>
  >
