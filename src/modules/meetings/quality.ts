// Whether a meeting was long enough: 90 minutes, 120 when a theme was treated in the same sitting (rulebook SH-05, SH-05-COMBINED).
// A short meeting is still a fact: the rule only speaks beside it.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { keepsQuantity, quantityOf, verdict } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'

export interface Held {
  id: Id
  heldOn: Day
  minutesLong: number | null
  thematic: boolean
}

/** The rules on length this meeting does not keep; none when its length is not written or no rule was in force. */
export function lengthHints(rules: Pick<Rulebook, 'at'>, meeting: Held): Verdict[] {
  const { heldOn, minutesLong } = meeting
  if (minutesLong === null) return []
  const rule = rules.at(meeting.thematic ? 'SH-05-COMBINED' : 'SH-05', heldOn)
  if (rule === null || keepsQuantity(quantityOf(rule), minutesLong)) return []
  return [verdict(rule, false, heldOn, [{ kind: 'meeting', id: meeting.id }])]
}
