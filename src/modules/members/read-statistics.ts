// The statistics of members: strength and structure as of a day, admissions and exits of the period, of a unit and each unit right below
// it. All are figures of the engine (one statement), so that every cell of the tables opens its records.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { figureInput, rollUp, spanAndBasis, zeroFigure } from '#modules/figures/figures.server.ts'
import type { Figure } from '#modules/figures/figures.server.ts'
import { isUnder, unitsUnder } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { admissions, confirmations, totalMembers } from './member-figures.ts'
import { admissionRate, exits, transfers } from './movement-figures.ts'

const SHOWN = [totalMembers, admissions, confirmations, admissionRate, exits, transfers]

export interface StatisticsRow {
  unitId: Id
  name: string
  /** By code of the indicator, with its breakdowns. */
  figures: Record<string, Figure>
}

// Religion is masked: who may not read it is not told how many either, for in a small cell the number names its people; and it is no
// breakdown of I03, for nobody may be listed by it.
async function religionsOf(ctx: ReadContext, unitId: Id, day: Day): Promise<Record<string, number>> {
  const { rows } = await sql<{ religion: string; n: number }>`
    select coalesce(p.religion, 'none') as religion, count(*) as n
    from member_cell c
    join member_status s on s.tenant_id = ${ctx.tenantId} and s.member_id = c.member_id and ${validOn('s', day)}
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = c.member_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    where c.tenant_id = ${ctx.tenantId} and ${validOn('c', day)} and ${isUnder(ctx, [unitId], day, 'c.unit_id')}
    group by 1`.execute(ctx.db)
  return Object.fromEntries(rows.map(({ religion, n }) => [religion, n]))
}

export const readStatistics = query({
  name: 'members.read-statistics',
  summary:
    'Strength, structure, admissions and exits of a unit and each unit right below it, over a period or as of a day',
  permission: 'figure.read',
  input: v.object({ ...figureInput, unitId: idField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const { span, basis } = spanAndBasis(input, ctx.today)
    const treeDay = basis === 'event' ? span.to : 'on' in basis ? basis.on : basis.lineage
    const below = await unitsUnder(ctx, input.unitId, treeDay)
    const rows = below.filter((unit) => unit.parentId === input.unitId)
    const table = await rollUp(
      ctx,
      SHOWN.map((indicator) => ({ key: indicator.code, indicator, span, dimensions: indicator.dimensions })),
      { basis, units: [input.unitId, ...rows.map(({ id }) => id)] },
    )
    // Carried by lineage nobody is counted by religion: what is carried has records, and these have none.
    const own = basis !== 'event' && 'on' in basis
    const figuresOf = (unitId: Id): Record<string, Figure> =>
      Object.fromEntries(
        SHOWN.map(({ code, shape }) => [code, table.get(code)?.get(unitId) ?? zeroFigure(shape)] as const),
      )
    return {
      span,
      treeDay,
      indicators: SHOWN.map(({ code, shape, words, dimensions }) => ({ code, shape, words, dimensions })),
      total: figuresOf(input.unitId),
      units: rows.map(({ id, name }): StatisticsRow => ({ unitId: id, name, figures: figuresOf(id) })),
      religions:
        own && (await ctx.actor.covers(ctx.db, 'member.read-masked', [input.unitId]))
          ? await religionsOf(ctx, input.unitId, span.to)
          : null,
    }
  },
})
