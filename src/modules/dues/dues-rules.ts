// The rules of dues read for a month: rates, wages, ages, shares, and what of them was never confirmed (rules DUES_*).
import { addMonths, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { fieldsOf, itemsOf, keepsQuantity, quantityOf, verdict } from '#modules/rulebook/rulebook.server.ts'
import type { EffectiveRule, Rulebook, RuleItem, Verdict } from '#modules/rulebook/rulebook.server.ts'
import { rateFor } from './dues.ts'
import type { MonthRules, Payer, Rate } from './dues.ts'

const number = (item: RuleItem, name: string, otherwise: number): number =>
  typeof item[name] === 'number' ? item[name] : otherwise

const rateOf = (item: RuleItem): Rate => ({
  code: item.code,
  by: item['by'] as Rate['by'],
  numerator: number(item, 'numerator', 1),
  denominator: number(item, 'denominator', 1),
  amount: number(item, 'amount', 0),
})

/** Ages of retirement of a year; a year after the list has those of its last. */
function retirementOf(rule: EffectiveRule | null, month: Day): MonthRules['retirement'] {
  if (rule === null) return null
  const items = itemsOf(rule)
  const item = items.find(({ code }) => Number(code) === yearOf(month)) ?? items.at(-1)
  return item ? { male: number(item, 'men', 0), female: number(item, 'women', 0) } : null
}

/** What the rules of the first day of a month say; without a rule of that day nothing is known. */
export function monthRules(rules: Rulebook, month: Day): MonthRules {
  const rates = rules.at('DUES_RATES', month)
  const wages = rules.at('DUES_REGIONAL_WAGE', month)
  const seniority = rules.at('DUES_EXEMPT_SENIORITY', month)
  const entry = rules.at('DUES_MONTH_OF_ENTRY', month)
  return {
    rates: new Map((rates ? itemsOf(rates) : []).map((item) => [item.code, rateOf(item)])),
    wages: new Map((wages ? itemsOf(wages) : []).map((item) => [item.code, number(item, 'amount', 0)])),
    retirement: retirementOf(rules.at('DUES_RETIREMENT_AGE', month), month),
    exemptSeniority: seniority ? quantityOf(seniority).amount * 12 : null,
    entry: entry
      ? { admission: fieldsOf(entry)['admission'] === true, arrival: fieldsOf(entry)['arrival'] === true }
      : { admission: true, arrival: true },
  }
}

/** Shares kept by kind of unit, in percent of what each receives. */
export function retention(rules: Rulebook, month: Day): Map<string, number> {
  const rule = rules.at('DUES_RETENTION', month)
  return new Map((rule ? itemsOf(rule) : []).map((item) => [item.code, number(item, 'percent', 0)]))
}

/** The causes that free from dues on a day, and the cuts that may be given, in percent. */
export function reliefChoices(rules: Rulebook, on: Day): { causes: readonly RuleItem[]; cuts: readonly number[] } {
  const [causes, cuts] = [rules.at('DUES_EXEMPT_CAUSES', on), rules.at('DUES_CUTS', on)]
  return {
    causes: causes ? itemsOf(causes) : [],
    cuts: cuts ? itemsOf(cuts).map((item) => number(item, 'percent', 0)) : [],
  }
}

/** A waiver or cut lasts at most the months of DUES_WAIVER_MAX; a cut is one of DUES_CUTS. Days without a rule are not judged. */
export function judgeRelief(rules: Rulebook, from: Day, to: Day, percent: number): Verdict[] {
  const longest = rules.at('DUES_WAIVER_MAX', from)
  const cuts = rules.at('DUES_CUTS', from)
  const { amount } = longest ? quantityOf(longest) : { amount: 0 }
  return [
    ...(longest ? [verdict(longest, to <= addMonths(from, amount), from)] : []),
    ...(cuts && percent < 100 ? [verdict(cuts, reliefChoices(rules, from).cuts.includes(percent), from)] : []),
  ]
}

/** An amount fixed for one member lies within what the rule leaves free. */
export function judgeAmount(rules: Rulebook, payer: Payer, month: Day): Verdict[] {
  const rule = rules.at('DUES_RATES', month)
  const rate = rateFor(monthRules(rules, month), payer, month)
  const item = rule ? itemsOf(rule).find(({ code }) => code === rate?.code) : undefined
  if (!rule || !item || payer.base === null || rate?.by !== 'amount') return []
  const kept = payer.base >= number(item, 'least', 0) && payer.base <= number(item, 'most', Number.MAX_SAFE_INTEGER)
  return [verdict(rule, kept, month)]
}

/** Whether so many unpaid months in a year are a reason to consider striking off (rule 4.1): only told, nothing follows by itself. */
export function strikeOffReached(rules: Rulebook, unpaidMonths: number, on: Day): boolean {
  const rule = rules.at('STRIKE_OFF_DUES', on)
  return rule !== null && keepsQuantity(quantityOf(rule), unpaidMonths)
}

/** The fewest unpaid months that reach rule 4.1; null before the rule. */
export function strikeOffMonths(rules: Rulebook, on: Day): number | null {
  const rule = rules.at('STRIKE_OFF_DUES', on)
  return rule ? quantityOf(rule).amount : null
}

const TOLD = ['DUES_RATES', 'DUES_REGIONAL_WAGE', 'DUES_RETENTION'] as const

/** Rules the numbers of a month rest on that nobody has held against their text: pages say so. */
export function unconfirmed(rules: Rulebook, month: Day, codes: readonly string[] = TOLD): EffectiveRule[] {
  return codes.flatMap((code) => {
    const rule = rules.at(code, month)
    return rule && !rule.version.confirmed && rule.override === null ? [rule] : []
  })
}
