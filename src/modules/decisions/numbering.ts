// Numbers of papers run per issuer and kind through one committee term (DOC-02): the same number twice inside a term is one too many.
import { contains } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { DecisionInput } from './decision-fields.ts'

export type Paper = Pick<DecisionInput, 'issuer' | 'kind' | 'number' | 'issuedOn'>

/** The terms by which the bloc's papers are numbered; they do not overlap. */
export type TermProvider = (ctx: Pick<ReadContext, 'tenantId' | 'db'>) => Promise<readonly DateRange[]>

let provider: TermProvider = () => Promise.resolve([])

/** Whoever keeps the committees' terms says so when it is loaded; declaring is registering. */
export function numberingTerms(terms: TermProvider): void {
  provider = terms
}

export const readTerms: TermProvider = (ctx) => provider(ctx)

/** What a number must be unique in: the term of the day, or the calendar year where no term is known. */
function seriesOf(terms: readonly DateRange[], day: Day): string {
  const term = terms.find((each) => contains(each, day))
  return term ? `term ${term.from}` : `year ${yearOf(day)}`
}

/** The first paper whose number another paper of the same issuer, kind and term bears already, issued on another day. */
export function numberTaken(
  terms: readonly DateRange[],
  known: readonly Paper[],
  papers: readonly Paper[],
): { at: number; other: Paper } | null {
  const taken = new Map<string, Paper>()
  const keyOf = ({ issuer, kind, number, issuedOn }: Paper): string =>
    JSON.stringify([fold(issuer), kind, number.toLowerCase(), seriesOf(terms, issuedOn)])
  for (const paper of known) taken.set(keyOf(paper), paper)
  for (const [at, paper] of papers.entries()) {
    const key = keyOf(paper)
    const other = taken.get(key)
    if (other && other.issuedOn !== paper.issuedOn) return { at, other }
    taken.set(key, paper)
  }
  return null
}
