// Opens a round.
import { notFound } from '#kernel/errors.ts'
import { openRound } from '#modules/admissions/admissions.server.ts'
import { findUnits } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const units = await run(findUnits, {
      kinds: ['bloc', 'grassroots_committee'],
      holding: 'member.write',
      limit: 300,
    })
    if (units.length === 0) throw notFound()
    return { units: units.map(({ id, name }) => ({ value: id, label: name })), idempotencyKey: newId() }
  })

export const actions: Actions = {
  default: actionOf(openRound, { then: ({ roundId }) => `/ket-nap/dot/${roundId}` }),
}
