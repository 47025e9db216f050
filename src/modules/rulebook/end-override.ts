// Ends a bloc's own value: from a day on, today or later, the national value holds again.
import { AppError, notFound } from '#kernel/errors.ts'
import { dayField, idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { loadOverrides } from './rule-queries.ts'
import { closeOverride } from './rule-store.ts'

export const endOverride = operation({
  name: 'rulebook.end-override',
  summary: "End the bloc's own value of a rule on a day",
  permission: 'rulebook.override',
  input: v.object({ overrideId: idField(), on: dayField() }),
  async run(ctx, input) {
    const row = (await loadOverrides(ctx)).find((each) => each.id === input.overrideId)
    if (!row) throw notFound()
    if (input.on < ctx.today) throw AppError.at('on', 'rulebook.override_in_past')
    if (input.on <= row.from) throw AppError.at('on', 'rulebook.end_before_start')
    if (row.to !== null && input.on >= row.to) throw AppError.at('on', 'rulebook.override_ended')
    await closeOverride(ctx, row.id, row.from, input.on)
    ctx.touch(row.id)
    ctx.note({ code: row.code, endedOn: input.on })
    return {}
  },
})
