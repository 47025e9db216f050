// Amending a regulation: its facts, its sides, its end.
import { notFound } from '#kernel/errors.ts'
import {
  addParty,
  amendRegulation,
  endParty,
  endRegulation,
  listBodies,
  readRegulation,
} from '#modules/coordination/coordination.server.ts'
import { unitsUnder } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { fileAction } from '../../file-action.server.ts'
import { lastDay, validity } from '../../views.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const found = await run(readRegulation, { regulationId: event.params.id })
    const stand = ctx.actor.stands.find((one) => one.whole)
    if (!found.mayManage || !stand) throw notFound()
    const { regulation, parties } = found
    const there = new Set(parties.flatMap((party) => [party.unitId, party.externalId]))
    const units = await unitsUnder(ctx, stand.unitId, ctx.today)
    const { bodies } = await run(listBodies, { size: 1000 })
    return {
      id: regulation.id,
      version: regulation.version,
      file: found.file,
      value: {
        number: regulation.number,
        title: regulation.title,
        signedOn: regulation.signedOn,
        from: regulation.valid.from,
        lastOn: lastDay(regulation.valid),
        summary: regulation.summary,
      },
      ended: regulation.valid.to !== null,
      parties: parties
        .filter((party) => party.valid && (party.valid.to === null || party.valid.to > ctx.today))
        .map((party) => ({
          value: party.id,
          label: `${party.name}${party.valid ? ` (${validity(party.valid)})` : ''}`,
        })),
      units: units
        .filter((unit) => !there.has(unit.id))
        .map((unit) => ({ value: unit.id, label: `${'  '.repeat(unit.depth)}${unit.name}` })),
      bodies: bodies.filter((one) => !there.has(one.id)).map((one) => ({ value: one.id, label: one.name })),
    }
  })

const input = (posted: Record<string, unknown>, event: RequestEvent) => ({
  ...posted,
  regulationId: event.params['id'],
})
const then = (_: unknown, event: RequestEvent) => `/phoi-hop/${event.params['id']}`

export const actions: Actions = {
  sua: fileAction(amendRegulation, { input, then }),
  'ket-thuc': actionOf(endRegulation, { input, then }),
  'them-ben': actionOf(addParty, { input, then }),
  'thoi-ben': actionOf(endParty, { input, then }),
}
