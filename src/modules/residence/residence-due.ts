// What is due about places of residence: who is not introduced yet, whose remark of the year is missing (by cell at work), and what a
// residence cell sent and nobody took over. RESIDENCE_INTRODUCE, RESIDENCE_REMARK_LEAD.
import { addMonths, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { introduceBy, remarksDueBy } from './residence-rules.ts'
import { askedYear, inState, standingRows } from './standing-rows.ts'

type Within = (column: string) => RawBuilder<SqlBool>

interface Missing {
  unitId: Id
  notIntroduced: number
  since: Day | null
  noRemark: number
}

/** One item for each cell and kind, and one for each request that waits. Three statements. */
export async function residenceDeadlines(ctx: ReadContext, within: Within, until: Day): Promise<DueItem[]> {
  const rules = await loadRulebook(ctx)
  const year = yearOf(ctx.today)
  const asked = askedYear(rules, year, ctx.today)
  const { rows } = await sql<Missing>`
    select s.unit_id as "unitId", (count(*) filter (where ${inState('not_introduced')}))::int as "notIntroduced",
           min(s.since) filter (where ${inState('not_introduced')}) as since,
           (count(*) filter (where ${inState('no_remark')}))::int as "noRemark"
    from (${standingRows(ctx, asked, within)}) s
    where ${inState('not_introduced')} or ${inState('no_remark')}
    group by s.unit_id`.execute(ctx.db)
  const waiting = await ctx.db
    .selectFrom('residence_request as q')
    .innerJoin('residence_cell as c', (join) =>
      join.onRef('c.tenant_id', '=', 'q.tenant_id').onRef('c.id', '=', 'q.residence_cell_id'),
    )
    .select(['q.id', 'q.unit_id as unitId', 'q.year', 'q.due_on as dueOn', 'c.name as cell', 'c.id as cellId'])
    .where('q.tenant_id', '=', ctx.tenantId)
    .where('q.state', '=', 'sent')
    .where(within('q.unit_id'))
    .execute()
  const names = await namesOn(ctx, [...rows, ...waiting].map((row) => row.unitId), ctx.today) // prettier-ignore
  const remarksBy = remarksDueBy(rules, year)
  const items = rows.flatMap((row): DueItem[] => {
    const cell = names.get(row.unitId)?.name ?? ''
    const list = (state: string) => `/noi-cu-tru/danh-sach?don-vi=${row.unitId}&tinh-trang=${state}`
    const by = row.since === null ? null : introduceBy(rules, row.since)
    return [
      ...(row.notIntroduced > 0 && by !== null
        ? [{ kind: 'residence_introduce', params: { cell, count: row.notIntroduced }, dueOn: by, href: list('chua-gioi-thieu'), unitId: row.unitId }] // prettier-ignore
        : []),
      ...(row.noRemark > 0 && remarksBy !== null
        ? [{ kind: 'residence_remarks', params: { cell, count: row.noRemark, year }, dueOn: remarksBy, href: list('chua-nhan-xet'), unitId: row.unitId }] // prettier-ignore
        : []),
    ]
  })
  const sent = waiting.map((row): DueItem => ({
    kind: 'residence_sent',
    params: { unit: names.get(row.unitId)?.name ?? '', cell: row.cell, year: row.year },
    dueOn: row.dueOn,
    href: `/noi-cu-tru/chi-bo/${row.cellId}?don-vi=${row.unitId}&nam=${row.year}`,
    unitId: row.unitId,
  }))
  return [...items, ...sent].filter((item) => item.dueOn <= until)
}

/** For who keeps the records of a part of the tree: remarks that are missing or waiting, of a month ahead. */
export async function residenceDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('member.write') || ctx.scope('member.write').whole) return []
  const within: Within = (column) => inScope(ctx, 'member.write', ctx.today, column)
  const items = await residenceDeadlines(ctx, within, addMonths(ctx.today, 1))
  // Introductions are many when the register is new: they stand on their own list, not in everybody's way.
  return items.filter((item) => item.kind !== 'residence_introduce')
}
