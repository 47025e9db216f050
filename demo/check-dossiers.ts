// The admissions the articles count, each with its whole file: every step from the list of candidates to the ceremony, and a decision of
// its own, the very one the register's event cites. The round of 45 is counted the same way.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { sql } from 'kysely'
import { BLOC_1, BLOC_2 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import type { CheckedFigure } from './check.ts'

/** What no whole file lacks; a second sponsor or a union's resolution, and the committee's vote, depend on the case. */
const STEPS = [
  'listed', 'helper', 'class_sent', 'certificate', 'opened', 'paper', 'sponsor', 'check', 'reply', 'vetting', 'opinion', 'completed',
  'cell_vote', 'decided', 'received', 'ceremony',
] // prettier-ignore

interface Decided {
  event: Id
  number: string
  whole: boolean
}

async function decidedIn(database: Database, tenantId: Id, span: { from: Day; to: Day }): Promise<Decided[]> {
  return withTenant(database, tenantId, async (db) => {
    const { rows } = await sql<Decided>`
      select e.id as event, p.number, coalesce(f.kinds @> ${STEPS}::text[], false) as whole
      from member_event e
      join decision p on p.tenant_id = e.tenant_id and p.id = e.decision_id
      left join lateral (
        select array_agg(distinct s.kind) as kinds
        from admission_dossier d
        join admission_step s on s.tenant_id = d.tenant_id and s.dossier_id = d.id and s.voided_at is null
        where d.tenant_id = e.tenant_id and d.member_id = e.member_id
        having bool_or(s.kind = 'decided' and s.decision_id = e.decision_id and s.on_day = e.decided_on)
          and bool_or(s.kind = 'ceremony' and s.on_day = e.effective_on)) f on true
      where e.tenant_id = ${tenantId} and e.kind = 'admission' and e.voided_at is null
        and e.decided_on between ${span.from} and ${span.to}
      order by e.decided_on, p.number`.execute(db)
    return rows
  })
}

/** One row a window: whole files counted, and how many different decisions they cite. */
export async function checkDossiers(database: Database): Promise<CheckedFigure[]> {
  const windows = [BLOC_1, BLOC_2].flatMap((definition: BlocDefinition) => [
    ...definition.admissionAnchors.map((window) => ({ ...window, definition, what: 'admissions' })),
    ...definition.admissionRounds.map(({ decidedOn, count }) => ({ from: decidedOn, to: decidedOn, count, definition, what: 'admissions of one round' })), // prettier-ignore
  ])
  const rows: CheckedFigure[] = []
  for (const { definition, from, to, count, what } of windows) {
    const tenant = await tenantBySlug(database, definition.slug)
    const decided = tenant ? await decidedIn(database, tenant.id, { from, to }) : []
    const whole = decided.filter((each) => each.whole)
    const numbers = [...new Set(whole.map(({ number }) => number))]
    const span = `${definition.slug}, ${from === to ? formatDay(from) : `${formatDay(from)}–${formatDay(to)}`}`
    const row = { article: 'M6', at: span, expected: count, records: decided.length }
    rows.push({ ...row, figure: `${what} with a whole file`, computed: tenant ? whole.length : null, ok: whole.length === count && decided.length === count }) // prettier-ignore
    rows.push({ ...row, figure: `… each by its own decision, ${numbers[0] ?? '—'} to ${numbers.at(-1) ?? '—'}`, computed: tenant ? numbers.length : null, ok: numbers.length === count }) // prettier-ignore
  }
  return rows
}
