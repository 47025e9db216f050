// A day as old registers write it: in full, without the day, the year alone, in words, with two digits for the year, or as the number a
// spreadsheet keeps. Says how exactly it is known, so that a guess can be shown as one. The day always comes before the month.
import { addDays, dayOf, isDay, parseDay } from '../day.ts'
import type { Day } from '../day.ts'
import { fold } from './text.ts'

export interface WrittenDay {
  /** The first day it may be. */
  readonly day: Day
  readonly exact: 'day' | 'month' | 'year'
  /** How it was understood when that is not plain. */
  readonly by: 'plain' | 'serial' | 'two_digits'
}

// Spreadsheets count from here; 60 is a day that never was.
const SERIAL_ZERO = '1899-12-30' as Day
const SERIALS = { from: 3654, to: 73_415 } // 1910 to the end of 2100
const YEARS = { from: 1900, to: 2100 }

const inYears = (year: number): boolean => year >= YEARS.from && year <= YEARS.to

function made(year: number, month: number, dayInMonth: number, rest: Omit<WrittenDay, 'day'>): WrittenDay | null {
  if (!inYears(year)) return null
  try {
    return { day: dayOf(year, month, dayInMonth), ...rest }
  } catch {
    return null
  }
}

function fromNumber(value: number): WrittenDay | null {
  if (!Number.isFinite(value)) return null
  const whole = Math.floor(value)
  if (whole === value && inYears(whole)) return made(whole, 1, 1, { exact: 'year', by: 'plain' })
  if (whole >= SERIALS.from && whole <= SERIALS.to)
    return { day: addDays(SERIAL_ZERO, whole), exact: 'day', by: 'serial' }
  // 1022003 is 01022003 whose first zero the spreadsheet dropped.
  return whole >= 1_011_900 ? fromText(String(whole).padStart(8, '0'), null) : null
}

/** Two digits are the latest year of that ending that is not after the given one. */
const fullYear = (two: number, latest: number): number => {
  const century = Math.floor(latest / 100) * 100
  return century + two > latest ? century - 100 + two : century + two
}

function fromText(written: string, latest: number | null): WrittenDay | null {
  const text = fold(written).replace(/^(?:sinh )?(?:ngay|thang|nam)\s+/, '')
  const plain = parseDay(text.replace(/\s*([/.-])\s*/g, '$1'))
  if (plain) return inYears(Number(plain.slice(0, 4))) ? { day: plain, exact: 'day', by: 'plain' } : null
  const words = /^(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})$/.exec(text)
  if (words) return made(Number(words[3]), Number(words[2]), Number(words[1]), { exact: 'day', by: 'plain' })
  const year = /^(\d{4})$/.exec(text)
  if (year) return made(Number(year[1]), 1, 1, { exact: 'year', by: 'plain' })
  const month = /^(\d{1,2})\s*(?:[/.-]|\s|\s?nam)\s*(\d{4})$/.exec(text)
  if (month) return made(Number(month[2]), Number(month[1]), 1, { exact: 'month', by: 'plain' })
  const yearFirst = /^(\d{4})[/.-](\d{1,2})$/.exec(text)
  if (yearFirst) return made(Number(yearFirst[1]), Number(yearFirst[2]), 1, { exact: 'month', by: 'plain' })
  const dots = /^(?:\.+|…+|_+|-+|0?0)[/.-](?:(\d{1,2})|\.+|…+|_+|0?0)[/.-](\d{4})$/.exec(text)
  if (dots) {
    const known = dots[1] !== undefined && Number(dots[1]) > 0
    return made(Number(dots[2]), known ? Number(dots[1]) : 1, 1, { exact: known ? 'month' : 'year', by: 'plain' })
  }
  const short = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{2})$/.exec(text)
  if (short && latest !== null) {
    const full = fullYear(Number(short[4]), latest)
    return made(full, Number(short[3]), Number(short[1]), { exact: 'day', by: 'two_digits' })
  }
  const serial = /^\d{5}(\.\d+)?$/.exec(text)
  return serial ? fromNumber(Number(text)) : null
}

/**
 * The day a cell means; null when it means none. `cell`: an ISO day, a number as the spreadsheet keeps it, or text. `latest`: the year
 * two digits may not go beyond. Years from 1900 to 2100.
 */
export function writtenDay(cell: string | number, latest: number): WrittenDay | null {
  if (typeof cell === 'number') return fromNumber(cell)
  if (isDay(cell)) return inYears(Number(cell.slice(0, 4))) ? { day: cell, exact: 'day', by: 'plain' } : null
  return fromText(cell, latest)
}
