// The rules in force on a day, with the bloc's own values, found by words without marks and by area.
import { choiceField, optionalDay, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import * as v from 'valibot'
import { AREAS, allInForce, effectiveRule } from './rule.ts'
import { nationalRules } from './rule-catalogue.ts'
import { loadOverrides } from './rule-queries.ts'

export const listRules = query({
  name: 'rulebook.list-rules',
  summary: 'The rules in force on a day with their sources, searched without marks',
  permission: 'rulebook.read',
  input: v.object({
    on: optionalDay(),
    find: optionalText(100),
    area: v.pipe(
      v.optional(v.nullable(v.string()), ''),
      v.transform((area) => area || null),
      v.nullable(choiceField(AREAS)),
    ),
  }),
  async run(ctx, input) {
    const on = input.on ?? ctx.today
    const overrides = await loadOverrides(ctx)
    const words = fold(input.find ?? '')
      .split(' ')
      .filter(Boolean)
    const rules = allInForce(nationalRules, on)
      .filter((version) => input.area === null || version.area === input.area)
      .filter((version) => {
        const folded = fold(
          `${version.code} ${version.title} ${version.document} ${version.article} ${version.note ?? ''}`,
        )
        return words.every((word) => folded.includes(word))
      })
      .map((version) => {
        const rule = effectiveRule(nationalRules, overrides, version.code, on)
        return { ...version, value: rule?.value ?? version.value, ownReason: rule?.override?.reason ?? null }
      })
    return { on, rules }
  },
})
