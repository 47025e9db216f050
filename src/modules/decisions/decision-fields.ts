// The paper that a change cites (idea 5), as part of any operation's input: a known one by id, or a new one by its fields.
import { dayField, optionalId, optionalText, textField } from '#platform/operation/fields.ts'
import * as v from 'valibot'

/** A paper as it is written down: number as printed (412-QĐ/ĐUK), day of issue, who issued and who signed it, what about. */
export const decisionInput = v.object({
  number: textField(60),
  kind: v.pipe(
    optionalText(40),
    v.transform((kind) => kind ?? 'decision'),
  ),
  issuedOn: dayField(),
  issuer: textField(200),
  signer: optionalText(200),
  abstract: textField(1000),
})

export type DecisionInput = v.InferOutput<typeof decisionInput>

const blank = v.pipe(
  v.unknown(),
  v.transform(() => null),
)

const isBlank = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every((part) => typeof part !== 'string' || part.trim() === '')
    : value === ''

/**
 * Two entries for an operation's input: `decisionId` names a known paper, `decision` describes one. A form that leaves all
 * fields of `decision` empty brings none; one that fills some must fill all that matter.
 *
 *     input: v.object({ unitId: idField(), ...decisionFields() })
 */
export const decisionFields = () => ({
  decisionId: v.optional(optionalId(), null),
  decision: v.optional(
    v.nullable(
      // Chosen by what came, not tried in turn as a union would: so the faults of a half-filled paper are named field by field.
      v.lazy((value) => (value !== undefined && isBlank(value) ? blank : decisionInput)),
    ),
    null,
  ),
})

/** What `decisionFields()` yields; `recordDecision` takes it. */
export interface CitedDecision {
  decisionId: string | null
  decision: DecisionInput | null
}
