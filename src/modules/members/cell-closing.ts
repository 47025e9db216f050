// A cell ends without members: whoever belongs to it on its first day without existence, or later, moves or leaves first.
import { AppError } from '#kernel/errors.ts'
import { beforeClosing } from '#modules/units/units.server.ts'
import { sql } from 'kysely'

beforeClosing('members', async (ctx, unitId, on) => {
  const { rows } = await sql<{ n: number }>`
    select count(distinct member_id) as n from member_cell
    where tenant_id = ${ctx.tenantId} and unit_id = ${unitId} and (upper(valid) is null or upper(valid) > ${on}::date)`.execute(
    ctx.db,
  )
  const count = rows[0]?.n ?? 0
  if (count > 0) throw AppError.at('effectiveOn', 'members.cell_not_empty', { count, on })
})
