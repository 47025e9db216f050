// Adding an obligation, or with ?sua= changing or ending one from a day on.
import { notFound } from '#kernel/errors.ts'
import {
  addObligation,
  changeObligation,
  endObligation,
  OBLIGATION_KINDS,
  readRegulation,
  RHYTHMS,
} from '#modules/coordination/coordination.server.ts'
import { obligationKindNames, rhythmNames } from '#modules/coordination/coordination-messages.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const found = await run(readRegulation, { regulationId: event.params.id })
    if (!found.mayManage) throw notFound()
    const asked = event.url.searchParams.get('sua')
    const changed = asked === null ? null : found.obligations.find((one) => one.id === asked && one.valid.to === null)
    if (changed === undefined) throw notFound()
    return {
      idempotencyKey: newId(),
      id: found.regulation.id,
      number: found.regulation.number,
      regulation: found.regulation.title,
      from: found.regulation.valid.from,
      parties: found.parties.map((party) => ({ value: party.id, label: party.name })),
      kinds: OBLIGATION_KINDS.map((value) => ({ value, label: obligationKindNames[value] })),
      rhythms: RHYTHMS.map((value) => ({ value, label: rhythmNames[value] })),
      changed: changed
        ? {
            id: changed.id,
            version: changed.version,
            title: changed.title,
            kind: changed.kind,
            rhythm: changed.rhythm,
            dueAfter: changed.dueAfter,
            toPartyId: changed.toPartyId,
            party: found.parties.find((party) => party.id === changed.partyId)?.name ?? '',
          }
        : null,
    }
  })

const to = (event: RequestEvent) => `/phoi-hop/${event.params['id']}#nghia-vu`
const obligation = (posted: Record<string, unknown>, event: RequestEvent) => ({
  ...posted,
  obligationId: event.url.searchParams.get('sua'),
})
const then = (_: unknown, event: RequestEvent) => to(event)

export const actions: Actions = {
  them: actionOf(addObligation, { input: (posted, event) => ({ ...posted, regulationId: event.params['id'] }), then }),
  doi: actionOf(changeObligation, { input: obligation, then }),
  'ket-thuc': actionOf(endObligation, { input: obligation, then }),
}
