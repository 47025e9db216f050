// What is due in admissions: certificates and files running out, answers about histories, decisions, ceremonies, reviews after
// probation. Told for units by the column of their cell, so that one cell and the whole bloc ask the same.
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { soonestFirst } from '#kernel/due.ts'
import type { DueItem } from '#kernel/due.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { foldDossiers } from './fold-dossiers.ts'
import { offeredOf } from './offered-certificates.ts'
import { probationEnds, termsOf } from './terms.ts'
import type { Term } from './terms.ts'
import type { Stage } from './steps.ts'

/** Stages in which a term runs, or a certificate is waited for. */
const RUNNING: readonly Stage[] = [
  'candidate',
  'in_class',
  'class_done',
  'dossier',
  'history_checked',
  'dossier_complete',
  'cell_proposed',
  'committee_proposed',
  'decided',
  'probationary',
  'official_cell_proposed',
  'official_committee_proposed',
  'removal_cell_proposed',
  'removal_committee_proposed',
  'reported_up',
]

/** As many dossiers as are looked through at once. */
const MOST = 3000

/**
 * Everything due in the dossiers of these cells up to a day, overdue things too; kinds `admission_<term>` (terms.ts),
 * `admission_issued` for a certificate that a class has issued, and `probation_ending` for who is on probation. Eight statements.
 */
export async function admissionsDeadlines(
  ctx: ReadContext,
  within: (column: string) => RawBuilder<boolean>,
  until: Day,
): Promise<DueItem[]> {
  const rows = await ctx.db
    .selectFrom('admission_dossier as d')
    .select('d.id')
    .where('d.tenant_id', '=', ctx.tenantId)
    .where('d.open', '=', true)
    .where('d.stage', 'in', [...RUNNING])
    .where(within('d.unit_id'))
    .orderBy('d.stage_on')
    .limit(MOST)
    .execute()
  if (rows.length === 0) return []
  const { folded, chamber } = await foldDossiers(
    ctx,
    rows.map((row) => row.id),
  )
  const cells = await namesOn(
    ctx,
    folded.map((each) => each.stored.unitId),
    ctx.today,
  )
  const offered = await offeredOf(ctx, folded)
  const items = folded.flatMap(({ stored, dossier, court }) => {
    const endsOn = probationEnds(chamber.rules, dossier)
    // A review is told of from the end of probation on, as the register does.
    const from = (term: Term) => (term.kind === 'review' ? (endsOn ?? term.dueOn) : term.dueOn)
    const where = { href: `/ket-nap/${stored.id}`, unitId: stored.unitId }
    const issued = (offered.get(stored.id) ?? []).slice(0, 1).map(({ number, issuedOn }): DueItem => ({
      kind: 'admission_issued',
      params: { name: stored.name, cell: cells.get(stored.unitId)?.name ?? '', number, issuedOn },
      // No rule sets a day: it can be done now.
      dueOn: ctx.today,
      ...where,
    }))
    const terms = termsOf(chamber.rules, court.calendar, dossier, ctx.today)
      .filter((term) => from(term) <= until)
      .map((term): DueItem => ({
        // The register tells of a probation that ends by the same word, for members without a dossier.
        kind: term.kind === 'review' ? 'probation_ending' : `admission_${term.kind}`,
        params: {
          name: stored.name,
          cell: cells.get(stored.unitId)?.name ?? '',
          endsOn: endsOn ?? term.dueOn,
        },
        dueOn: term.dueOn,
        ...where,
      }))
    return [...terms, ...issued]
  })
  return soonestFirst(items)
}

const MOST_ITEMS = 50

/** For «Việc cần làm»: what is due within a month. Who holds the whole bloc is told of the decisions, which are its deed. */
export async function admissionsDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('member.write')) return []
  const within = (column: string) => sql<boolean>`${inScope(ctx, 'member.write', ctx.today, column)}`
  const items = await admissionsDeadlines(ctx, within, addMonths(ctx.today, 1))
  const own = ctx.scope('member.write').whole
    ? items.filter(({ kind }) => kind === 'admission_decide' || kind === 'admission_decide_official')
    : items
  return own.slice(0, MOST_ITEMS)
}
