// What one hand-over is: from which bloc, into which, on which day, what of it, by which paper. One row of operator.hand_over.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { DecisionInput } from '#modules/decisions/decisions.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'

export interface HandOverPlan {
  /** consolidate, absorb: the whole bloc goes; part: the units named, with everything below them. */
  kind: 'consolidate' | 'absorb' | 'part'
  /** The chosen units of a part. */
  roots: Id[]
  /** Put before every code of a unit that comes; empty when none is taken in the new bloc. */
  prefix: string
  /** The old bloc's own unit, and the new one's. */
  oldTop: Id
  newTop: Id
  /** Rights held over the whole old bloc become rights over the whole new one; without it only administrators' do. */
  keepRights: boolean
  /** The local rules of the blocs agree, so they come along. */
  sameRules: boolean
  decision: DecisionInput
}

export interface HandOver {
  id: Id
  from: Tenant
  into: Tenant
  on: Day
  plan: HandOverPlan
}

export const isWhole = ({ plan }: Pick<HandOver, 'plan'>): boolean => plan.kind !== 'part'
