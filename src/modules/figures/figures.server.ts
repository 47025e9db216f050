// Face of the figures area: declaring indicators, counting them over the tree, and the records behind each figure.
import { listRecords, partOf } from './list-records.ts'
import { listIndicators, readFigures } from './read-figures.ts'
import './unit-figures.ts'

export { addFigures, changeOf, comparable, figureValue, zeroFigure } from './figure.ts'
export type { Figure } from './figure.ts'
export { figureInput, indicatorsOf, optionalPeriod, spanAndBasis } from './figure-inputs.ts'
export { figuresErrors } from './figures-messages.ts'
export { allIndicators, indicator, indicatorOf } from './indicator.ts'
export type { DimensionWords, Follows, Indicator, IndicatorWords, RecordsAt, RecordView } from './indicator.ts'
export { rollUp } from './roll-up.ts'
export type { Basis, FigureRequest, FigureTable } from './roll-up.ts'
export { ownRecords, traceFigure } from './trace.ts'
export type { Trace, TracedRecord } from './trace.ts'
export { listIndicators, listRecords, partOf, readFigures }

export const figuresQueries = [readFigures, listRecords, listIndicators]
