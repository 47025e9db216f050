// Writes papers down, each once: the same issuer, kind, number and day of issue is the same paper, whoever cites it again.
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { AppError } from '#kernel/errors.ts'
import { sql } from 'kysely'
import type { CitedDecision, DecisionInput } from './decision-fields.ts'

const keyOf = (paper: Pick<DecisionInput, 'issuer' | 'kind' | 'number' | 'issuedOn'>): string =>
  JSON.stringify([paper.issuer, paper.kind, paper.number, paper.issuedOn])

/**
 * Records many papers at once and returns their ids in the order given. A paper known already is used as it stands: its signer
 * and abstract are not touched. Two statements, however many papers.
 */
export async function recordDecisions(ctx: Context, papers: readonly DecisionInput[]): Promise<Id[]> {
  if (papers.length === 0) return []
  const distinct = [...new Map(papers.map((paper) => [keyOf(paper), paper])).values()]
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
