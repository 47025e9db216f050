// One holding: its end with the reason, its correction, or voiding what was entered by mistake.
import { notFound } from '#kernel/errors.ts'
import {
  CHOSEN_REASONS,
  correctHolding,
  endHolding,
  endReasonNames,
  HOLDING_BASES,
  holdingBasisNames,
  postsOf,
  voidHolding,
} from '#modules/committees/committees.server.ts'
import { actOnCommittee, daysOf, loadCommitteeForm } from '../../committee-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadCommitteeForm(event, (found) => {
    const holding = found.history.find(({ id }) => id === event.params.holding)
    const body = found.allBodies.find(({ id }) => id === holding?.bodyId)
    if (!holding || !body || !found.kind || holding.voidReason !== null) throw notFound()
    return {
      holding: {
        name: holding.name,
        label: holding.label,
        bodyName: body.name,
        days: daysOf(holding.valid),
        post: holding.post,
        basis: holding.basis,
        served: holding.servedBefore === null ? '' : holding.servedBefore ? 'yes' : 'no',
        from: holding.valid.from as string,
        to: holding.valid.to as string | null,
        version: holding.version,
        open: holding.valid.to === null || holding.valid.to > found.day,
      },
      reasons: CHOSEN_REASONS.map((value) => ({ value, label: endReasonNames[value] })),
      bases: HOLDING_BASES.map((value) => ({ value, label: holdingBasisNames[value] })),
      posts: postsOf(body.kind, found.kind, holding.valid.from).map(({ code, label }) => ({ value: code, label })),
    }
  })

const ofHolding = (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>> }) => ({
  ...posted,
  holdingId: event.params['holding'],
})

export const actions: Actions = {
  thoi: actOnCommittee(endHolding, ofHolding),
  'dinh-chinh': actOnCommittee(correctHolding, ofHolding),
  huy: actOnCommittee(voidHolding, ofHolding),
}
