// Rounds for their pages: the list with counts, and one with its dossiers, those that might join, and what was decided.
import { notFound } from '#kernel/errors.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { readDossiers } from './dossier-store.ts'
import { itemsOfRound, readyFor, roundRows, unitOfRound } from './round-store.ts'
import type { StoredRound } from './round-store.ts'

const MOST = 200

export const listRounds = query({
  name: 'admissions.list-rounds',
  summary: 'Rounds of admission and confirmation, newest first, with how many dossiers each has',
  permission: 'member.read',
  input: v.object({}),
  async run(ctx) {
    const rows = await roundRows(ctx)
      .where(inScope(ctx, 'member.read', ctx.today, 'admission_round.unit_id'))
      .select(
        sql<number>`(select count(*)::int from admission_round_item i where i.tenant_id = admission_round.tenant_id
          and i.round_id = admission_round.id and i.removed_at is null)`.as('count'),
      )
      .orderBy('recorded_at', 'desc')
      .orderBy('id')
      .limit(MOST)
      .execute()
    const units = await namesOn(
      ctx,
      rows.map((row) => row.unitId),
      ctx.today,
    )
    return rows.map((row) => ({
      ...(row as StoredRound & { count: number }),
      unitName: units.get(row.unitId)?.name ?? '',
    }))
  },
})

export const readRound = query({
  name: 'admissions.read-round',
  summary: 'One round: its dossiers with their cells and decisions, and those that are ready to join',
  permission: 'member.read',
  input: v.object({ roundId: idField() }),
  units: unitOfRound,
  async run(ctx, input) {
    const round = (await roundRows(ctx).where('id', '=', input.roundId).executeTakeFirst()) as StoredRound | undefined
    if (!round) throw notFound()
    const items = await itemsOfRound(ctx, round.id)
    const stored = await readDossiers(
      ctx,
      items.map((item) => item.dossierId),
    )
    const ready = round.state === 'open' ? await readyFor(ctx, round.unitId, round.purpose) : []
    const kind = round.purpose === 'admission' ? 'decided' : 'official_decided'
    const decisionOf = (steps: (typeof stored)[number]['steps']) =>
      steps.findLast((step) => step.kind === kind)?.decisionId
    const papers = await decisionsById(
      ctx,
      stored.flatMap((each) => decisionOf(each.steps) ?? []),
    )
    const units = await namesOn(
      ctx,
      [round.unitId, ...stored.map((each) => each.unitId), ...ready.map((each) => each.unitId)],
      ctx.today,
    )
    const nameOf = (unitId: string) => units.get(unitId)?.name ?? ''
    const byId = new Map(stored.map((each) => [each.id, each]))
    return {
      ...round,
      unitName: nameOf(round.unitId),
      mayWrite: await ctx.actor.covers(ctx.db, 'member.write', [round.unitId]),
      dossiers: items.flatMap((item) => {
        const each = byId.get(item.dossierId)
        if (!each) return []
        const decisionId = item.outcome === 'decided' ? decisionOf(each.steps) : null
        return [
          {
            id: each.id,
            name: each.name,
            birthOn: each.applicant.birthOn,
            unitName: nameOf(each.unitId),
            outcome: item.outcome,
            ceremonyOn: each.steps.findLast((step) => step.kind === 'ceremony')?.on ?? null,
            decision: decisionId ? papers.get(decisionId)?.number : undefined,
          },
        ]
      }),
      ready: ready.map((each) => ({ ...each, unitName: nameOf(each.unitId) })),
    }
  },
})
