// Reads of the rulebook for a tenant: the national rules joined with the bloc's own values, one statement however many rules are asked.
import { parseRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { allInForce, effectiveRule } from './rule.ts'
import type { EffectiveRule, RuleOverride } from './rule.ts'
import { nationalRules } from './rule-catalogue.ts'
import { ruleValueSchema } from './rule-value.ts'

/** The rules of one tenant, to be asked many times by day without another statement. */
export interface Rulebook {
  /** What holds on a day, or null when no version of the code is in force. */
  at(code: string, on: Day): EffectiveRule | null
  /** The same where the work cannot go on without the rule. Throws AppError('rulebook.not_in_force'). */
  need(code: string, on: Day): EffectiveRule
  /** All rules in force on a day whose code begins with a prefix, e.g. `CONF-KIND-`. */
  family(prefix: string, on: Day): EffectiveRule[]
}

type TenantRead = Pick<ReadContext, 'db' | 'tenantId'>

/** The bloc's own values of one code, or of all, oldest first. */
export async function loadOverrides(ctx: TenantRead, code?: string): Promise<RuleOverride[]> {
  const rows = await ctx.db
    .selectFrom('rule_override')
    .select(['id', 'code', 'value', 'valid', 'reason', 'decision_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .$if(code !== undefined, (qb) => qb.where('code', '=', code as string))
    .orderBy('code')
    .orderBy('valid')
    .execute()
  return rows.map((row) => {
    const { from, to } = parseRange(row.valid)
    const value = v.parse(ruleValueSchema, row.value)
    return { id: row.id, code: row.code, value, from, to, reason: row.reason, decisionId: row.decision_id }
  })
}

/** The rulebook over given own values; national rules only when there are none. */
export function rulebookOf(overrides: readonly RuleOverride[]): Rulebook {
  const at = (code: string, on: Day) => effectiveRule(nationalRules, overrides, code, on)
  return {
    at,
    need(code, on) {
      const rule = at(code, on)
      if (rule === null) throw new AppError('rulebook.not_in_force', { code, on })
      return rule
    },
    family: (prefix, on) =>
      allInForce(nationalRules, on)
        .filter((version) => version.code.startsWith(prefix))
        .flatMap((version) => at(version.code, on) ?? []),
  }
}

/** Titles of the national rules whose code begins with a prefix, by code; of a rule with several versions the last one's. */
export const ruleTitles = (prefix: string): Record<string, string> =>
  Object.fromEntries(
    nationalRules
      .filter(({ code }) => code.startsWith(prefix))
      .map(({ code, title }): [string, string] => [code, title]),
  )

/** The rulebook of the caller's tenant: one statement. */
export async function loadRulebook(ctx: TenantRead): Promise<Rulebook> {
  return rulebookOf(await loadOverrides(ctx))
}
