// The engine: counts the records of many indicators over the whole tree in one statement. Each source is added up per unit first,
// then all are joined to the closure once (estimates after range joins are poor, so the big tables are never joined to the tree).
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Span } from '#kernel/period.ts'
import { isUnder, treeOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Figure } from './figure.ts'
import type { Indicator } from './indicator.ts'

/**
 * In which tree records are added up:
 * event — of the day each record happened; a day — of that day (the report's cut-off, or today). A unit closed by then is found
 * under the ancestors of its last day, so the whole always has all records.
 */
export type Basis = 'event' | { on: Day }

export interface FigureRequest {
  /** Names the result: the same indicator may be asked for two spans at once. */
  key: string
  indicator: Indicator
  span: Span
  /** Breakdowns wanted besides the total. */
  dimensions?: readonly string[]
}

export interface RollUpOptions {
  basis: Basis
  /** Only figures of these units (and not of what lies below them). */
  units?: readonly Id[]
}

/** Figures by request key, then by unit. Units without records have no entry: their figure is zero. */
export type FigureTable = Map<string, Map<Id, Figure>>

function leaf(ctx: ReadContext, request: FigureRequest, basis: Basis): RawBuilder<unknown> {
  const { indicator, span } = request
  const dimensions = request.dimensions ?? []
  const ratio = indicator.shape === 'ratio'
  const columns = dimensions.map((name) => sql.ref(`r.${name}`))
  const day = basis === 'event' ? sql`, r.on_day` : sql``
  const sets = [sql`(r.unit_id${day})`, ...columns.map((column) => sql`(r.unit_id${day}, ${column})`)]
  const cases = (pick: (name: string, column: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    dimensions.length === 0
      ? sql`null::text`
      : sql`case ${sql.join(
          dimensions.map(
            (name, i) => sql`when grouping(${columns[i]}) = 0 then ${pick(name, columns[i] as RawBuilder<unknown>)}`,
          ),
          sql` `,
        )} end`
  const scope = ctx.scope('figure.read')
  const fence = scope.whole
    ? sql``
    : sql`where ${isUnder(ctx, scope.units, basis === 'event' ? sql.ref<Day>('r.on_day') : basis.on, 'r.unit_id')}`
  return sql`
    select ${sql.lit(request.key)}::text as key, ${cases((name) => sql`${sql.lit(name)}`)} as dim, ${cases((_, column) => sql`coalesce(${column}, 'unknown')`)} as val,
           r.unit_id, ${basis === 'event' ? sql`r.on_day` : sql`null::date`} as on_day,
           ${ratio ? sql`sum(r.num)` : sql`count(*)`}::float8 as num, ${ratio ? sql`sum(r.den)::float8` : sql`null::float8`} as den
    from (${indicator.records({ tenantId: ctx.tenantId, span })}) r
    ${fence}
    group by grouping sets (${sql.join(sets)})`
}

interface Row {
  key: string
  dim: string | null
  val: string | null
  unit_id: Id
  num: number
  den: number | null
}

/** Figures of every unit the caller may see, for all requests, in one statement. Throws RangeError for doubled keys. */
export async function rollUp(
  ctx: ReadContext,
  requests: readonly FigureRequest[],
  options: RollUpOptions,
): Promise<FigureTable> {
  const table: FigureTable = new Map(requests.map((request) => [request.key, new Map()]))
  if (table.size !== requests.length) throw new RangeError('Each figure request needs a key of its own')
  if (requests.length === 0) return table
  const { basis } = options
  const scope = ctx.scope('figure.read')
  const day = basis === 'event' ? sql.ref<Day>('l.on_day') : basis.on
  const { rows } = await sql<Row>`
    with l as materialized (${sql.join(
      requests.map((request) => leaf(ctx, request, basis)),
      sql` union all `,
    )})
    select l.key, l.dim, l.val, c.ancestor_id as unit_id, sum(l.num) as num, sum(l.den) as den
    from l
    join unit_closure c on c.tenant_id = ${ctx.tenantId} and c.descendant_id = l.unit_id and ${treeOn('c', day)}
    where true
      ${options.units ? sql`and c.ancestor_id = any(${[...options.units]}::uuid[])` : sql``}
      ${scope.whole ? sql`` : sql`and ${isUnder(ctx, scope.units, day, 'c.ancestor_id')}`}
    group by l.key, l.dim, l.val, c.ancestor_id`.execute(ctx.db)
  for (const row of rows) place(table.get(row.key) as Map<Id, Figure>, row)
  return table
}

function place(figures: Map<Id, Figure>, row: Row): void {
  let figure = figures.get(row.unit_id)
  if (!figure) figures.set(row.unit_id, (figure = { num: 0, den: row.den === null ? null : 0, parts: {} }))
  if (row.dim === null) {
    figure.num = row.num
    figure.den = row.den
  } else {
    ;(figure.parts[row.dim] ??= {})[row.val ?? 'unknown'] = { num: row.num, den: row.den }
  }
}
