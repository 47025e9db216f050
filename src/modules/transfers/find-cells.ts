// Every cell of the bloc as somewhere to go: who asks for a transfer names the destination without having rights there. Names only.
import type { Id } from '#kernel/ids.ts'
import { CELL_KINDS } from '#modules/units/units.server.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export interface CellChoice {
  id: Id
  name: string
  /** The unit above. */
  above: string | null
}

export const findCells = query({
  name: 'transfers.find-cells',
  summary: 'All cells of the bloc of today with the unit above, as destinations of a transfer',
  permission: 'member.write',
  input: v.object({}),
  async run(ctx): Promise<CellChoice[]> {
    const { rows } = await sql<CellChoice>`
      select v.unit_id as id, v.name, p.name as above from unit_version v
      left join unit_version p on p.tenant_id = v.tenant_id and p.unit_id = v.parent_id and p.valid @> ${ctx.today}::date
      where v.tenant_id = ${ctx.tenantId} and v.valid @> ${ctx.today}::date
        and v.kind in (${sql.join(CELL_KINDS.map((kind) => sql.lit(kind)))})
      order by p.folded, v.folded limit 5000`.execute(ctx.db)
    return rows
  },
})
