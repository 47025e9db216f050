// Rounds of old, taken over with the dossiers they decided: the sitting is history, so the round is closed from the start.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { choiceField, dayField, idField, optionalDay, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

const MOST_ROUNDS = 500
const MOST_DOSSIERS = 2000

export const importRounds = operation({
  name: 'admissions.import-rounds',
  summary: 'Take over rounds that were held, with the dossiers each decided, in the order of the sitting',
  permission: 'member.write',
  input: v.object({
    rounds: v.pipe(
      v.array(
        v.object({
          unitId: idField(),
          purpose: choiceField(['admission', 'official']),
          name: textField(200),
          sittingOn: dayField(),
          ceremonyOn: v.optional(optionalDay(), null),
          dossierIds: v.pipe(v.array(idField()), v.minLength(1, 'field.required'), v.maxLength(MOST_DOSSIERS)),
        }),
      ),
      v.minLength(1, 'field.required'),
      v.maxLength(MOST_ROUNDS),
    ),
  }),
  // Whoever reads the round reads the names in it: both the deciding unit's and the cells' are the caller's.
  async units(ctx, { rounds }) {
    const asked = [...new Set(rounds.flatMap((round) => round.dossierIds))]
    const { rows } = await sql<{ unitId: Id }>`
      select d.unit_id as "unitId" from admission_dossier d
      where d.tenant_id = ${ctx.tenantId} and d.id = any(${asked}::uuid[])`.execute(ctx.db)
    return rows.length < asked.length ? [] : [...rounds, ...rows].map((each) => each.unitId)
  },
  async run(ctx, { rounds }) {
    const { rows } = await sql<{ dossierId: Id; kind: string; on: string }>`
      select s.dossier_id as "dossierId", s.kind, s.on_day as "on" from admission_step s
      where s.tenant_id = ${ctx.tenantId} and s.voided_at is null and s.kind in ('decided', 'official_decided')
        and s.dossier_id = any(${rounds.flatMap((round) => round.dossierIds)}::uuid[])`.execute(ctx.db)
    const decided = new Set(rows.map(({ dossierId, kind, on }) => `${dossierId} ${kind} ${on}`))
    rounds.forEach(({ dossierIds, purpose, sittingOn }, at) => {
      const kind = purpose === 'admission' ? 'decided' : 'official_decided'
      const other = dossierIds.findIndex((id) => !decided.has(`${id} ${kind} ${sittingOn}`))
      if (other >= 0) throw AppError.at(`rounds.${at}.dossierIds.${other}`, 'admissions.not_decided_then')
    })
    const held = rounds.map((round) => ({ ...round, id: ctx.newId() }))
    const common = { tenant_id: ctx.tenantId, recorded_at: ctx.now }
    await insertRows(
      ctx.db,
      'admission_round',
      held.map((round) => ({
        ...common,
        id: round.id,
        unit_id: round.unitId,
        purpose: round.purpose,
        name: round.name,
        sitting_on: round.sittingOn,
        ceremony_on: round.ceremonyOn,
        state: 'decided',
        version: 1,
        recorded_by: ctx.actor.accountId,
      })),
    )
    await insertRows(
      ctx.db,
      'admission_round_item',
      held.flatMap(({ id, dossierIds }) =>
        dossierIds.map((dossierId, place) => ({
          ...common,
          round_id: id,
          dossier_id: dossierId,
          ordinal: place + 1,
          outcome: 'decided',
        })),
      ),
    )
    ctx.touch(...held.map(({ id }) => id))
    ctx.note({ rounds: held.length })
    return { roundIds: held.map(({ id }) => id) }
  },
})
