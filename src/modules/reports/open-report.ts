// Opens a periodic report: title by the customary pattern (BC-03), headings as the rulebook has them that day (BC-04), calendar BC-02.
import type { Day } from '#kernel/day.ts'
import { addDays, dayOf, lastOfMonth, minDay, monthOf, yearOf } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { periodCode, periodSpan } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'
import { loadRulebook, quantityOf } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, RuleItem } from '#modules/rulebook/rulebook.server.ts'
import { dayField, optionalText, periodField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { plainTitle, titleFrom } from './reports-messages.ts'
import { blocOn } from './report-tree.ts'
import type { Heading } from './report.ts'

function itemsOf(rulebook: Rulebook, code: string, on: Day): readonly RuleItem[] {
  const value = rulebook.at(code, on)?.value
  return value?.kind === 'list' ? value.items : []
}

/** Codes of the title patterns: quarter-1 … quarter-4, half, nine-months, year, month. */
const patternCode = (period: Period): string => (period.kind === 'quarter' ? `quarter-${period.quarter}` : period.kind)

function titleOf(rulebook: Rulebook, period: Period, on: Day): string {
  const pattern = itemsOf(rulebook, 'BC-03', on).find((item) => item.code === patternCode(period))?.label
  if (!pattern || period.kind === 'term') return plainTitle(period)
  return titleFrom(pattern, period.year)
}

function headingsOf(rulebook: Rulebook, on: Day): Heading[] {
  return itemsOf(rulebook, 'BC-04', on).map((item) => ({
    code: item.code,
    text: item.label,
    parent: typeof item['parent'] === 'string' ? item['parent'] : null,
    hint: typeof item['hint'] === 'string' ? item['hint'] : null,
    optional: item['optional'] === true,
    figures: item['figures'] === true,
  }))
}

/** The customary cut-off day: the rule's day in the last month of the period; the period's last day without one. */
function cutOffOf(rulebook: Rulebook, period: Period): Day {
  const { to } = periodSpan(period)
  const on = itemsOf(rulebook, 'BC-02', to).find((item) => item.code === period.kind)?.['day']
  if (typeof on !== 'number') return to
  const first = dayOf(yearOf(to), monthOf(to), 1)
  return minDay(addDays(first, on - 1), lastOfMonth(first))
}

/** The customary day by which parts are wanted (BC-02A). */
const dueAfter = (rulebook: Rulebook, cutOffOn: Day): Day =>
  addDays(cutOffOn, quantityOf(rulebook.need('BC-02A', cutOffOn)).amount)

export const suggestReport = query({
  name: 'reports.suggest-report',
  summary: 'Title, cut-off and due day a report of a period customarily has',
  permission: 'report.read',
  input: v.object({ period: periodField() }),
  async run(ctx, input) {
    const rulebook = await loadRulebook(ctx)
    const cutOffOn = cutOffOf(rulebook, input.period)
    return {
      period: periodCode(input.period),
      title: titleOf(rulebook, input.period, cutOffOn),
      cutOffOn,
      dueOn: dueAfter(rulebook, cutOffOn),
      headings: headingsOf(rulebook, cutOffOn),
    }
  },
})

export const openReport = operation({
  name: 'reports.open-report',
  summary: 'Open the report of a period: grassroots units may then fill their parts',
  permission: 'report.decide',
  input: v.object({
    period: periodField(),
    cutOffOn: dayField(),
    dueOn: dayField(),
    /** Without it the customary title of the period. */
    title: v.optional(optionalText(300), null),
  }),
  units: async (ctx, input) => {
    const bloc = await blocOn(ctx, input.cutOffOn)
    return bloc ? [bloc] : []
  },
  constraints: { report_tenant_id_unit_id_period_key: { code: 'reports.taken', field: 'period' } },
  async run(ctx, input) {
    const { from, to } = periodSpan(input.period)
    if (input.cutOffOn < from || input.cutOffOn > to)
      throw AppError.at('cutOffOn', 'reports.cut_off_outside', { from, to })
    if (input.dueOn < from) throw AppError.at('dueOn', 'reports.due_before_period', { from })
    const rulebook = await loadRulebook(ctx)
    const headings = headingsOf(rulebook, input.cutOffOn)
    if (headings.length === 0) throw new AppError('rulebook.not_in_force', { code: 'BC-04', on: input.cutOffOn })
    const id = ctx.newId()
    const unitId = (await blocOn(ctx, input.cutOffOn)) as string
    await ctx.db
      .insertInto('report')
      .values({
        tenant_id: ctx.tenantId,
        id,
        unit_id: unitId,
        period: periodCode(input.period),
        title: input.title ?? titleOf(rulebook, input.period, input.cutOffOn),
        cut_off_on: input.cutOffOn,
        due_on: input.dueOn,
        headings: JSON.stringify(headings),
        state: 'open',
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id, unitId)
    ctx.note({ period: periodCode(input.period), cutOffOn: input.cutOffOn, dueOn: input.dueOn })
    return { id }
  },
})
