// One unit in a few figures since 1 January, each against the same days of last year: one statement for all of them.
import { addMonths, dayOf, yearOf } from '#kernel/day.ts'
import { changeOf, figureValue, indicatorOf, rollUp, zeroFigure } from '#modules/figures/figures.server.ts'
import type { Indicator } from '#modules/figures/figures.server.ts'
import { idField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'

/** Members, admissions, confirmations, regular meetings, attendance, themes. */
const CODES = ['I03', 'I04', 'I07', 'I24', 'I25', 'I26N']

export const atAGlance = query({
  name: 'agenda.at-a-glance',
  summary: 'A few figures of one unit since 1 January, with the change against the same days of last year',
  permission: 'figure.read',
  input: v.object({ unitId: idField(), on: optionalDay() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const on = input.on ?? ctx.today
    const span = { from: dayOf(yearOf(on), 1, 1), to: on }
    const before = { from: addMonths(span.from, -12), to: addMonths(on, -12) }
    const chosen = CODES.map((code) => indicatorOf(code)).filter((each): each is Indicator => each !== undefined)
    const table = await rollUp(
      ctx,
      chosen.flatMap((indicator) => [
        { key: indicator.code, indicator, span },
        { key: `${indicator.code} before`, indicator, span: before },
      ]),
      // With what the unit took over: it is compared with what it came from.
      { basis: { lineage: on }, units: [input.unitId] },
    )
    return {
      span,
      figures: chosen.map((indicator) => {
        const at = (key: string) => table.get(key)?.get(input.unitId) ?? zeroFigure(indicator.shape)
        const [now, then] = [at(indicator.code), at(`${indicator.code} before`)]
        return {
          code: indicator.code,
          words: indicator.words,
          shape: indicator.shape,
          better: indicator.better ?? null,
          num: now.num,
          den: now.den,
          value: figureValue(now),
          change: changeOf(now, then),
        }
      }),
    }
  },
})
