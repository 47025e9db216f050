// How clean the records are: faults per hundred records of a unit and of each unit (or cell) below it, and by rule. The score goes to
// zero; it is the figure DL01 over the figure I03, both rolled up in one statement.
import type { Id } from '#kernel/ids.ts'
import { rollUp } from '#modules/figures/figures.server.ts'
import { totalMembers } from '#modules/members/members.server.ts'
import { citation, loadRulebook, explain } from '#modules/rulebook/rulebook.server.ts'
import { isCell, unitsUnder } from '#modules/units/units.server.ts'
import { flagField, idField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { dataRulesOn } from './data-rules.ts'
import type { Severity } from './data-rules.ts'
import { LOOKED_AT } from './findings.ts'
import { dataFaults } from './quality-figures.ts'

export interface Score {
  /** Records of members that day. */
  records: number
  faults: number
  warnings: number
  /** Faults per hundred records; null where there is no record and no fault. */
  score: number | null
}

export interface UnitScore extends Score {
  unitId: Id
  name: string
}

export interface RuleScore {
  code: string
  title: string
  severity: Severity
  count: number
  /** Where the rule is written. */
  citation: string
}

/** Faults per hundred records; a cell without members may still have a fault of its own. */
export const scoreOf = (faults: number, records: number): number | null =>
  records > 0 ? (faults / records) * 100 : faults > 0 ? 100 * faults : null

export const readScores = query({
  name: 'quality.read-scores',
  summary:
    'Faults per hundred records of a unit and of each unit right below it, or of each cell, with the counts by rule',
  permission: 'member.read',
  input: v.object({ unitId: idField(), day: v.optional(optionalDay(), null), cells: flagField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const below = await unitsUnder(ctx, input.unitId, day)
    const rows = below.filter((unit) =>
      input.cells ? isCell(unit.kind) && unit.id !== input.unitId : unit.parentId === input.unitId,
    )
    const span = { from: day, to: day }
    const table = await rollUp(
      ctx,
      [
        { key: 'faults', indicator: dataFaults, span, dimensions: ['severity', 'rule'] },
        { key: 'records', indicator: totalMembers, span },
      ],
      { basis: { on: day }, units: [input.unitId, ...rows.map(({ id }) => id)] },
    )
    const found = (unitId: Id) => table.get('faults')?.get(unitId)
    const score = (unitId: Id): Score => {
      const records = table.get('records')?.get(unitId)?.num ?? 0
      const by = found(unitId)?.parts['severity'] ?? {}
      const faults = by['fault']?.num ?? 0
      return { records, faults, warnings: by['warning']?.num ?? 0, score: scoreOf(faults, records) }
    }
    const counts = found(input.unitId)?.parts['rule'] ?? {}
    const { rules } = dataRulesOn(day, await loadRulebook(ctx))
    return {
      day,
      total: score(input.unitId),
      units: rows.map(({ id, name }): UnitScore => ({ unitId: id, name, ...score(id) })),
      rules: rules
        .filter(({ code }) => LOOKED_AT.includes(code))
        .map(({ code, severity, rule }): RuleScore => ({
          code,
          title: rule.version.title,
          severity,
          count: counts[code]?.num ?? 0,
          citation: citation(explain(rule, day)),
        })),
    }
  },
})
