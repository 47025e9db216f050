// The face of decisions: the papers that every change cites (idea 5). Other modules, routes and the command line import only this file.
export { decisionFields, decisionInput } from './decision-fields.ts'
export type { CitedDecision, DecisionInput } from './decision-fields.ts'
export { citeDecision, recordDecision, recordDecisions } from './record-decision.ts'
export { numberingTerms } from './numbering.ts'
export type { TermProvider } from './numbering.ts'
export { decisionsById, listDecisions } from './list-decisions.ts'
export type { Decision } from './list-decisions.ts'
export { decisionErrors, decisionKindNames } from './decisions-messages.ts'
