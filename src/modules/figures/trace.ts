// The other side of the engine: the records behind a figure, by the same SQL, with the sum that must give the figure back.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { isUnder, namesOn, treeOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Indicator, RecordView } from './indicator.ts'
import { carriageTables, carriedRecords } from './carry.ts'
import { isCarriage, placingOf } from './roll-up.ts'
import type { Basis, FigureRequest, Placing } from './roll-up.ts'

export interface TracedRecord extends RecordView {
  id: string
  unitId: Id
  unitName: string
  on: Day
  num: number
  den: number | null
}

export interface Trace {
  /** All records behind the figure, not only those of this page. */
  total: number
  /** Their sums: equal to the figure. */
  num: number
  den: number | null
  records: TracedRecord[]
}

export interface TraceOptions {
  basis: Basis
  unitId: Id
  /** Only the records of one value of a breakdown. */
  part?: { dimension: string; value: string } | undefined
  limit: number
  offset: number
}

interface RecordsUnder {
  /** Tables the statement opens with. */
  tables: RawBuilder<unknown>
  records: RawBuilder<unknown>
}

function recordsUnder(ctx: ReadContext, request: FigureRequest, options: TraceOptions, placing: Placing): RecordsUnder {
  const { indicator, span } = request
  const { part, unitId } = options
  if (part && !indicator.dimensions.includes(part.dimension))
    throw new RangeError(`${indicator.code} is not broken down by ${part.dimension}`)
  const scope = ctx.scope('figure.read')
  const source = indicator.records({ tenantId: ctx.tenantId, span })
  const columns = sql`r.record_id, r.unit_id, r.on_day, ${indicator.shape === 'ratio' ? sql`r.num::float8 as num, r.den::float8 as den` : sql`1::float8 as num, null::float8 as den`}`
  const onlyPart = part ? sql`and coalesce(${sql.ref(`r.${part.dimension}`)}, 'unknown') = ${part.value}` : sql``
  const seen = (day: Day | RawBuilder<Day>, column: string) =>
    scope.whole ? sql`` : sql`and ${isUnder(ctx, scope.units, day, column)}`
  if (isCarriage(placing)) {
    return {
      tables: sql`with ${carriageTables(ctx, placing)}`,
      // Whoever may see a unit may see what it carries: the fence stands at the unit asked about.
      records: sql`
        select ${columns}
        from (${carriedRecords(indicator, source, placing, ctx.tenantId, null)}) r
        join reach c on c.descendant_id = r.carrier and c.ancestor_id = ${unitId} and c.whole
        where true ${onlyPart} ${seen(placing.day, 'c.ancestor_id')}`,
    }
  }
  const day = placing === 'event' ? sql.ref<Day>('r.on_day') : placing.on
  return {
    tables: sql``,
    records: sql`
      select ${columns}
      from (${source}) r
      join unit_closure c on c.tenant_id = ${ctx.tenantId} and c.descendant_id = r.unit_id and c.ancestor_id = ${unitId} and ${treeOn('c', day)}
      where true ${onlyPart} ${seen(day, 'r.unit_id')}`,
  }
}

/** One page of the records behind a figure, newest first, with the totals over all of them. */
export async function traceFigure(ctx: ReadContext, request: FigureRequest, options: TraceOptions): Promise<Trace> {
  const placing = await placingOf(ctx, options.basis)
  const { tables, records: source } = recordsUnder(ctx, request, options, placing)
  const { rows } = await sql<{
    record_id: string
    unit_id: Id
    on_day: Day
    num: number
    den: number | null
    total: number
    sum_num: number
    sum_den: number | null
  }>`
    ${tables}
    select t.*, count(*) over () as total, sum(t.num) over () as sum_num, sum(t.den) over () as sum_den
    from (${source}) t
    order by t.on_day desc, t.record_id
    limit ${options.limit} offset ${options.offset}`.execute(ctx.db)
  const first = rows[0]
  if (!first) return emptyTrace(ctx, request, { tables, records: source })
  const on = placing === 'event' ? request.span.to : isCarriage(placing) ? placing.day : placing.on
  const views = await request.indicator.describe(
    ctx,
    rows.map((row) => row.record_id),
    request.span.to,
  )
  const names = await namesOn(ctx, [...new Set(rows.map((row) => row.unit_id))], on)
  const records = rows.map((row) => ({
    ...(views.get(row.record_id) ?? { title: row.record_id, detail: null, paper: null, href: null }),
    id: row.record_id,
    unitId: row.unit_id,
    unitName: names.get(row.unit_id)?.name ?? '',
    on: row.on_day,
    num: row.num,
    den: row.den,
  }))
  return { total: first.total, num: first.sum_num, den: first.sum_den, records }
}

/** A page beyond the last record still tells the totals. */
async function emptyTrace(ctx: ReadContext, request: FigureRequest, under: RecordsUnder): Promise<Trace> {
  const { rows } = await sql<{ total: number; num: number | null; den: number | null }>`
    ${under.tables}
    select count(*) as total, sum(t.num) as num, sum(t.den) as den from (${under.records}) t`.execute(ctx.db)
  const sums = rows[0]
  return {
    total: sums?.total ?? 0,
    num: sums?.num ?? 0,
    den: request.indicator.shape === 'ratio' ? (sums?.den ?? 0) : null,
    records: [],
  }
}

/** What a frozen report keeps: sums and record ids of each unit's own records (not rolled up), for all requests, in one statement. */
export async function ownRecords(
  ctx: ReadContext,
  requests: readonly { key: string; indicator: Indicator; span: FigureRequest['span'] }[],
): Promise<{ key: string; unitId: Id; num: number; den: number | null; recordIds: string[] }[]> {
  if (requests.length === 0) return []
  const sources = requests.map(
    ({ key, indicator, span }) => sql`
      select ${sql.lit(key)}::text as key, r.unit_id as "unitId",
             ${indicator.shape === 'ratio' ? sql`sum(r.num)::float8` : sql`count(*)::float8`} as num,
             ${indicator.shape === 'ratio' ? sql`sum(r.den)::float8` : sql`null::float8`} as den,
             array_agg(r.record_id order by r.record_id) as "recordIds"
      from (${indicator.records({ tenantId: ctx.tenantId, span })}) r
      group by r.unit_id`,
  )
  const { rows } = await sql<{
    key: string
    unitId: Id
    num: number
    den: number | null
    recordIds: string[]
  }>`${sql.join(sources, sql` union all `)}`.execute(ctx.db)
  return rows
}
