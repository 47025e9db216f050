// Building blocks of input schemas: each accepts what a form, the API or a sheet may bring and yields a clean value;
// a wrong value gives an error code of the catalogue as its message.
import { isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import { parsePeriod } from '#kernel/period.ts'
import { parseNumber } from '#kernel/vietnamese/number.ts'
import { nfc } from '#kernel/vietnamese/text.ts'
import * as v from 'valibot'
import { shape } from './shape.ts'

const text = v.string('field.shape')
const blank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
const isIdText = (value: string) => isId(value)
// PostgreSQL holds no zero character, and its JSON no half of a pair.
const clean = (value: string) => nfc(value.toWellFormed().replaceAll('\u0000', ''))

/** Text that must be there; trimmed, NFC. */
export const textField = (max = 200, min = 1) =>
  v.pipe(
    v.optional(text, ''),
    shape<string>({ type: 'string', minLength: min, maxLength: max, required: true }),
    v.transform((value) => clean(value).trim()),
    v.check((value) => value.length > 0, 'field.required'),
    v.minLength(min, `field.too_short:${min}`),
    v.maxLength(max, `field.too_long:${max}`),
  )

/** Text that may be missing: '' becomes null. Line breaks are kept. */
export const optionalText = (max = 20_000) =>
  v.pipe(
    v.optional(v.nullable(text), ''),
    shape<string | null>({ type: ['string', 'null'], maxLength: max }),
    v.transform(
      (value) =>
        clean(value ?? '')
          .trim()
          .replace(/\r\n/g, '\n') || null,
    ),
    v.nullable(v.pipe(v.string(), v.maxLength(max, `field.too_long:${max}`))),
  )

export const idField = () =>
  v.pipe(
    v.optional(text, ''),
    shape<string>({ type: 'string', format: 'uuid', required: true }),
    v.check((value) => value !== '', 'field.required'),
    v.check(isIdText, 'field.id'),
  )

export const optionalId = () =>
  v.pipe(
    v.optional(v.nullable(text), ''),
    shape<string | null>({ type: ['string', 'null'], format: 'uuid' }),
    v.transform((value) => value || null),
    v.nullable(v.pipe(v.string(), v.check(isIdText, 'field.id'))),
  )

function toDay(value: string): Day | null {
  return isDay(value) ? value : parseDay(value)
}

/** dd/mm/yyyy, ddmmyyyy or ISO; yields a Day. */
export const dayField = () =>
  v.pipe(
    v.optional(text, ''),
    shape<string>({ type: 'string', format: 'date', examples: ['2026-09-30'], required: true }),
    v.check((value) => !blank(value), 'field.required'),
    v.check((value) => toDay(value) !== null, 'field.day'),
    v.transform((value) => toDay(value) as Day),
  )

export const optionalDay = () =>
  v.pipe(
    v.optional(v.nullable(text), ''),
    shape<string | null>({ type: ['string', 'null'], format: 'date', examples: ['2026-09-30'] }),
    v.check((value) => blank(value) || toDay(value as string) !== null, 'field.day'),
    v.transform((value) => (blank(value) ? null : (toDay(value as string) as Day))),
  )

const number = v.union([v.number(), v.string()], 'field.shape')
const toNumber = (value: number | string) => (typeof value === 'number' ? value : parseNumber(value))

export const integerField = (min = 0, max = 1_000_000) =>
  v.pipe(
    v.optional(number, ''),
    shape<number | string>({ type: 'integer', minimum: min, maximum: max, required: true }),
    v.check((value) => !blank(value), 'field.required'),
    v.transform(toNumber),
    v.custom<number>((value) => Number.isInteger(value), 'field.integer'),
    v.minValue(min, `field.too_small:${min}`),
    v.maxValue(max, `field.too_large:${max}`),
  )

export const optionalInteger = (min = 0, max = 1_000_000) =>
  v.pipe(
    v.optional(v.nullable(number), ''),
    shape<number | string | null>({ type: ['integer', 'null'], minimum: min, maximum: max }),
    // What was typed and is no number is not the same as nothing typed.
    v.transform((value) => (blank(value) ? null : (toNumber(value as number | string) ?? Number.NaN))),
    v.nullable(
      v.pipe(
        v.custom<number>((value) => Number.isInteger(value), 'field.integer'),
        v.minValue(min, `field.too_small:${min}`),
        v.maxValue(max, `field.too_large:${max}`),
      ),
    ),
  )

/** A checkbox: 'on', 'true', '1' or true; anything else is false. */
export const flagField = () =>
  v.pipe(
    v.optional(v.union([v.boolean(), v.string()]), false),
    shape<boolean | string>({ type: 'boolean', default: false }),
    v.transform((value) => value === true || value === 'on' || value === 'true' || value === '1'),
  )

export const choiceField = <const T extends readonly string[]>(options: T) => v.picklist(options, 'field.choice')

export const optionalChoice = <const T extends readonly string[]>(options: T) =>
  v.pipe(
    v.optional(v.nullable(v.string()), ''),
    shape<string | null>({ type: ['string', 'null'], enum: [...options, null] }),
    v.transform((value) => value || null),
    v.nullable(v.picklist(options, 'field.choice')),
  )

/** A period code of an address, e.g. 9-thang-2026; yields the Period. */
export const periodField = () =>
  v.pipe(
    v.optional(text, ''),
    shape<string>({
      type: 'string',
      description: 'Code of a period',
      examples: ['thang-2026-09', 'quy-2026-3', '6-thang-2026', '9-thang-2026', 'nam-2026', 'nhiem-ky-2025-2030'],
      required: true,
    }),
    v.check((value) => parsePeriod(value) !== null, 'field.period'),
    v.transform((value) => parsePeriod(value) as NonNullable<ReturnType<typeof parsePeriod>>),
  )

/** The version a form was opened with; an operation compares it with the stored one (stale form). */
export const versionField = () => integerField(1, 1_000_000_000)
