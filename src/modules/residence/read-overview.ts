// How far introduction and remarks are, for a unit and each unit right below it (or each cell): every number is the length of a list.
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { isCell, isUnder, treeOn, unitsUnder } from '#modules/units/units.server.ts'
import { flagField, idField, integerField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { remarksDueBy } from './residence-rules.ts'
import { askedYear, inState, standingRows } from './standing-rows.ts'

export interface ResidenceCounts {
  members: number
  introduced: number
  /** Of the introduced those exempt from activity there. */
  exemptActivity: number
  exemptIntroduction: number
  notIntroduced: number
  noLetter: number
  /** Who is to be remarked on this year, and who has been. */
  needed: number
  remarked: number
}

const NOTHING: ResidenceCounts = { members: 0, introduced: 0, exemptActivity: 0, exemptIntroduction: 0, notIntroduced: 0, noLetter: 0, needed: 0, remarked: 0 } // prettier-ignore

export interface UnitResidence extends ResidenceCounts {
  unitId: Id
  name: string
}

export const readOverview = query({
  name: 'residence.read-overview',
  summary: 'Introductions and remarks of a year in a unit and each unit right below it, or each cell',
  permission: 'member.read',
  input: v.object({ unitId: idField(), year: integerField(1990, 2200), cells: flagField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const rules = await loadRulebook(ctx)
    const asked = askedYear(rules, input.year, ctx.today)
    const within = (column: string) => isUnder(ctx, [input.unitId], asked.on, column)
    const { rows } = await sql<ResidenceCounts & { unitId: Id }>`
      select a.ancestor_id as "unitId", count(*)::int as members,
             (count(*) filter (where s.category in ('A', 'C')))::int as introduced,
             (count(*) filter (where s.category = 'A'))::int as "exemptActivity",
             (count(*) filter (where s.category = 'B'))::int as "exemptIntroduction",
             (count(*) filter (where ${inState('not_introduced')}))::int as "notIntroduced",
             (count(*) filter (where ${inState('no_letter')}))::int as "noLetter",
             (count(*) filter (where s.needs))::int as needed,
             (count(*) filter (where s.needs and s.remark_state = 'received'))::int as remarked
      from (${standingRows(ctx, asked, within)}) s
      join unit_closure a on a.tenant_id = ${ctx.tenantId} and a.descendant_id = s.unit_id and ${treeOn('a', asked.on)}
        and (a.ancestor_id = ${input.unitId} or ${isUnder(ctx, [input.unitId], asked.on, 'a.ancestor_id')})
      group by 1`.execute(ctx.db)
    const found = new Map(rows.map(({ unitId, ...counts }) => [unitId, counts]))
    const below = await unitsUnder(ctx, input.unitId, asked.on)
    return {
      on: asked.on,
      year: input.year,
      dueOn: remarksDueBy(rules, input.year),
      total: found.get(input.unitId) ?? NOTHING,
      units: below
        .filter((unit) =>
          input.cells ? isCell(unit.kind) && unit.id !== input.unitId : unit.parentId === input.unitId,
        )
        .map(({ id, name }): UnitResidence => ({ unitId: id, name, ...(found.get(id) ?? NOTHING) })),
    }
  },
})
