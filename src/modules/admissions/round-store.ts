// Rounds as stored: dossiers decided in one sitting. A dossier taken out before the sitting stays on record as such.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { isUnder } from '#modules/units/units.server.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { linesOver } from './dossier-store.ts'
import type { Stage } from './steps.ts'

export const ROUND_PURPOSES = ['admission', 'official'] as const
export type RoundPurpose = (typeof ROUND_PURPOSES)[number]
export const ROUND_STATES = ['open', 'decided', 'cancelled'] as const
export type RoundState = (typeof ROUND_STATES)[number]

export interface StoredRound {
  id: Id
  unitId: Id
  purpose: RoundPurpose
  name: string
  sittingOn: Day | null
  ceremonyOn: Day | null
  state: RoundState
  version: number
}

const columns = [
  'id',
  'unit_id as unitId',
  'purpose',
  'name',
  'sitting_on as sittingOn',
  'ceremony_on as ceremonyOn',
  'state',
  'version',
] as const

export const roundRows = (ctx: Pick<ReadContext, 'tenantId' | 'db'>) =>
  ctx.db.selectFrom('admission_round').select(columns).where('tenant_id', '=', ctx.tenantId)

/** The unit whose committee decides; empty for an unknown round. */
export async function unitOfRound(ctx: ReadContext, input: { roundId: Id }): Promise<Id[]> {
  return (await roundRows(ctx).where('id', '=', input.roundId).execute()).map((row) => row.unitId)
}

/** Locks an open round. Throws not_found, stale, or admissions.round_closed. */
export async function lockRound(ctx: Context, id: Id, version: number): Promise<StoredRound> {
  const row = await roundRows(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw new AppError('stale')
  if (row.state !== 'open') throw new AppError('admissions.round_closed')
  return row as StoredRound
}

export async function changeRound(
  ctx: Context,
  round: StoredRound,
  change: { name?: string; sitting_on?: Day | null; ceremony_on?: Day | null; state?: RoundState },
): Promise<number> {
  const version = round.version + 1
  await ctx.db
    .updateTable('admission_round')
    .set({ ...change, version })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', round.id)
    .execute()
  return version
}

export interface RoundItem {
  dossierId: Id
  ordinal: number
  outcome: 'decided' | 'returned' | null
}

/** The dossiers in a round, in the order of the sitting. */
export async function itemsOfRound(ctx: Pick<ReadContext, 'tenantId' | 'db'>, roundId: Id): Promise<RoundItem[]> {
  const rows = await ctx.db
    .selectFrom('admission_round_item')
    .select(['dossier_id as dossierId', 'ordinal', 'outcome'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('round_id', '=', roundId)
    .where('removed_at', 'is', null)
    .orderBy('ordinal')
    .execute()
  return rows as RoundItem[]
}

const READY: Record<RoundPurpose, readonly Stage[]> = {
  admission: ['committee_proposed', 'cell_proposed'],
  official: ['official_committee_proposed', 'official_cell_proposed'],
}

export interface ReadyDossier {
  id: Id
  name: string
  birthOn: Day
  unitId: Id
  stage: Stage
}

/** Dossiers under a unit that wait for its decision and are in no other open round, by cell and name. Three statements. */
export async function readyFor(ctx: ReadContext, unitId: Id, purpose: RoundPurpose): Promise<ReadyDossier[]> {
  const rows = await ctx.db
    .selectFrom('admission_dossier as d')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'd.tenant_id').onRef('p.id', '=', 'd.person_id'))
    .select(['d.id', 'd.unit_id as unitId', 'd.stage', 'p.full_name as name', 'p.birth_on as birthOn'])
    .where('d.tenant_id', '=', ctx.tenantId)
    .where('d.stage', 'in', [...READY[purpose]])
    .where(isUnder(ctx, [unitId], ctx.today, 'd.unit_id'))
    .where(
      sql<boolean>`not exists (
        select from admission_round_item i join admission_round r on r.tenant_id = i.tenant_id and r.id = i.round_id
        where i.tenant_id = d.tenant_id and i.dossier_id = d.id and i.removed_at is null and r.state = 'open')`,
    )
    .orderBy('d.unit_id')
    .orderBy('p.sort_key')
    .orderBy('d.id')
    .execute()
  const lines = await linesOver(
    ctx,
    rows.map((row) => row.unitId),
  )
  return rows.flatMap((row): ReadyDossier[] => {
    const line = lines.of(row.unitId, ctx.today)
    // Where a committee stands over the cell, its vote comes first; where it is delegated, the round is its own.
    const voted = row.stage.endsWith('committee_proposed') || !line.committee
    const decides = line.delegated ? line.committeeId : line.topId
    return voted && decides === unitId ? [{ ...row, stage: row.stage as Stage }] : []
  })
}
