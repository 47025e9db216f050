// The records behind one figure, page by page: the list re-adds to the figure.
import { AppError } from '#kernel/errors.ts'
import { idField, integerField, optionalText, textField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { figureInput, indicatorsOf, spanAndBasis } from './figure-inputs.ts'
import type { Indicator } from './indicator.ts'
import { traceFigure } from './trace.ts'

/** `sex:female` → one value of one breakdown. Throws figures.unknown_part. */
export function partOf(indicator: Indicator, text: string | null): { dimension: string; value: string } | undefined {
  if (text === null) return undefined
  const [dimension = '', value = ''] = text.split(/:(.*)/s)
  if (!indicator.dimensions.includes(dimension)) throw new AppError('figures.unknown_part')
  return { dimension, value }
}

export const listRecords = query({
  name: 'figures.list-records',
  summary: 'The records behind a figure of one unit, with their sum',
  permission: 'figure.read',
  input: v.object({
    ...figureInput,
    indicator: textField(10),
    unitId: idField(),
    part: optionalText(80),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 500), 50),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const [indicator] = indicatorsOf([input.indicator]) as [Indicator]
    const { span, basis } = spanAndBasis(input, ctx.today)
    const trace = await traceFigure(
      ctx,
      { key: indicator.code, indicator, span },
      {
        basis,
        unitId: input.unitId,
        part: partOf(indicator, input.part),
        limit: input.size,
        offset: (input.page - 1) * input.size,
      },
    )
    return { indicator: indicator.code, words: indicator.words, shape: indicator.shape, span, ...trace }
  },
})
