// A cell ends without members, and so does one that becomes a committee: whoever belongs to it on its first day without existence,
// or later, moves or leaves first (HIS-05). In a reorganisation members go by its own routes.
import { openMatter } from '#modules/units/units.server.ts'
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'

const EXAMPLES = 5

openMatter({
  name: 'members',
  blocks: true,
  ofCells: true,
  refusal: 'members.cell_not_empty',
  async list(ctx, unitIds, on) {
    const { rows } = await sql<{ unit_id: Id; member_id: Id; full_name: string; count: number }>`
      select unit_id, member_id, full_name, count from (
        select c.unit_id, c.member_id, p.full_name, count(*) over (partition by c.unit_id)::int as count,
          row_number() over (partition by c.unit_id order by p.sort_key, c.member_id) as at
        from (
          select distinct unit_id, member_id from member_cell
          where tenant_id = ${ctx.tenantId} and unit_id = any(${[...unitIds]}::uuid[])
            and (upper(valid) is null or upper(valid) > ${on}::date)
        ) c
        join member m on m.tenant_id = ${ctx.tenantId} and m.id = c.member_id
        join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      ) listed where at <= ${EXAMPLES} order by unit_id, at`.execute(ctx.db)
    return [...Map.groupBy(rows, (row) => row.unit_id)].map(([unitId, list]) => ({
      unitId,
      count: list[0]?.count ?? 0,
      examples: list.map((row) => ({ id: row.member_id, label: row.full_name, href: `/dang-vien/${row.member_id}` })),
    }))
  },
})
