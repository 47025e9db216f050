// One row for each member of a day: the cell at work, how he or she stands to the place of residence, the remark of the year. The page,
// its numbers, the guest's list and what is due are all built on this one statement, so that they can never disagree.
import type { Day } from '#kernel/day.ts'
import { validOn } from '#platform/db/valid-on.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { lookedAt, yearlyOn } from './residence-rules.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { ListState } from './residence.ts'

export interface AskedYear {
  year: number
  /** Whose members: the last day of the year, or today. */
  on: Day
  /** Categories that get a remark every year. */
  yearly: readonly string[]
}

export function askedYear(rules: Rulebook, year: number, today: Day): AskedYear {
  const on = lookedAt(year, today)
  return { year, on, yearly: yearlyOn(rules, on) }
}

/**
 * Columns: member_id, unit_id, since (in the cell), link_id, category, ground, address, cell_id, introduced_on, letter_number, letter_on,
 * needs (a remark this year), remark_id, result, remark_state. `within` fences the cell's column `c.unit_id`.
 */
export const standingRows = (
  ctx: Pick<ReadContext, 'tenantId'>,
  asked: AskedYear,
  within: (column: string) => RawBuilder<SqlBool>,
): RawBuilder<unknown> => sql`
  select c.member_id, c.unit_id, lower(c.valid) as since, l.id as link_id, l.category, l.ground, l.address, l.residence_cell_id as cell_id,
         lower(l.valid) as introduced_on, l.letter_number, l.letter_on, coalesce(l.category = any(${[...asked.yearly]}::text[]), false) as needs,
         r.id as remark_id, r.result, r.state as remark_state
  from member_cell c
  left join residence_link l on l.tenant_id = ${ctx.tenantId} and l.member_id = c.member_id and l.voided_at is null and ${validOn('l', asked.on)}
  left join residence_remark r on r.tenant_id = ${ctx.tenantId} and r.member_id = c.member_id and r.year = ${asked.year}::int and r.voided_at is null
  where c.tenant_id = ${ctx.tenantId} and ${validOn('c', asked.on)} and ${within('c.unit_id')}`

/** Rows (called `s`) that are in a state. */
export function inState(state: ListState): RawBuilder<boolean> {
  switch (state) {
    case 'not_introduced':
      return sql<boolean>`s.link_id is null`
    case 'no_letter':
      return sql<boolean>`(s.category <> 'B' and s.letter_number is null)`
    case 'no_remark':
      return sql<boolean>`(s.needs and s.remark_state is distinct from 'received')`
    case 'returned':
      return sql<boolean>`(s.needs and s.remark_state = 'returned')`
    case 'has_remark':
      return sql<boolean>`(s.remark_state = 'received')`
    default:
      return sql<boolean>`s.category = ${state}`
  }
}
