// Numbers of cards and files against the shape the rulebook gives them (DATA_CARD_FORMAT, DATA_FILE_FORMAT), when they are written:
// old numbers stay as they are, and are listed by the quality of data.
import { AppError } from '#kernel/errors.ts'
import { fieldsOf, loadRulebook, refusalAmong, verdict, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import type { EffectiveRule, Verdict } from '#modules/rulebook/rulebook.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'

const numberOf = (rule: EffectiveRule, name: string): number => Number(fieldsOf(rule)[name])

/** Whether a card number has the digits the rule asks for. */
export const isCardNumber = (rule: EffectiveRule, text: string): boolean =>
  new RegExp(`^\\d{${numberOf(rule, 'digits')}}$`).test(text)

/** Whether a file number is so many digits and so many letters; a dash or blank may stand between. */
export const isFileNumber = (rule: EffectiveRule, text: string): boolean =>
  new RegExp(
    `^\\d{${numberOf(rule, 'digits')}}[- ]?\\p{Lu}{${numberOf(rule, 'lettersMin')},${numberOf(rule, 'lettersMax')}}$`,
    'u',
  ).test(text.toUpperCase())

const NUMBERS = [
  { column: 'card_number', field: 'cardNumber', code: 'DATA_CARD_FORMAT', fits: isCardNumber },
  { column: 'file_number', field: 'fileNumber', code: 'DATA_FILE_FORMAT', fits: isFileNumber },
] as const

/** Judges the numbers among changed columns by the rules of today. Throws members.rule at the field; returns what only warns. */
export async function checkNumbers(ctx: ReadContext, changed: Readonly<Record<string, unknown>>): Promise<Verdict[]> {
  const given = NUMBERS.filter(({ column }) => typeof changed[column] === 'string')
  if (given.length === 0) return []
  const rules = await loadRulebook(ctx)
  return given.flatMap(({ column, field, code, fits }) => {
    const rule = rules.at(code, ctx.today)
    if (!rule) return []
    const judged = verdict(rule, fits(rule, String(changed[column])), ctx.today)
    const refusal = refusalAmong([judged])
    if (refusal) throw AppError.at(field, 'members.rule', { sentence: verdictSentence(refusal) })
    return judged.outcome === 'kept' ? [] : [judged]
  })
}
