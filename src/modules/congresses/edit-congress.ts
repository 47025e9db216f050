// Changes the plan of a congress that is still to come; another day than the planned one, once it is known, is a postponement.
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { dayField, idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { congressDue } from './congress-due.ts'
import { lockCongress, stepOf, unitOfCongress, writeStep } from './congress-store.ts'
import { cycleConstraint, enforceDay, judgeDay, planFields, standingsOf } from './plan-congresses.ts'

export const editCongress = operation({
  name: 'congresses.edit-congress',
  summary: 'Change day, form, ordinal, pilot or note of a congress that is still to come',
  permission: 'congress.write',
  input: v.object({ congressId: idField(), version: versionField(), plannedOn: dayField(), ...planFields }),
  units: unitOfCongress,
  constraints: cycleConstraint,
  async run(ctx, input) {
    const congress = await lockCongress(ctx, input, 'edit')
    const standing = (await standingsOf(ctx, [{ unitId: congress.unitId, on: input.plannedOn }])).get(congress.unitId)
    const rules = await loadRulebook(ctx)
    const due = standing ? congressDue(rules, standing, input.plannedOn) : null
    const warnings =
      standing && due?.cycle === congress.cycle
        ? enforceDay(judgeDay(rules, standing, due, input.plannedOn), 'plannedOn')
        : []
    const written = await writeStep(ctx, congress, stepOf(ctx, 'edit', input.plannedOn, null), {
      planned_on: input.plannedOn,
      form: input.form,
      pilot: input.pilot,
      two_contents: input.twoContents,
      ordinal: input.ordinal,
      note: input.note,
    })
    return { ...written, warnings }
  },
})
