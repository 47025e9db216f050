// The figures of articles A–D that the demo must give back, each with its day or period and the way it is asked of the figure engine.
import { day, daysBetween } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { truncatePercent, formatPercent } from '#kernel/vietnamese/number.ts'
import { BLOC_1, BLOC_2, BLOC_2_CONGRESS_ON, BLOC_3 } from './blocs.ts'

/** One question to the engine: an indicator at the bloc, over a span (a stock looks at its last day). */
export interface Question {
  indicator: string
  from?: Day
  to: Day
  part?: { dimension: string; value: string }
}

/** What the engine answered: the figure, the rows behind it, their values by breakdown. */
export interface Answer {
  num: number
  records: number
  parts: Record<string, Record<string, number>>
}

export interface ArticleFigure {
  article: 'A' | 'B' | 'C' | 'D'
  /** The bloc of the demo. */
  slug: string
  figure: string
  /** Day or period, as people write it. */
  at: string
  expected: number | string
  questions: readonly Question[]
  /** From the answers to the number compared; the first answer's count without it. `target` is that of the term, where one is set. */
  of?: (answers: readonly Answer[], target: number | null) => number | string
  /** The period whose target of I04 at the bloc is handed to `of`. */
  targetOf?: string
  /** Compares; equality without it. */
  ok?: (computed: number | string) => boolean
}

const A = day('2023-09-21')
const B = day('2018-06-20')
const C = day('2023-11-03')
const HALF_TERM = { from: BLOC_2_CONGRESS_ON, to: B }
const TERM = 'nhiem-ky-2015-2020'

const at = (article: ArticleFigure['article'], slug: string, when: string) =>
  (figure: string, expected: ArticleFigure['expected'], questions: Question | readonly Question[], more: Partial<ArticleFigure> = {}): ArticleFigure =>
    ({ article, slug, figure, at: when, expected, questions: 'indicator' in questions ? [questions] : questions, ...more }) // prettier-ignore

const a = at('A', BLOC_1.slug, '21/09/2023')
const b = at('B', BLOC_2.slug, '20/06/2018')
const halfTerm = at('B', BLOC_2.slug, '21/08/2015–20/06/2018')
const c = at('C', BLOC_3.slug, '03/11/2023')
const d = at('D', BLOC_1.slug, '01/01–30/09/2020')

const part = (indicator: string, to: Day, dimension: string, value: string): Question => ({
  indicator,
  to,
  part: { dimension, value },
})
const minus = ([first, second]: readonly Answer[]): number => (first?.num ?? 0) - (second?.num ?? 0)
/** '67,77%' as a number. */
const asNumber = (percent: string): number => Number(percent.replace('%', '').replace(',', '.'))

export const articleFigures: readonly ArticleFigure[] = [
  a('grassroots units', 63, { indicator: 'I01', to: A }),
  a('grassroots committees', 33, part('I01', A, 'kind', 'grassroots_committee')),
  a('grassroots cells', 30, part('I01', A, 'kind', 'grassroots_cell')),
  a('sections', 10, { indicator: 'I02B', to: A }),
  a('committees in districts', 7, part('I01', A, 'place', 'local')),
  a('sections in districts', 8, part('I02B', A, 'place', 'local')),
  a('sub-cells in districts', 62, part('I02', A, 'place', 'local')),
  a('members', 4351, { indicator: 'I03', to: A }),
  a('full members', 4139, part('I03', A, 'status', 'full')),
  a('probationary members', 212, part('I03', A, 'status', 'probationary')),

  b('grassroots units', 53, { indicator: 'I01', to: B }),
  b('members', 2397, { indicator: 'I03', to: B }),
  at('B', BLOC_2.slug, '21/08/2015')('members at the end of the term 2010–2015', 2301, {
    indicator: 'I03',
    to: BLOC_2_CONGRESS_ON,
  }),
  b('members more than at the end of the term 2010–2015', 96, [{ indicator: 'I03', to: B }, { indicator: 'I03', to: BLOC_2_CONGRESS_ON }], { of: minus }), // prettier-ignore
  halfTerm('admissions', 305, { indicator: 'I04', ...HALF_TERM }),
  // The article cuts 67,777… after two decimals; the product rounds half up everywhere. Both are checked, so neither is hidden.
  halfTerm('admissions, % of the term target 450, cut as in the article', 67.77, { indicator: 'I04', ...HALF_TERM }, { targetOf: TERM, of: ([answer], target) => asNumber(truncatePercent(answer?.num ?? 0, target, 2)) }), // prettier-ignore
  halfTerm('admissions, % of the term target 450, rounded as the product shows it', 67.78, { indicator: 'I04', ...HALF_TERM }, { targetOf: TERM, of: ([answer], target) => asNumber(formatPercent(answer?.num ?? 0, target, 2)) }), // prettier-ignore
  halfTerm('thematic topics a year, on average', 'over 800', { indicator: 'I26N', ...HALF_TERM }, { of: ([answer]) => Math.floor(((answer?.num ?? 0) / (daysBetween(HALF_TERM.from, HALF_TERM.to) + 1)) * 365.25), ok: (computed) => Number(computed) > 800 }), // prettier-ignore

  c('grassroots units', 94, { indicator: 'I01', to: C }),
  c('sectors of grassroots units', 8, { indicator: 'I01', to: C }, { of: ([answer]) => Object.keys(answer?.parts['sector'] ?? {}).length }), // prettier-ignore
  c('members', 7595, { indicator: 'I03', to: C }),

  d('admissions in nine months', 99, { indicator: 'I04', from: day('2020-01-01'), to: day('2020-09-30') }),
]
