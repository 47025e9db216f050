// A calendar day as an ISO string. Days compare with < and > as strings; no time zone, no clock, no Date arithmetic.
// Screens show dd/mm/yyyy; instants are shown in Vietnamese time, UTC+7 all year.

export type Day = string & { readonly __day: unique symbol }

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const MS_PER_DAY = 86_400_000
const VIETNAM_OFFSET_MS = 7 * 3_600_000

function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

function isoOf(year: number, month: number, dayInMonth: number): Day | null {
  if (![year, month, dayInMonth].every(Number.isInteger)) return null
  if (year < 1 || year > 9999 || dayInMonth < 1 || dayInMonth > monthLength(year, month)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayInMonth).padStart(2, '0')}` as Day
}

// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March so that leap days come last.
function serialOf(d: Day): number {
  const month = monthOf(d)
  const year = month <= 2 ? yearOf(d) - 1 : yearOf(d)
  const dayInYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth(d) - 1
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayInYear - 719_468
}

function dayOfSerial(serial: number): Day {
  const shifted = serial + 719_468
  const era = Math.floor(shifted / 146_097)
  const inEra = shifted - era * 146_097
  const yearInEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  )
  const dayInYear = inEra - (365 * yearInEra + Math.floor(yearInEra / 4) - Math.floor(yearInEra / 100))
  const marchMonth = Math.floor((5 * dayInYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = era * 400 + yearInEra + (month <= 2 ? 1 : 0)
  return dayOf(year, month, dayInYear - Math.floor((153 * marchMonth + 2) / 5) + 1)
}

/** Whether a value is an ISO day that exists, from 0001-01-01 to 9999-12-31. */
export function isDay(value: unknown): value is Day {
  const match = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  return match !== null && isoOf(Number(match[1]), Number(match[2]), Number(match[3])) !== null
}

/** The day written as ISO text. Throws RangeError when there is no such day. */
export function day(iso: string): Day {
  if (!isDay(iso)) throw new RangeError(`not a day: ${iso}`)
  return iso
}

/** The day of a year, a month (1–12) and a day of the month. Throws RangeError when there is no such day. */
export function dayOf(year: number, month: number, dayInMonth: number): Day {
  const iso = isoOf(year, month, dayInMonth)
  if (iso === null) throw new RangeError(`not a day: ${year}-${month}-${dayInMonth}`)
  return iso
}

/**
 * The day a person typed: 21/09/2023, 21-9-2023, 21.9.2023, 21 9 2023, 21092023 or 2023-09-21; null when it is none.
 * The day always comes before the month, and the year has four digits.
 */
export function parseDay(text: string): Day | null {
  const typed = text.trim()
  const iso = /^([1-9]\d{3})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return isoOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const local =
    /^(\d{1,2})\s*([/.-]|\s)\s*(\d{1,2})\s*\2\s*([1-9]\d{3})$/.exec(typed) ??
    /^(\d{2})()(\d{2})([1-9]\d{3})$/.exec(typed)
  return local && isoOf(Number(local[4]), Number(local[3]), Number(local[1]))
}

/** As screens and papers show it: 21/09/2023. */
export function formatDay(d: Day): string {
  return `${d.slice(8)}/${d.slice(5, 7)}/${d.slice(0, 4)}`
}

export function yearOf(d: Day): number {
  return Number(d.slice(0, 4))
}

/** 1–12. */
export function monthOf(d: Day): number {
  return Number(d.slice(5, 7))
}

/** 1–31. */
export function dayOfMonth(d: Day): number {
  return Number(d.slice(8))
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(d: Day): number {
  return ((((serialOf(d) + 3) % 7) + 7) % 7) + 1
}

/** The day `count` days later (earlier when negative). Throws RangeError outside the years 1–9999. */
export function addDays(d: Day, count: number): Day {
  return dayOfSerial(serialOf(d) + count)
}

/** The same day of the month `count` months later, or that month's last day: 31/01 + 1 = 28/02. */
export function addMonths(d: Day, count: number): Day {
  const months = yearOf(d) * 12 + monthOf(d) - 1 + count
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  return dayOf(year, month, Math.min(dayOfMonth(d), monthLength(year, month)))
}

/** How many days b comes after a; negative when it comes before. */
export function daysBetween(a: Day, b: Day): number {
  return serialOf(b) - serialOf(a)
}

export function firstOfMonth(d: Day): Day {
  return dayOf(yearOf(d), monthOf(d), 1)
}

export function lastOfMonth(d: Day): Day {
  return dayOf(yearOf(d), monthOf(d), monthLength(yearOf(d), monthOf(d)))
}

export function minDay(first: Day, ...others: Day[]): Day {
  return others.reduce((least, d) => (d < least ? d : least), first)
}

export function maxDay(first: Day, ...others: Day[]): Day {
  return others.reduce((most, d) => (d > most ? d : most), first)
}

// Texts need a zone: without one the meaning would depend on the machine that reads them.
function instantMs(instant: Date | string): number {
  if (typeof instant !== 'string') {
    const ms = instant.getTime()
    if (Number.isNaN(ms)) throw new RangeError('not an instant')
    return ms
  }
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|([+-])(\d{2}):?(\d{2})?)$/i.exec(
    instant,
  )
  if (!match || !isDay(match[1])) throw new RangeError(`not an instant: ${instant}`)
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)
  const offset = (Number(match[6] ?? 0) * 3600 + Number(match[7] ?? 0) * 60) * (match[5] === '-' ? -1 : 1)
  return serialOf(match[1]) * MS_PER_DAY + (seconds - offset) * 1000
}

/** The calendar day in Viet Nam at an instant. */
export function dayInVietnam(instant: Date): Day {
  return dayOfSerial(Math.floor((instantMs(instant) + VIETNAM_OFFSET_MS) / MS_PER_DAY))
}

/**
 * An instant as screens show it, in Vietnamese time: 21/09/2023 16:40. Texts are ISO 8601 or PostgreSQL's timestamptz,
 * with their zone. Throws RangeError on anything else.
 */
export function formatInstant(instant: Date | string): string {
  const local = instantMs(instant) + VIETNAM_OFFSET_MS
  const serial = Math.floor(local / MS_PER_DAY)
  const minutes = Math.floor((local - serial * MS_PER_DAY) / 60_000)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return `${formatDay(dayOfSerial(serial))} ${clock}`
}
