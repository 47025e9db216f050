// Adds acts to a plan, any number at once (a table filled in, a branch dragged elsewhere). What can never be carried out is refused
// here, at its field; what other acts may still complete is shown by the simulation.
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { refuseHopeless } from './act-check.ts'
import { asPlanAct, planActInput } from './plan-acts.ts'
import { actsOf, insertActs, lockPlan, takeStep } from './plan-store.ts'

const MOST = 1000

export const addActs = operation({
  name: 'reorganisations.add-acts',
  summary: 'Add acts to a plan, after those that are there',
  permission: 'reorganisation.write',
  input: v.object({
    planId: idField(),
    version: versionField(),
    acts: v.pipe(
      v.array(planActInput, 'field.shape'),
      v.minLength(1, 'reorganisations.no_acts'),
      v.maxLength(MOST, 'reorganisations.too_many_acts'),
    ),
  }),
  async run(ctx, input) {
    const plan = await lockPlan(ctx, input.planId, 'edit', input.version)
    const added = input.acts.map(asPlanAct)
    const standing = (await actsOf(ctx, plan.id)).map(({ act }) => act)
    await refuseHopeless(ctx, { plan, acts: [...standing, ...added], judged: { from: standing.length, path: 'acts' } })
    const actIds = await insertActs(ctx, plan.id, added)
    ctx.note({ added: added.map(({ kind }) => kind) })
    return { ...(await takeStep(ctx, plan, 'edit')), actIds }
  },
})
