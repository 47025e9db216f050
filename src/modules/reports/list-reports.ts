// Reports of the bloc with how far each has come, and what waits for the caller. Two statements.
import type { Day } from '#kernel/day.ts'
import { soonestFirst } from '#kernel/due.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { GRASSROOTS_KINDS, inScope, namesOn } from '#modules/units/units.server.ts'
import { optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { NO_PART } from './report-store.ts'
import { completenessOf, daysLate, standingOf } from './report.ts'
import type { PartState } from './report.ts'

interface Row {
  id: Id
  unitId: Id
  period: string
  title: string
  cutOffOn: Day
  dueOn: Day
  state: 'open' | 'frozen'
  version: number
  versions: number
}

/** Parts the caller may see of these reports: one row per grassroots unit of each report's cut-off day. */
async function partsOf(ctx: ReadContext, reportIds: readonly Id[]) {
  if (reportIds.length === 0) return []
  const { rows } = await sql<{ reportId: Id; unitId: Id; state: PartState | null; submittedOn: Day | null }>`
    select r.id as "reportId", u.unit_id as "unitId", p.state, p.submitted_on as "submittedOn"
    from report r
    join unit_version u on u.tenant_id = r.tenant_id and u.kind = any(${[...GRASSROOTS_KINDS]}::text[]) and u.valid @> r.cut_off_on
    left join report_part p on p.tenant_id = r.tenant_id and p.report_id = r.id and p.unit_id = u.unit_id
    where r.tenant_id = ${ctx.tenantId} and r.id = any(${[...reportIds]}::uuid[])
      and ${inScope(ctx, 'report.read', sql.ref<Day>('r.cut_off_on'), 'u.unit_id')}`.execute(ctx.db)
  return rows.map(({ state, ...row }) => ({ ...row, state: state ?? NO_PART.state }))
}

function reportsOf(ctx: ReadContext) {
  return ctx.db
    .selectFrom('report as r')
    .select([
      'r.id',
      'r.unit_id as unitId',
      'r.period',
      'r.title',
      'r.cut_off_on as cutOffOn',
      'r.due_on as dueOn',
      'r.state',
      'r.version',
    ])
    .select(
      sql<number>`(select count(*) from report_snapshot s where s.tenant_id = r.tenant_id and s.report_id = r.id)`.as(
        'versions',
      ),
    )
    .where('r.tenant_id', '=', ctx.tenantId)
    .orderBy('r.cut_off_on', 'desc')
    .orderBy('r.id')
}

export const listReports = query({
  name: 'reports.list-reports',
  summary: 'Reports of a year (all without it) with their completeness as far as you may see it',
  permission: 'report.read',
  input: v.object({ year: v.optional(optionalInteger(1900, 3000), null) }),
  async run(ctx, input) {
    const rows = (await reportsOf(ctx)
      .$if(input.year !== null, (qb) => qb.where(sql<boolean>`extract(year from r.cut_off_on) = ${input.year}`))
      .execute()) as Row[]
    const parts = await partsOf(
      ctx,
      rows.map((row) => row.id),
    )
    const { rows: years } = await sql<{ year: number }>`
      select distinct extract(year from cut_off_on)::int as year from report where tenant_id = ${ctx.tenantId} order by 1 desc`.execute(
      ctx.db,
    )
    return {
      years: years.map((row) => row.year),
      mayOpen: ctx.actor.holds('report.decide') && ctx.scope('report.decide').whole,
      reports: rows.map((row) => {
        const own = parts.filter((part) => part.reportId === row.id)
        return {
          ...row,
          completeness: completenessOf(own, row.dueOn, ctx.today),
          /** For whoever sees one unit only: its part. */
          only:
            own.length === 1 && own[0]
              ? { unitId: own[0].unitId, standing: standingOf(own[0], row.dueOn, ctx.today) }
              : null,
        }
      }),
    }
  },
})

/**
 * What waits for the caller in open reports due by now or within a month: a part to fill (report_part) or mend (report_returned), parts
 * to decide on (report_decide). Three statements.
 */
export async function reportsDue(ctx: ReadContext, limit = 100): Promise<DueItem[]> {
  const [fills, decides] = [ctx.actor.holds('report.fill'), ctx.actor.holds('report.decide')]
  if (!ctx.actor.holds('report.read') || (!fills && !decides)) return []
  const rows = (await reportsOf(ctx)
    .where('r.state', '=', 'open')
    .where(sql<boolean>`r.due_on <= ${ctx.today}::date + 31`)
    .execute()) as Row[]
  const parts = await partsOf(
    ctx,
    rows.map((row) => row.id),
  )
  const mine = fills ? await unitsToFill(ctx, parts) : new Set<Id>()
  const names = await namesOn(ctx, [...mine], ctx.today)
  const items = rows.flatMap((row): DueItem[] => {
    const own = parts.filter((part) => part.reportId === row.id)
    const waiting = own.filter((part) => part.state === 'submitted').length
    const toDecide: DueItem = {
      kind: 'report_decide',
      params: { period: row.period, count: waiting },
      dueOn: row.cutOffOn,
      href: `/bao-cao/${row.id}?trang-thai=submitted`,
      unitId: row.unitId,
    }
    const toFill = own
      .filter((part) => mine.has(part.unitId) && ['none', 'draft', 'returned'].includes(part.state))
      .map((part): DueItem => ({
        kind: part.state === 'returned' ? 'report_returned' : 'report_part',
        params: {
          period: row.period,
          unit: names.get(part.unitId)?.name ?? '',
          late: daysLate(part, row.dueOn, ctx.today),
        },
        dueOn: row.dueOn,
        href: `/bao-cao/${row.id}/phan/${part.unitId}`,
        unitId: part.unitId,
      }))
    return [...(decides && waiting > 0 ? [toDecide] : []), ...toFill]
  })
  return soonestFirst(items).slice(0, limit)
}

// Whoever fills for the whole bloc (the system) has no parts of its own.
async function unitsToFill(ctx: ReadContext, parts: readonly { unitId: Id }[]): Promise<Set<Id>> {
  if (ctx.scope('report.fill').whole || parts.length === 0) return new Set()
  const rows = await ctx.db
    .selectFrom('unit as u')
    .select('u.id')
    .where('u.tenant_id', '=', ctx.tenantId)
    .where('u.id', '=', sql<Id>`any(${[...new Set(parts.map((part) => part.unitId))]}::uuid[])`)
    .where(inScope(ctx, 'report.fill', ctx.today, 'u.id'))
    .execute()
  return new Set(rows.map((row) => row.id))
}
