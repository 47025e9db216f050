// What rename, move and change have in common: facts of one unit differ from a day on, by a paper.
import { AppError } from '#kernel/errors.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import type { CitedDecision } from '#modules/decisions/decisions.server.ts'
import { dayField, idField } from '#platform/operation/fields.ts'
import type { Context } from '#platform/operation/operation.ts'
import { changeFacts } from './history.ts'
import type { Refusal, UnitFacts, UnitVersion } from './history.ts'
import { refuseOpenMatters } from './open-matters.ts'
import { commitTree, lockTree, lockUnits, readVersions } from './tree-store.ts'
import type { UnitWarning } from './tree-store.ts'
import { isCell } from './unit-kinds.ts'

/** The entries every act on one unit takes: which unit, from which day on, by which paper. */
export const actFields = () => ({ unitId: idField(), effectiveOn: dayField(), ...decisionFields() })

export interface ActInput extends CitedDecision {
  unitId: Id
  effectiveOn: Day
}

export interface ActResult {
  unitId: Id
  /** Unconfirmed rules that the result goes against. */
  warnings: UnitWarning[]
}

/** Constraints of unit_version that a choice may break. */
export const versionConstraints = {
  unit_version_tenant_id_sector_fkey: { code: 'units.unknown_sector', field: 'sector' },
  unit_version_tenant_id_locality_id_fkey: { code: 'units.unknown_locality', field: 'localityId' },
  unit_version_tenant_id_parent_id_fkey: { code: 'units.unknown', field: 'parentId' },
}

export function refuse(refusal: Refusal, history: readonly UnitVersion[], on: Day): never {
  const last = history.at(-1)?.valid
  const days: Record<Refusal, Day | null | undefined> = {
    not_existing: on,
    nothing_changed: on,
    closed_already: last?.to,
    later_acts: last?.from,
  }
  throw refusal === 'nothing_changed'
    ? new AppError('units.nothing_changed')
    : AppError.at('effectiveOn', `units.${refusal}`, { on: days[refusal] })
}

/** Carries out one act on one unit. `change` may look at the unit as it stands that day. */
export async function changeOne(
  ctx: Context,
  input: ActInput,
  parentField: string,
  change: (before: UnitVersion) => Partial<UnitFacts>,
): Promise<ActResult> {
  await lockTree(ctx)
  const before = await readVersions(ctx)
  const { unitId, effectiveOn: on } = input
  const history = before.filter((version) => version.unitId === unitId)
  const standing = history.find(({ valid }) => valid.from <= on && (valid.to === null || on < valid.to))
  if (!standing) refuse('not_existing', history, on)
  const decisionId = await citeDecision(ctx, input)
  const act = { on, decisionId, recordedAt: ctx.now, recordedBy: ctx.actor.accountId }
  const facts = change(standing)
  const changed = changeFacts(history, facts, act, () => ctx.newId())
  if (typeof changed === 'string') refuse(changed, history, on)
  if (isCell(standing.kind) && changed.some(({ kind, valid }) => !isCell(kind) && valid.from >= on)) {
    await lockUnits(ctx, [unitId])
    await refuseOpenMatters(ctx, unitId, on, { field: 'kind', forbids: (matter) => matter.ofCells === true })
  }
  const after = [...before.filter((version) => version.unitId !== unitId), ...changed]
  const warnings = await commitTree(ctx, before, after, {
    touched: new Set([unitId]),
    since: on,
    parentField: () => parentField,
  })
  ctx.touch(unitId, ...(decisionId ? [decisionId] : []))
  ctx.note({ effectiveOn: on, ...facts })
  return { unitId, warnings }
}
