// What an obligation is, as fields of a form: kind, words, rhythm, and the day it is due counted from the period's first day.
import { choiceField, integerField, optionalId, textField } from '#platform/operation/fields.ts'
import * as v from 'valibot'
import { RHYTHMS } from './rhythm.ts'

export const OBLIGATION_KINDS = ['exchange_plan', 'member_opinion', 'joint_meeting', 'report', 'other'] as const
export type ObligationKind = (typeof OBLIGATION_KINDS)[number]

export const obligationFacts = {
  /** To whom; without it to all the others. */
  toPartyId: v.optional(optionalId(), null),
  kind: choiceField(OBLIGATION_KINDS),
  title: textField(300),
  rhythm: choiceField(RHYTHMS),
  /** Days after the period's first day; negative: before it. */
  dueAfter: integerField(-366, 366),
}
