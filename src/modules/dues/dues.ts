// What one member owes for one month, as pure facts: class and base, waiver or cut, seniority, standing, the wage of the region.
// The numbers are those of the rules of that month (DUES_*); this file only applies them.
import { addMonths, dayOf, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { shareOfMoney } from './money.ts'

export const CLASSES = ['insured', 'sick_leave', 'pensioner', 'student', 'other', 'abroad'] as const
export type DuesClass = (typeof CLASSES)[number]

export const RELIEF_CAUSES = ['social_pension', 'poor_household', 'serious_illness', 'hardship'] as const
export type ReliefCause = (typeof RELIEF_CAUSES)[number]

export const CHANNELS = ['cash', 'portal', 'transfer'] as const
export type Channel = (typeof CHANNELS)[number]

export const REGIONS = ['I', 'II', 'III', 'IV'] as const
export type Region = (typeof REGIONS)[number]

/** How a due came about, or why none is known. */
export const WHYS = [
  'rate',
  'cut',
  'deferred',
  'waived',
  'seniority',
  'away',
  'entry',
  'unknown_class',
  'unknown_base',
  'unknown_region',
] as const
export type Why = (typeof WHYS)[number]

/** One item of the rule DUES_RATES. */
export interface Rate {
  readonly code: string
  /** Of the member's own base, of the wage of the region, one amount for all, or an amount fixed for each member. */
  readonly by: 'base' | 'wage' | 'fixed' | 'amount'
  readonly numerator: number
  readonly denominator: number
  readonly amount: number
}

/** What the rules of a month say. */
export interface MonthRules {
  readonly rates: ReadonlyMap<string, Rate>
  readonly wages: ReadonlyMap<string, number>
  /** Months of age from which somebody is of retirement age; null: no rule of that year. */
  readonly retirement: Readonly<Record<'male' | 'female', number>> | null
  /** Months of seniority that free from dues; null: no rule. */
  readonly exemptSeniority: number | null
  /** Whether the month of entering is owed, by the way of entering. */
  readonly entry: Readonly<Record<'admission' | 'arrival', boolean>>
}

export interface Payer {
  readonly birthOn: Day
  readonly sex: 'male' | 'female'
  readonly class: DuesClass | null
  readonly base: number | null
  /** Cut by a decision; 100 is a waiver. */
  readonly percent: number
  readonly seniorityMonths: number | null
  readonly standing: string
  /** How the member came in this month; null: was there before. */
  readonly entry: 'admission' | 'arrival' | null
  readonly region: string | null
}

export interface Due {
  readonly rate: string | null
  /** By the rate alone; null: not known. */
  readonly owed: number | null
  /** After waiver or cut; null: not known. */
  readonly due: number | null
  readonly why: Why
  readonly percent: number
}

export const monthStart = (on: Day): Day => dayOf(yearOf(on), monthOf(on), 1)
export const nextMonth = (month: Day): Day => addMonths(month, 1)

/** The months from one to another, both included, as first days; empty when `to` is earlier. */
export function monthsBetween(from: Day, to: Day): Day[] {
  const months: Day[] = []
  for (let month = monthStart(from); month <= to; month = nextMonth(month)) months.push(month)
  return months
}

/** The item of the rates that holds for a payer; others are told apart by the age of retirement of the year. */
export function rateFor(rules: MonthRules, payer: Payer, month: Day): Rate | null {
  if (payer.class === null) return null
  if (payer.class !== 'other') return rules.rates.get(payer.class) ?? null
  const age = (yearOf(month) - yearOf(payer.birthOn)) * 12 + monthOf(month) - monthOf(payer.birthOn)
  const retired = rules.retirement !== null && age >= rules.retirement[payer.sex]
  return rules.rates.get(retired ? 'other_retired' : 'other_working') ?? null
}

interface Sum {
  amount: number
  numerator: number
  denominator: number
}

/** What the rate is taken of, exact; the word says what is missing. */
function sumOf(rules: MonthRules, rate: Rate, payer: Payer): Sum | 'unknown_base' | 'unknown_region' {
  const of = (amount: number): Sum => ({ amount, numerator: rate.numerator, denominator: rate.denominator })
  switch (rate.by) {
    case 'fixed':
      return of(rate.amount)
    case 'wage': {
      const wage = payer.region === null ? undefined : rules.wages.get(payer.region)
      return wage === undefined ? 'unknown_region' : of(wage)
    }
    default:
      return payer.base === null ? 'unknown_base' : of(payer.base)
  }
}

/**
 * What a member owes for a month. Who pays elsewhere for the time (temporarily away), or has paid it before coming, owes nothing
 * here. Rate and cut are one fraction, rounded once. Unknown things give a due of null, never a guess.
 */
export function dueFor(rules: MonthRules, payer: Payer, month: Day): Due {
  const none = (why: Why, rate: string | null = null, owed: number | null = null): Due => ({
    rate,
    owed,
    due: 0,
    why,
    percent: why === 'waived' ? 100 : 0,
  })
  if (payer.standing === 'away') return none('away')
  if (payer.entry !== null && !rules.entry[payer.entry]) return none('entry')
  const rate = rateFor(rules, payer, month)
  const sum = rate === null ? 'unknown_class' : sumOf(rules, rate, payer)
  const owed = typeof sum === 'string' ? null : shareOfMoney(sum.amount, sum.numerator, sum.denominator)
  const code = rate?.code ?? null
  if (rules.exemptSeniority !== null && (payer.seniorityMonths ?? 0) >= rules.exemptSeniority)
    return none('seniority', code, owed)
  if (payer.percent >= 100) return none('waived', code, owed)
  if (typeof sum === 'string') return { rate: code, owed: null, due: null, why: sum, percent: payer.percent }
  const due = shareOfMoney(sum.amount, sum.numerator * (100 - payer.percent), sum.denominator * 100)
  const why: Why = payer.standing === 'paused' ? 'deferred' : payer.percent > 0 ? 'cut' : 'rate'
  return { rate: code, owed, due, why, percent: payer.percent }
}
