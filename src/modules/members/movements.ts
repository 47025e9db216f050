// Who came into and went out of cells over a period, as SQL: the strength equation (read-strength.ts) counts it, the list behind
// each of its numbers (list-movements.ts) names it.
import { addDays } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Span } from '#kernel/period.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { ENTRY_KINDS, EXIT_KINDS } from './member.ts'

/**
 * Tables a statement opens with. `x`: stays in cells, each with where its member was just before and goes just after.
 * `moved`: what (entered, left) · kind · unit_id · other (the cell of the other side of a move within the bloc, else null) · member_id ·
 * on_day · again (of an admission: was a member before).
 */
export function movementTables(tenantId: Id, { from, to }: Span): RawBuilder<unknown> {
  const within = (column: string) => sql`${sql.ref(column)} between ${from}::date and ${to}::date`
  const kindOn = (column: string, kinds: readonly string[]) => sql`
      coalesce((select e.kind from member_event e where e.tenant_id = ${tenantId} and e.member_id = x.member_id
        and e.effective_on = ${sql.ref(column)} and e.voided_at is null and e.kind = any(${[...kinds]}::text[]) limit 1), 'move')`
  return sql`
      x as materialized (
        select c.member_id, c.unit_id, lower(c.valid) as first, upper(c.valid) as after,
               lag(c.unit_id) over w as before_unit, lag(upper(c.valid)) over w as before_end,
               lead(c.unit_id) over w as next_unit, lead(lower(c.valid)) over w as next_first
        from member_cell c where c.tenant_id = ${tenantId}
        window w as (partition by c.member_id order by lower(c.valid))
      ), moved as materialized (
        -- again: admitted anew, having been a member before.
        select 'entered' as what, ${kindOn('x.first', ENTRY_KINDS)} as kind, x.unit_id,
               case when x.before_end = x.first then x.before_unit end as other, x.member_id, x.first as on_day,
               exists (select from member n join member o on o.tenant_id = n.tenant_id and o.person_id = n.person_id and o.id <> n.id
                 and o.admitted_on < n.admitted_on where n.tenant_id = ${tenantId} and n.id = x.member_id) as again
        from x where ${within('x.first')}
        union all
        select 'left', ${kindOn('x.after', EXIT_KINDS)}, x.unit_id,
               case when x.next_first = x.after then x.next_unit end, x.member_id, x.after, false
        from x where ${within('x.after')}
      )`
}

/** Whether a stay of `x` holds at the opening (the day before the period) or at the closing. */
export const standsAt = (what: 'opening' | 'closing', { from, to }: Span): RawBuilder<unknown> => {
  const on = what === 'opening' ? addDays(from, -1) : to
  return sql`x.first <= ${on}::date and (x.after is null or x.after > ${on}::date)`
}
