// Many targets at once: what an Excel sheet or the demo brings. Rows already set are changed, the others added.
import { AppError } from '#kernel/errors.ts'
import { periodCode } from '#kernel/period.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { checkIndicator, targetFields } from './set-target.ts'

const CHUNK = 2000

export const setTargets = operation({
  name: 'targets.set-targets',
  summary: 'Set many targets at once; rows already set are changed',
  permission: 'target.write',
  input: v.object({
    targets: v.pipe(
      v.array(v.object(targetFields())),
      v.minLength(1, 'targets.no_sheet'),
      v.maxLength(20_000, 'field.too_long:20000'),
    ),
  }),
  units: (_, input) => [...new Set(input.targets.map((target) => target.unitId))],
  async run(ctx, input) {
    const seen = new Set<string>()
    const rows = input.targets.map((target, at) => {
      checkIndicator(target.indicator, target.value, `targets.${at}.indicator`, `targets.${at}.value`)
      const period = periodCode(target.period)
      const key = `${target.indicator} ${target.unitId} ${period}`
      // The same cell twice in one sheet: neither may silently win.
      if (seen.has(key)) throw AppError.at(`targets.${at}.unitId`, 'targets.taken')
      seen.add(key)
      return {
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        indicator: target.indicator,
        unit_id: target.unitId,
        period,
        value: target.value,
        source: target.source,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      }
    })
    for (let from = 0; from < rows.length; from += CHUNK) {
      await ctx.db
        .insertInto('target')
        .values(rows.slice(from, from + CHUNK))
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'indicator', 'unit_id', 'period']).doUpdateSet((eb) => ({
            value: eb.ref('excluded.value'),
            source: eb.ref('excluded.source'),
            recorded_at: eb.ref('excluded.recorded_at'),
            recorded_by: eb.ref('excluded.recorded_by'),
            version: sql<number>`target.version + 1`,
          })),
        )
        .execute()
    }
    ctx.note({ count: rows.length })
    return { count: rows.length }
  },
})
