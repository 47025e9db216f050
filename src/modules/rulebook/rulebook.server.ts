// Face of the rulebook: dated rules with their source, the bloc's own values, verdicts that explain themselves (idea 4).
import { endOverride } from './end-override.ts'
import { listRules } from './list-rules.ts'
import { overrideRule } from './override-rule.ts'
import { showRule } from './show-rule.ts'

export { fieldsOf, itemsOf, quantityOf, shareOf, AREAS } from './rule.ts'
export type { EffectiveRule, RuleArea, RuleOverride, RuleVersion } from './rule.ts'
export { keepsQuantity, keepsShare, votesNeeded } from './rule-value.ts'
export type { Quantity, RuleItem, RuleValue, Share } from './rule-value.ts'
export { loadRulebook, rulebookOf, ruleTitles } from './rule-queries.ts'
export type { Rulebook } from './rule-queries.ts'
export { explain, refusalAmong, verdict } from './verdict.ts'
export type { Explanation, SawRecord, Verdict } from './verdict.ts'
export { workingCalendarOf } from './working-calendar.ts'
export { citation, describeValue, rulebookErrors, verdictSentence } from './rulebook-messages.ts'
export { endOverride, listRules, overrideRule, showRule }

export const rulebookOperations = [overrideRule, endOverride]
export const rulebookQueries = [listRules, showRule]
