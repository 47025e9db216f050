// Writes papers down, each once: the same issuer, kind, number and day of issue is the same paper, whoever cites it again;
// a number is used once in its term (DOC-02).
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { AppError } from '#kernel/errors.ts'
import { sql } from 'kysely'
import type { CitedDecision, DecisionInput } from './decision-fields.ts'
import { numberTaken, readTerms } from './numbering.ts'
import type { Paper } from './numbering.ts'

const keyOf = (paper: Paper): string => JSON.stringify([paper.issuer, paper.kind, paper.number, paper.issuedOn])

// So many numbers are looked at one after the other when two people write at once; a bulk import comes alone.
const LOCKED = 50

/**
 * Records many papers at once and returns their ids in the order given. A paper known already is used as it stands: its signer
 * and abstract are not touched. A few statements, however many papers. Throws decisions.number_taken at `path(n)`, n being the
 * place in `papers`, when a number is used in its term already by a paper of another day.
 */
export async function recordDecisions(
  ctx: Context,
  papers: readonly DecisionInput[],
  path: (at: number) => string = () => 'decision.number',
): Promise<Id[]> {
  if (papers.length === 0) return []
  const distinct = [...new Map(papers.map((paper) => [keyOf(paper), paper])).values()]
  if (distinct.length <= LOCKED) await lockNumbers(ctx, distinct)
  await refuseTaken(ctx, distinct, (paper) => path(papers.indexOf(paper)))
  await ctx.db
    .insertInto('decision')
    .values(
      distinct.map((paper) => ({
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        number: paper.number,
        kind: paper.kind,
        issued_on: paper.issuedOn,
        issuer: paper.issuer,
        signer: paper.signer,
        abstract: paper.abstract,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'issuer', 'kind', 'number', 'issued_on']).doNothing())
    .execute()
  const known = await ctx.db
    .selectFrom('decision')
    .select(['id', 'issuer', 'kind', 'number', 'issued_on as issuedOn'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('number', '=', sql<string>`any(${distinct.map((paper) => paper.number)}::text[])`)
    .execute()
  const ids = new Map(known.map((row) => [keyOf(row), row.id]))
  return papers.map((paper) => ids.get(keyOf(paper)) as Id)
}

async function lockNumbers(ctx: Context, papers: readonly DecisionInput[]): Promise<void> {
  const keys = [...new Set(papers.map((paper) => `paper ${ctx.tenantId} ${paper.number.toLowerCase()}`))].toSorted()
  await sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) as key`.execute(ctx.db)
}

async function refuseTaken(
  ctx: Context,
  papers: readonly DecisionInput[],
  path: (paper: DecisionInput) => string,
): Promise<void> {
  const known = await ctx.db
    .selectFrom('decision')
    .select(['issuer', 'kind', 'number', 'issued_on as issuedOn'])
    .where('tenant_id', '=', ctx.tenantId)
    .where(sql`lower(number)`, '=', sql<string>`any(${papers.map((paper) => paper.number.toLowerCase())}::text[])`)
    .execute()
  const stored = new Set(known.map(keyOf))
  const fresh = papers.filter((paper) => !stored.has(keyOf(paper)))
  if (fresh.length === 0) return
  const taken = numberTaken(await readTerms(ctx), known, fresh)
  const paper = taken && fresh[taken.at]
  if (!paper) return
  throw AppError.at(path(paper), 'decisions.number_taken', { number: paper.number, on: taken.other.issuedOn })
}

/**
 * The paper an operation cites: the one named by `decisionId` (checked), else the one described (recorded when new), else null.
 * Throws decisions.unknown at the field when the id is no paper of this bloc.
 */
export async function citeDecision(ctx: Context, cited: CitedDecision): Promise<Id | null> {
  if (cited.decisionId === null) return cited.decision ? recordDecision(ctx, cited.decision) : null
  const known = await ctx.db
    .selectFrom('decision')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', cited.decisionId)
    .executeTakeFirst()
  if (!known) throw AppError.at('decisionId', 'decisions.unknown')
  return known.id
}

/** Records one paper, or finds it. */
export async function recordDecision(ctx: Context, paper: DecisionInput): Promise<Id> {
  const [id] = await recordDecisions(ctx, [paper])
  return id as Id
}
