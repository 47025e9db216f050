// A unit ceases to exist: `effectiveOn` is its first day without existence. What stands below it must have gone before, and what
// later areas keep in it (HIS-05): members, posts, open reports.
import { citeDecision } from '#modules/decisions/decisions.server.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { actFields, refuse } from './change-one.ts'
import type { ActResult } from './change-one.ts'
import { closeHistory } from './history.ts'
import { matterKinds, refuseOpenMatters } from './open-matters.ts'
import { commitTree, lockTree, lockUnits, readVersions } from './tree-store.ts'

export const closeUnit = operation({
  name: 'units.close-unit',
  summary: 'End a unit from a day on; refused while units below it go on, or members belong to it',
  permission: 'unit.write',
  input: v.object(actFields()),
  units: (_, input) => [input.unitId],
  async run(ctx, input): Promise<ActResult> {
    await lockTree(ctx)
    const before = await readVersions(ctx)
    const { unitId, effectiveOn: on } = input
    const history = before.filter((version) => version.unitId === unitId)
    const closed = closeHistory(history, on)
    if (typeof closed === 'string') refuse(closed, history, on)
    await lockUnits(ctx, [unitId])
    await refuseOpenMatters(ctx, unitId, on, { field: 'effectiveOn', forbids: (matter) => matter.blocks })
    const after = [...before.filter((version) => version.unitId !== unitId), ...closed]
    const warnings = await commitTree(ctx, before, after, {
      touched: new Set([unitId]),
      since: on,
      parentField: () => 'effectiveOn',
    })
    const decisionId = await citeDecision(ctx, input)
    if (decisionId) {
      await ctx.db
        .updateTable('unit')
        .set({ closing_decision_id: decisionId })
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', unitId)
        .execute()
    }
    // What does not hold the unit up ends with it: nobody keeps a right, or a congress to come, at a unit that is no more.
    const ended: Record<string, number> = {}
    for (const kind of matterKinds().filter(({ blocks }) => !blocks)) {
      const count = (await kind.handOver?.(ctx, [{ from: unitId, to: null }], { on, decisionId })) ?? 0
      if (count > 0) ended[kind.name] = count
    }
    ctx.touch(unitId, ...(decisionId ? [decisionId] : []))
    ctx.note({ effectiveOn: on, ...(Object.keys(ended).length > 0 ? { ended } : {}) })
    return { unitId, warnings }
  },
})
