// Figures of indicators for the units below one unit (or one unit alone), with what each may be compared to: the API and the Số liệu page.
import { optionalId, flagField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { figureValue } from './figure.ts'
import { figureInput, indicatorsOf, spanAndBasis } from './figure-inputs.ts'
import { allIndicators } from './indicator.ts'
import { rollUp } from './roll-up.ts'

export const readFigures = query({
  name: 'figures.read-figures',
  summary: 'Figures of indicators for every unit you may see, over a period or as of a day',
  permission: 'figure.read',
  input: v.object({
    ...figureInput,
    /** Codes, separated by commas; all without it. */
    indicators: v.optional(v.string(), ''),
    unitId: optionalId(),
    breakdowns: flagField(),
  }),
  async run(ctx, input) {
    const codes = input.indicators.split(',').filter(Boolean)
    const chosen = codes.length > 0 ? indicatorsOf(codes) : allIndicators()
    const { span, basis } = spanAndBasis(input, ctx.today)
    const table = await rollUp(
      ctx,
      chosen.map((indicator) => ({
        key: indicator.code,
        indicator,
        span,
        dimensions: input.breakdowns ? indicator.dimensions : [],
      })),
      { basis, ...(input.unitId ? { units: [input.unitId] } : {}) },
    )
    return {
      span,
      figures: chosen.flatMap((indicator) =>
        [...(table.get(indicator.code) ?? [])].map(([unitId, figure]) => ({
          indicator: indicator.code,
          unitId,
          value: figureValue(figure),
          ...figure,
        })),
      ),
    }
  },
})

export const listIndicators = query({
  name: 'figures.list-indicators',
  summary: 'The catalogue of indicators: code, name, kind, what they count and how they break down',
  permission: 'figure.read',
  input: v.object({}),
  run: () =>
    Promise.resolve(
      allIndicators().map(({ code, kind, shape, counts, dimensions, words }) => ({
        code,
        kind,
        shape,
        counts,
        dimensions,
        words,
      })),
    ),
})
