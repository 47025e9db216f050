// The organisation as it stood on a day, as far as the caller's rights reach, with counts per unit; also against an earlier day.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { inScope } from './scope.ts'
import { treeChanges } from './tree-changes.ts'
import type { TreeChange } from './tree-changes.ts'
import { countBelow, placeRows } from './tree.ts'
import type { Placed } from './tree.ts'
import { UNIT_KINDS } from './unit-kinds.ts'
import type { Seal, UnitKind } from './unit-kinds.ts'

export interface UnitRow {
  id: Id
  code: string
  kind: UnitKind
  name: string
  shortName: string
  parentId: Id | null
  ordinal: number
  sector: string | null
  sectorName: string | null
  localityId: Id | null
  localityName: string | null
}

/** With the facts that only a sheet of the tree tells. */
export interface StandingUnit extends UnitRow {
  symbol: string | null
  seal: Seal | null
  delegated: boolean
  provisional: boolean
}

export interface TreeUnit extends Placed<StandingUnit> {
  /** Cells at or below it. */
  cells: number
  /** Grassroots organisations at or below it, and how many of them are committees. */
  grassroots: number
  grassrootsCommittees: number
  sections: number
  subCells: number
  /** Units strictly below it by kind; kinds that are not there are left out. */
  below: Partial<Record<UnitKind, number>>
}

export interface TreeOfDay {
  day: Day
  /** Reading order. */
  units: TreeUnit[]
  /** Against `since`, where asked; units gone are in `gone` as they stood on that day. */
  changes: Record<Id, TreeChange>
  gone: UnitRow[]
}

/** Units that exist on a day and that the permission reaches, in no order. */
export async function rowsOn(ctx: ReadContext, day: Day): Promise<StandingUnit[]> {
  const rows = await ctx.db
    .selectFrom('unit_version as v')
    .innerJoin('unit as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.unit_id'))
    .leftJoin('sector as s', (join) => join.onRef('s.tenant_id', '=', 'v.tenant_id').onRef('s.code', '=', 'v.sector'))
    .leftJoin('locality as l', (join) =>
      join.onRef('l.tenant_id', '=', 'v.tenant_id').onRef('l.id', '=', 'v.locality_id'),
    )
    .select(['v.unit_id as id', 'u.code', 'v.kind', 'v.name', 'v.short_name as shortName', 'v.parent_id as parentId'])
    .select(['v.ordinal', 'v.sector', 's.name as sectorName', 'v.locality_id as localityId', 'l.name as localityName'])
    .select(['v.symbol', 'v.seal', 'v.delegated', 'v.provisional'])
    .where('v.tenant_id', '=', ctx.tenantId)
    .where(sql<boolean>`v.valid @> ${day}::date`)
    .where(inScope(ctx, 'unit.read', day, 'v.unit_id'))
    .execute()
  return rows as StandingUnit[]
}

function withCounts(rows: readonly StandingUnit[]): TreeUnit[] {
  const placed = placeRows(rows)
  const kinds = UNIT_KINDS.map((kind) => [kind, countBelow(placed, (unit) => unit.kind === kind)] as const)
  return placed.map((unit) => {
    const within = Object.fromEntries(kinds.map(([kind, counts]) => [kind, counts.get(unit.id) ?? 0])) as KindCounts
    const below = kinds.flatMap(([kind]) => {
      const count = within[kind] - (unit.kind === kind ? 1 : 0)
      return count > 0 ? [[kind, count]] : []
    })
    return {
      ...unit,
      cells: within.grassroots_cell + within.sub_cell,
      grassroots: within.grassroots_committee + within.grassroots_cell,
      grassrootsCommittees: within.grassroots_committee,
      sections: within.section,
      subCells: within.sub_cell,
      below: Object.fromEntries(below) as TreeUnit['below'],
    }
  })
}

type KindCounts = Record<UnitKind, number>

export const readTree = query({
  name: 'units.read-tree',
  summary: 'All units of a day in reading order with counts; with `since`, what changed after that day',
  permission: 'unit.read',
  input: v.object({ day: v.optional(optionalDay(), null), since: v.optional(optionalDay(), null) }),
  async run(ctx, input): Promise<TreeOfDay> {
    const day = input.day ?? ctx.today
    const rows = await rowsOn(ctx, day)
    if (input.since === null) return { day, units: withCounts(rows), changes: {}, gone: [] }
    const earlier = await rowsOn(ctx, input.since)
    const changes = Object.fromEntries(treeChanges(earlier, rows))
    return { day, units: withCounts(rows), changes, gone: earlier.filter((unit) => changes[unit.id] === 'gone') }
  },
})
