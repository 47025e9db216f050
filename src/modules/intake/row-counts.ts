// How many staged rows stand where: the figures above the list, and its filters.
import type { Db } from '#platform/db/db.ts'
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Intake } from './intake-store.ts'

export const ROW_FILTERS = ['faulty', 'undecided', 'twin', 'new', 'update', 'skip', 'noted'] as const
export type RowFilter = (typeof ROW_FILTERS)[number]

/** Conditions over `intake_row`. */
export const ROWS_THAT: Record<RowFilter, RawBuilder<boolean>> = {
  faulty: sql`fault_count > 0 and choice is null`,
  undecided: sql`fault_count = 0 and choice is null`,
  twin: sql`twin_line is not null`,
  new: sql`choice = 'new'`,
  update: sql`choice in ('fill', 'replace')`,
  skip: sql`choice = 'skip'`,
  noted: sql`note_count > 0`,
}

/** Figures of a staged sheet: rows in all and by filter, `same` those whose person is here with nothing to change; for a comparison its lines. */
export async function countRows(ctx: { tenantId: Id; db: Db }, intake: Pick<Intake, 'id' | 'purpose'>) {
  const parts = ROW_FILTERS.map((name) => sql`count(*) filter (where ${ROWS_THAT[name]})::int as ${sql.ref(name)}`)
  const { rows } = await sql<Record<string, number>>`
    select count(*)::int as total, count(member_id)::int as matched,
      count(*) filter (where choice = 'skip' and member_id is not null and cardinality(differs) = 0)::int as same,
      ${sql.join(parts)}
    from intake_row where tenant_id = ${ctx.tenantId} and intake_id = ${intake.id}`.execute(ctx.db)
  if (intake.purpose === 'import') return rows[0] ?? {}
  const { rows: lines } = await sql<{ kind: string; n: number }>`
    select kind, count(*)::int as n from bridge_line
    where tenant_id = ${ctx.tenantId} and intake_id = ${intake.id} group by kind`.execute(ctx.db)
  return {
    total: rows[0]?.['total'] ?? 0,
    matched: rows[0]?.['matched'] ?? 0,
    ...Object.fromEntries(lines.map(({ kind, n }) => [kind, n])),
  }
}
