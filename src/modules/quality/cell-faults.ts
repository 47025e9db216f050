// What is looked at in one cell, a condition for each rule of the data; u is the cell as it is on the day.
import type { Id } from '#kernel/ids.ts'
import { quantityOf } from '#modules/rulebook/rulebook.server.ts'
import type { EffectiveRule } from '#modules/rulebook/rulebook.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { basisOf } from './data-rules.ts'
import type { DayRules } from './data-rules.ts'

type Look = (at: DayRules & { tenantId: Id }, rule: EffectiveRule) => RawBuilder<unknown> | null

export const cellLooks: Readonly<Record<string, Look>> = {
  // Whoever acts for a secretary leads the cell: there is somebody.
  DATA_CELL_SECRETARY: ({ tenantId, day }) => sql`not exists (
    select from post_holding h join body b on b.tenant_id = ${tenantId} and b.id = h.body_id and b.kind = 'executive'
    where h.tenant_id = ${tenantId} and h.unit_id = u.unit_id and h.post = 'secretary' and h.voided_at is null
      and ${validOn('h', day)})`,
  DATA_CELL_SMALL: ({ book, day, tenantId }, rule) => {
    const fewest = basisOf(rule, book, day)
    return (
      fewest &&
      sql`(
      select count(*) from member_cell c
      join member_status s on s.tenant_id = ${tenantId} and s.member_id = c.member_id and s.status = 'full' and ${validOn('s', day)}
      where c.tenant_id = ${tenantId} and c.unit_id = u.unit_id and ${validOn('c', day)}) < ${sql.lit(quantityOf(fewest).amount)}`
    )
  },
}
