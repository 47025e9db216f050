// The people behind one number of the strength equation: who stood in a unit at the opening or closing, came in, or went out, by kind.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { namesOn, treeOn } from '#modules/units/units.server.ts'
import { choiceField, dayField, idField, optionalChoice, optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { PAGE_SIZE } from './list-members.ts'
import { ENTRY_KINDS, EXIT_KINDS } from './member.ts'
import { movementTables, standsAt } from './movements.ts'

export const MOVEMENTS = ['opening', 'entered', 'left', 'closing'] as const
export type Movement = (typeof MOVEMENTS)[number]
export const MOVEMENT_KINDS = [...ENTRY_KINDS, ...EXIT_KINDS, 'move'] as const

interface Row {
  memberId: Id
  name: string
  birthOn: Day
  unitId: Id
  /** The cell of the other side, for a move within the bloc. */
  other: Id | null
  kind: string | null
  on: Day | null
  total: number
}

export const listMovements = query({
  name: 'members.list-movements',
  summary: 'Who stood in a unit at the opening or closing of a period, came in, or went out, fifty a page',
  permission: 'member.read',
  input: v.object({
    unitId: idField(),
    from: dayField(),
    to: dayField(),
    what: choiceField(MOVEMENTS),
    kind: v.optional(optionalChoice(MOVEMENT_KINDS), null),
    page: v.optional(optionalInteger(1, 100_000), null),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    if (input.to < input.from) throw AppError.at('to', 'members.period_reversed')
    const span = { from: input.from, to: input.to }
    const page = input.page ?? 1
    const { what } = input
    const under = (column: string) => sql`exists (
      select from unit_closure a where a.tenant_id = ${ctx.tenantId} and a.ancestor_id = ${input.unitId}
        and a.descendant_id = ${sql.ref(column)} and ${treeOn('a', input.to)})`
    const chosen =
      what === 'opening' || what === 'closing'
        ? sql`select x.member_id, x.unit_id, null::uuid as other, null::text as kind, null::date as on_day
              from x where ${standsAt(what, span)} and ${under('x.unit_id')}`
        : sql`select y.member_id, y.unit_id, y.other, y.kind, y.on_day from moved y
              where y.what = ${what} and ${under('y.unit_id')} and (y.other is null or not ${under('y.other')})
              ${input.kind === null ? sql`` : sql`and y.kind = ${input.kind}`}`
    const { rows } = await sql<Row>`
      with ${movementTables(ctx.tenantId, span)}
      select z.member_id as "memberId", p.full_name as name, p.birth_on as "birthOn", z.unit_id as "unitId", z.other, z.kind,
             z.on_day as "on", count(*) over () as total
      from (${chosen}) z
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = z.member_id
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      order by z.on_day desc, p.sort_key, p.id
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(ctx.db)
    const names = await namesOn(
      ctx,
      rows.flatMap((row) => [row.unitId, ...(row.other ? [row.other] : [])]),
      input.to,
    )
    return {
      total: rows[0]?.total ?? 0,
      page,
      size: PAGE_SIZE,
      people: rows.map(({ total: _, ...row }) => ({
        ...row,
        unitName: names.get(row.unitId)?.name ?? '',
        // Beyond what the caller may see, the other side is only a name.
        otherName: row.other ? (names.get(row.other)?.name ?? '') : null,
      })),
    }
  },
})
