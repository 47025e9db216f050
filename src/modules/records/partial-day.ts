// Days as exact as they are known, for periods of a life: a year (1998), a month (1998-09) or a day (1998-09-02). Text order is
// the order of their beginnings. Pure.
import { formatDay, isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { shape } from '#platform/operation/shape.ts'
import * as v from 'valibot'

export type PartialDay = string & { readonly __partial: unique symbol }

const YEAR = /^(19|20)\d{2}$/
const MONTH = /^(\d{1,2})[/.-]((?:19|20)\d{2})$/
const ISO_MONTH = /^((?:19|20)\d{2})-(0[1-9]|1[0-2])$/

/** 1998 · 9/1998, 09.1998, 1998-09 · 02/09/1998 and the other ways days are written; null for anything else. */
export function parsePartialDay(text: string): PartialDay | null {
  const given = text.trim()
  if (YEAR.test(given) || ISO_MONTH.test(given) || isDay(given)) return given as PartialDay
  const month = MONTH.exec(given)
  if (month) {
    const [, of = '', year] = month
    return Number(of) >= 1 && Number(of) <= 12 ? (`${year}-${of.padStart(2, '0')}` as PartialDay) : null
  }
  return parseDay(given) as PartialDay | null
}

/** As people write it: 1998, 09/1998, 02/09/1998. */
export function formatPartialDay(partial: PartialDay): string {
  if (isDay(partial)) return formatDay(partial)
  const [year, month] = partial.split('-')
  return month === undefined ? String(year) : `${month}/${year}`
}

/** Whether what begins so has begun on the day, as far as is known. */
export const begunBy = (from: PartialDay, day: Day): boolean => (from as string) <= day

/** Whether an end does not come before its beginning, as far as both are known. */
export function inOrder(from: PartialDay, to: PartialDay): boolean {
  const known = Math.min(from.length, to.length)
  return from.slice(0, known) <= to.slice(0, known)
}

/** An entry of an input: a year, a month with its year, or a day; '' becomes null. */
export const optionalPartialDay = () =>
  v.pipe(
    v.optional(v.nullable(v.string('field.shape')), ''),
    shape<string | null>({ type: ['string', 'null'], maxLength: 10, examples: ['1998', '1998-09', '1998-09-02'] }),
    v.transform((text) => text?.trim() || null),
    v.check((text) => text === null || parsePartialDay(text) !== null, 'records.partial_day'),
    v.transform((text) => (text === null ? null : parsePartialDay(text))),
  )
