// The engine: counts the records of many indicators over the whole tree in one statement. Each source is added up per unit first,
// then all are joined to the closure once (estimates after range joins are poor, so the big tables are never joined to the tree).
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Span } from '#kernel/period.ts'
import { isUnder, treeOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { carriageTables, carriageTo, carriedRecords } from './carry.ts'
import type { Carriage } from './carry.ts'
import type { Figure } from './figure.ts'
import type { Indicator } from './indicator.ts'

/**
 * In which tree records are added up:
 * event — of the day each record happened; on — of that day (the report's cut-off, or today): a unit closed by then is found
 * under the ancestors of its last day, so the whole always has all records; lineage — of that day, not before any record, and what units
 * ended or divided by then had recorded stands with their heirs (HIS-07).
 */
export type Basis = 'event' | { on: Day } | { lineage: Day }

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

/** How records are placed: in a tree, or with the heirs of a day. */
export type Placing = 'event' | { on: Day } | Carriage

export const isCarriage = (placing: Placing): placing is Carriage => placing !== 'event' && 'routes' in placing

/** Where nothing was reorganised, a day's tree and its lineage are the same. */
export async function placingOf(ctx: ReadContext, basis: Basis): Promise<Placing> {
  if (basis === 'event' || 'on' in basis) return basis
  return (await carriageTo(ctx, basis.lineage)) ?? { on: basis.lineage }
}

function leaf(ctx: ReadContext, request: FigureRequest, placing: Placing): RawBuilder<unknown> {
  const { indicator, span } = request
  const dimensions = request.dimensions ?? []
  const ratio = indicator.shape === 'ratio'
  const carried = isCarriage(placing)
  const unit = carried ? sql`r.carrier` : sql`r.unit_id`
  const columns = dimensions.map((name) => sql.ref(`r.${name}`))
  const day = placing === 'event' ? sql`, r.on_day` : sql``
  const sets = [sql`(${unit}${day})`, ...columns.map((column) => sql`(${unit}${day}, ${column})`)]
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
  const fence = (column: string) =>
    isUnder(
      ctx,
      scope.whole ? [] : scope.units,
      placing === 'event' ? sql.ref<Day>('r.on_day') : carried ? placing.day : placing.on,
      column,
    )
  const records = indicator.records({ tenantId: ctx.tenantId, span })
  return sql`
    select ${sql.lit(request.key)}::text as key, ${cases((name) => sql`${sql.lit(name)}`)} as dim, ${cases((_, column) => sql`coalesce(${column}, 'unknown')`)} as val,
           ${unit} as unit_id, ${placing === 'event' ? sql`r.on_day` : sql`null::date`} as on_day,
           ${ratio ? sql`sum(r.num)` : sql`count(*)`}::float8 as num, ${ratio ? sql`sum(r.den)::float8` : sql`null::float8`} as den${carried ? sql`, count(*)::float8 as records` : sql``}
    from (${carried ? carriedRecords(indicator, records, placing, ctx.tenantId, scope.whole ? null : fence('q.unit_id')) : records}) r
    ${scope.whole || carried ? sql`` : sql`where ${fence('r.unit_id')}`}
    group by grouping sets (${sql.join(sets)})`
}

interface Row {
  key: string
  dim: string | null
  val: string | null
  unit_id: Id
  /** null: nothing is counted here, only told. */
  num: number | null
  den: number | null
  unshared: number | null
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
  const placing = await placingOf(ctx, options.basis)
  const leaves = sql`l as materialized (${sql.join(
    requests.map((request) => leaf(ctx, request, placing)),
    sql` union all `,
  )})`
  const statement = isCarriage(placing)
    ? addCarried(ctx, leaves, placing, options)
    : addInTree(ctx, leaves, placing, options)
  const { rows } = await statement.execute(ctx.db)
  const shapes = new Map(requests.map(({ key, indicator }) => [key, indicator.shape]))
  for (const row of rows) place(table.get(row.key) as Map<Id, Figure>, row, shapes.get(row.key) === 'ratio')
  return table
}

/** What is asked for and may be seen of the units in `column`. */
function wanted(
  ctx: ReadContext,
  { units }: RollUpOptions,
  day: Day | RawBuilder<Day>,
  column: string,
): RawBuilder<unknown> {
  const scope = ctx.scope('figure.read')
  return sql`true
      ${units ? sql`and ${sql.ref(column)} = any(${[...units]}::uuid[])` : sql``}
      ${scope.whole ? sql`` : sql`and ${isUnder(ctx, scope.units, day, column)}`}`
}

function addInTree(
  ctx: ReadContext,
  leaves: RawBuilder<unknown>,
  placing: 'event' | { on: Day },
  options: RollUpOptions,
) {
  const day = placing === 'event' ? sql.ref<Day>('l.on_day') : placing.on
  return sql<Row>`
    with ${leaves}
    select l.key, l.dim, l.val, c.ancestor_id as unit_id, sum(l.num) as num, sum(l.den) as den, null::float8 as unshared
    from l
    join unit_closure c on c.tenant_id = ${ctx.tenantId} and c.descendant_id = l.unit_id and ${treeOn('c', day)}
    where ${wanted(ctx, options, day, 'c.ancestor_id')}
    group by l.key, l.dim, l.val, c.ancestor_id`
}

function addCarried(ctx: ReadContext, leaves: RawBuilder<unknown>, carriage: Carriage, options: RollUpOptions) {
  return sql<Row>`
    with ${carriageTables(ctx, carriage)}, ${leaves}
    select l.key, l.dim, l.val, c.ancestor_id as unit_id, sum(l.num) filter (where c.whole) as num,
           sum(l.den) filter (where c.whole) as den, sum(l.records) filter (where not c.whole and l.dim is null) as unshared
    from l
    join reach c on c.descendant_id = l.unit_id
    where ${wanted(ctx, options, carriage.day, 'c.ancestor_id')}
    group by l.key, l.dim, l.val, c.ancestor_id`
}

function place(figures: Map<Id, Figure>, row: Row, ratio: boolean): void {
  if (row.num === null && row.dim !== null) return
  let figure = figures.get(row.unit_id)
  if (!figure) figures.set(row.unit_id, (figure = { num: 0, den: ratio ? 0 : null, parts: {} }))
  if (row.dim === null) {
    figure.num = row.num ?? 0
    figure.den = ratio ? (row.den ?? 0) : null
    if (row.unshared) figure.unshared = row.unshared
  } else {
    ;(figure.parts[row.dim] ??= {})[row.val ?? 'unknown'] = { num: row.num ?? 0, den: row.den }
  }
}
