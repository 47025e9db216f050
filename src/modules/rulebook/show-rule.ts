// One rule with all its versions, the bloc's own values, and what holds on a day.
import { notFound } from '#kernel/errors.ts'
import { optionalDay, textField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { effectiveRule } from './rule.ts'
import { nationalRules } from './rule-catalogue.ts'
import { loadOverrides } from './rule-queries.ts'

export const showRule = query({
  name: 'rulebook.show-rule',
  summary: 'All versions of a rule, newest first, and what holds on a day',
  permission: 'rulebook.read',
  input: v.object({ code: textField(60), on: optionalDay() }),
  async run(ctx, input) {
    const versions = nationalRules
      .filter((version) => version.code === input.code)
      .toSorted((a, b) => (a.from < b.from ? 1 : -1))
    const [newest] = versions
    if (newest === undefined) throw notFound()
    const on = input.on ?? ctx.today
    const overrides = await loadOverrides(ctx, input.code)
    const inForce = effectiveRule(nationalRules, overrides, input.code, on)
    return {
      code: newest.code,
      title: inForce?.version.title ?? newest.title,
      on,
      today: ctx.today,
      inForce,
      versions,
      overrides: overrides.toReversed(),
    }
  },
})
