// A congress is put off to another day, or will not be held at all; both with their reason, which stays on its timeline.
import { AppError } from '#kernel/errors.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { dayField, idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { congressDue } from './congress-due.ts'
import { lockCongress, stepOf, unitOfCongress, writeStep } from './congress-store.ts'
import { enforceDay, judgeDay, standingsOf } from './plan-congresses.ts'

export const postponeCongress = operation({
  name: 'congresses.postpone-congress',
  summary: 'Put a congress off to another day, with the reason',
  permission: 'congress.write',
  input: v.object({ congressId: idField(), version: versionField(), newDay: dayField(), reason: textField(1000) }),
  units: unitOfCongress,
  async run(ctx, input) {
    const congress = await lockCongress(ctx, input, 'postpone')
    if (input.newDay === congress.plannedOn) throw AppError.at('newDay', 'congresses.same_day')
    const standing = (await standingsOf(ctx, [{ unitId: congress.unitId, on: input.newDay }])).get(congress.unitId)
    if (!standing) throw AppError.at('newDay', 'congresses.unit_not_there', { on: input.newDay })
    const rules = await loadRulebook(ctx)
    const due = congressDue(rules, standing, input.newDay)
    const warnings =
      due?.cycle === congress.cycle ? enforceDay(judgeDay(rules, standing, due, input.newDay), 'newDay') : []
    const written = await writeStep(ctx, congress, stepOf(ctx, 'postpone', input.newDay, input.reason), {
      planned_on: input.newDay,
    })
    return { ...written, warnings }
  },
})

export const cancelCongress = operation({
  name: 'congresses.cancel-congress',
  summary: 'Cancel a congress that is still to come, with the reason',
  permission: 'congress.write',
  input: v.object({ congressId: idField(), version: versionField(), reason: textField(1000) }),
  units: unitOfCongress,
  async run(ctx, input) {
    const congress = await lockCongress(ctx, input, 'cancel')
    return writeStep(ctx, congress, stepOf(ctx, 'cancel', null, input.reason), {})
  },
})
