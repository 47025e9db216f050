// Recomputes every figure of the articles through the figure engine, with the rows behind each: does the demo still tell the truth?
import { dayOf, yearOf } from '#kernel/day.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { indicatorsOf, rollUp, traceFigure } from '#modules/figures/figures.server.ts'
import type { Indicator } from '#modules/figures/figures.server.ts'
import { targetsOf } from '#modules/targets/targets.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import { readTree } from '#modules/units/units.server.ts'
import '#product'
import type { Database } from '#platform/db/db.ts'
import { askAll } from '#platform/operation/execute.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { articleFigures } from './article-figures.ts'
import type { Answer, ArticleFigure, Question } from './article-figures.ts'
import { checkDossiers } from './check-dossiers.ts'
import { checkEnding, checkMerger } from './check-hand-overs.ts'

export interface CheckedFigure {
  article: string
  figure: string
  at: string
  expected: number | string
  computed: number | string | null
  /** Rows the drill-down returns. */
  records: number
  ok: boolean
}

/** One entry a figure, in the order of the list. A bloc that is not loaded fails its figures. */
export async function checkDemo(database: Database): Promise<CheckedFigure[]> {
  const checked = new Map<ArticleFigure, CheckedFigure>()
  for (const [slug, figures] of Map.groupBy(articleFigures, (figure) => figure.slug)) {
    const tenant = await tenantBySlug(database, slug)
    for (const figure of figures) checked.set(figure, { ...plain(figure), computed: null, records: 0, ok: false })
    if (!tenant) continue
    await askAll(database, systemCaller(tenant.id, 'demo check'), async (run, ctx) => {
      const { units } = await run(readTree, {})
      const top = units.find(({ parentId }) => parentId === null)
      if (!top) return
      for (const figure of figures) checked.set(figure, await checkOne(ctx, top.id, figure))
    })
  }
  const articles = articleFigures.map((figure) => checked.get(figure) as CheckedFigure)
  return [
    ...articles,
    ...(await checkDossiers(database)),
    ...(await checkMerger(database)),
    ...(await checkEnding(database)),
  ]
}

const plain = ({ article, figure, at, expected }: ArticleFigure) => ({ article, figure, at, expected })

async function checkOne(ctx: ReadContext, top: string, figure: ArticleFigure): Promise<CheckedFigure> {
  const answers: Answer[] = []
  for (const question of figure.questions) answers.push(await answerTo(ctx, top, question))
  const target = figure.targetOf ? ((await targetsOf(ctx, figure.targetOf)).get('I04')?.get(top) ?? null) : null
  const computed = figure.of ? figure.of(answers, target) : (answers[0]?.num ?? 0)
  const records = answers.reduce((sum, answer) => sum + answer.records, 0)
  // The list behind a figure must give the figure back, else neither can be trusted.
  const traced = answers.every(({ num, records: rows }) => num === rows)
  const ok = traced && (figure.ok ? figure.ok(computed) : computed === figure.expected)
  return { ...plain(figure), computed, records, ok }
}

async function answerTo(ctx: ReadContext, top: string, question: Question): Promise<Answer> {
  const [indicator] = indicatorsOf([question.indicator]) as [Indicator]
  const span = { from: question.from ?? dayOf(yearOf(question.to), 1, 1), to: question.to }
  const request = { key: indicator.code, indicator, span, dimensions: indicator.dimensions }
  const basis = { on: question.to }
  const table = await rollUp(ctx, [request], { basis, units: [top] })
  const figure = table.get(indicator.code)?.get(top)
  const { part } = question
  const num = (part ? figure?.parts[part.dimension]?.[part.value]?.num : figure?.num) ?? 0
  const trace = await traceFigure(ctx, request, { basis, unitId: top, part, limit: 1, offset: 0 })
  const parts = Object.fromEntries(
    Object.entries(figure?.parts ?? {}).map(([dimension, values]) => [
      dimension,
      Object.fromEntries(Object.entries(values).map(([value, sums]) => [value, sums.num])),
    ]),
  )
  return { num, records: trace.total, parts }
}
