// The face of data quality: rules held against the records of a day, as a list, a score, due work and a figure. Other modules, routes
// and the command line import only this file.
import { findingSheet, listFindings } from './list-findings.ts'
import './quality-figures.ts'
import { readScores } from './read-scores.ts'

export { SEVERITIES } from './data-rules.ts'
export type { Severity } from './data-rules.ts'
export type { Finding } from './list-findings.ts'
export { qualityDue } from './quality-due.ts'
export { dataRuleNames, mendNames, qualityErrors, severityNames } from './quality-messages.ts'
export type { RuleScore, UnitScore } from './read-scores.ts'
export { findingSheet, listFindings, readScores }

export const qualityQueries = [listFindings, findingSheet, readScores]
