// What a plan consists of: the acts on units, and what only a plan says — who takes a post, who goes on with open matters, which
// letter consents to a form that differs from the norm (ORG-05).
import type { Id } from '#kernel/ids.ts'
import { readAct, reorganisationActInput, unitsOfAct } from '#modules/units/units.server.ts'
import type { ReorganisationAct } from '#modules/units/units.server.ts'
import { idField, optionalId, optionalText, textField } from '#platform/operation/fields.ts'
import * as v from 'valibot'

export const PLAN_ONLY_KINDS = ['appoint', 'settle', 'consent'] as const

/** Somebody takes a post in a unit on the day of the plan: a person of the register, or a name. */
export interface AppointAct {
  kind: 'appoint'
  unitId: Id
  post: string
  personId: Id | null
  holderName: string | null
}

/** What goes on of one area in a unit that ends goes on in another; null: it ends with the unit. */
export interface SettleAct {
  kind: 'settle'
  area: string
  from: Id
  to: Id | null
}

/** The upper committee consents in writing to the unit's form: number and day of the letter. */
export interface ConsentAct {
  kind: 'consent'
  unitId: Id
  paper: string
}

export type PlanAct = ReorganisationAct | AppointAct | SettleAct | ConsentAct

export type PlanActKind = PlanAct['kind']

/** One act of a plan as it comes in; the result is a `PlanAct`. */
export const planActInput = v.variant(
  'kind',
  [
    reorganisationActInput,
    v.pipe(
      v.object({
        kind: v.literal('appoint'),
        unitId: idField(),
        post: textField(60),
        personId: v.optional(optionalId(), null),
        holderName: v.optional(optionalText(200), null),
      }),
      v.forward(
        v.check(({ personId, holderName }) => personId !== null || holderName !== null, 'field.required'),
        ['holderName'],
      ),
    ),
    v.object({ kind: v.literal('settle'), area: textField(40), from: idField(), to: v.optional(optionalId(), null) }),
    v.object({ kind: v.literal('consent'), unitId: idField(), paper: textField(200) }),
  ],
  'field.choice',
)

/** The schema's result as the plan keeps it. */
export const asPlanAct = (act: v.InferOutput<typeof planActInput>): PlanAct => (isOwn(act) ? act : readAct(act))

type OwnAct = AppointAct | SettleAct | ConsentAct

const isOwn = <Act extends { kind: string }>(
  act: Act,
): act is Extract<Act, { kind: (typeof PLAN_ONLY_KINDS)[number] }> => PLAN_ONLY_KINDS.some((kind) => kind === act.kind)

/** Whether an act changes the tree, rather than saying what goes on in it. */
export const isUnitAct = (act: PlanAct): act is ReorganisationAct => !isOwn(act)

/** All units an act names that are not of its own making. */
export function unitsNamed(act: PlanAct): Id[] {
  if (isUnitAct(act)) return unitsOfAct(act)
  if (act.kind === 'settle') return act.to === null ? [act.from] : [act.from, act.to]
  return [(act satisfies OwnAct).unitId]
}

/** The standing units an act changes or ends: two plans may not both do that (parents and new places are only named). */
export function unitsChanged(act: PlanAct): Id[] {
  if (!isUnitAct(act)) return []
  switch (act.kind) {
    case 'found':
    case 'transfer_in':
      return []
    case 'consolidate':
      return [...act.inputs]
    case 'absorb':
      return [...act.inputs, act.into]
    case 'split':
    case 'separate':
    case 'dissolve':
      return [act.input, ...Object.keys(act.children)]
    default:
      return [act.unitId]
  }
}
