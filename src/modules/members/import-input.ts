// The shape of an import: one entry a member, with everything that happened; papers are listed once and cited by their place.
import { dayField, idField, optionalDay, optionalId, optionalText, choiceField } from '#platform/operation/fields.ts'
import { decisionInput } from '#modules/decisions/decisions.server.ts'
import * as v from 'valibot'
import { EVENT_KINDS, MEMBER_STATUSES, STANDINGS } from './member.ts'
import { personFields } from './person-fields.ts'
import { recordEntries } from './record-fields.ts'

const MOST = 50_000

/** Spans are [from, to): `to` is the first day that is not in it, null for open. */
const span = { from: dayField(), to: v.optional(optionalDay(), null) }

const member = v.object({
  /** Given by who needs to refer to the members afterwards. */
  memberId: v.optional(optionalId(), null),
  ...personFields(),
  cardNumber: v.optional(optionalText(30), null),
  fileNumber: v.optional(optionalText(30), null),
  /** The rest of the record; what stands above is not asked here again. */
  record: v.optional(v.object(recordEntries()), {}),
  admittedOn: dayField(),
  confirmedOn: v.optional(optionalDay(), null),
  leftOn: v.optional(optionalDay(), null),
  statuses: v.pipe(
    v.array(
      v.object({
        status: choiceField(MEMBER_STATUSES),
        standing: v.optional(choiceField(STANDINGS), 'active'),
        ...span,
      }),
    ),
    v.minLength(1, 'field.required'),
  ),
  cells: v.pipe(v.array(v.object({ unitId: idField(), ...span })), v.minLength(1, 'field.required')),
  events: v.array(
    v.object({
      kind: choiceField(EVENT_KINDS),
      unitId: idField(),
      effectiveOn: dayField(),
      decidedOn: dayField(),
      onTime: v.optional(v.nullable(v.boolean()), null),
      youthMember: v.optional(v.nullable(v.boolean()), null),
      /** Place in `decisions`, from 0. */
      decision: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
      fromPlace: v.optional(optionalText(250), null),
      toPlace: v.optional(optionalText(250), null),
    }),
  ),
})

export const importInput = v.object({
  members: v.pipe(v.array(member), v.minLength(1, 'field.required'), v.maxLength(MOST, `field.too_long:${MOST}`)),
  decisions: v.optional(v.array(decisionInput), []),
})

export type ImportedMember = v.InferOutput<typeof member>
