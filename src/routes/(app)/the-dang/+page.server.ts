// Lists of cards, and who left without the card being settled.
import { formatDay } from '#kernel/day.ts'
import { CARD_KINDS, cardKindNames, listCardBatches, openCardBatch } from '#modules/badges/badges.server.ts'
import { eventNames } from '#modules/members/members.server.ts'
import type { EventKind } from '#modules/members/members.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { unitOf } from '../dang-phi/own-unit.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const unitId = unitOf(ctx, event.url, 'member.read')
    const { batches, unsettled } = await run(listCardBatches, { unitId })
    return {
      unit: { id: unitId, name: (await nameOn(ctx, unitId, ctx.today))?.name ?? '' },
      writes: await ctx.actor.covers(ctx.db, 'member.write', [unitId]),
      kinds: CARD_KINDS.map((value) => ({ value, label: cardKindNames[value] })),
      key: newId(),
      batches: batches.map((batch) => ({
        id: batch.id,
        name: batch.name,
        kind: cardKindNames[batch.kind],
        unit: batch.unitName,
        lines: batch.lines,
        state: batch.state === 'open' ? 'Đang lập' : `Đã xong ${batch.decidedOn ? formatDay(batch.decidedOn) : ''}`,
        decision: batch.decision,
      })),
      unsettled: unsettled.map((row) => ({
        id: row.memberId,
        name: row.name,
        on: formatDay(row.leftOn),
        kind: eventNames[row.kind as EventKind],
        card: row.cardNumber,
      })),
    }
  })

export const actions: Actions = {
  default: actionOf(openCardBatch, { then: ({ batchId }) => `/the-dang/${batchId}` }),
}
