// Recording a regulation that was signed.
import { notFound } from '#kernel/errors.ts'
import { listBodies, recordRegulation } from '#modules/coordination/coordination.server.ts'
import { bodyKindNames } from '#modules/coordination/coordination-messages.ts'
import { unitsUnder } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { fileAction } from '../file-action.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const stand = ctx.actor.stands.find((one) => one.whole)
    if (!ctx.actor.holds('coordination.write') || !ctx.scope('coordination.write').whole || !stand) throw notFound()
    const units = await unitsUnder(ctx, stand.unitId, ctx.today)
    const { bodies } = await run(listBodies, { ended: event.url.searchParams.get('ca-cu') ?? '', size: 1000 })
    const kinds = [...new Set(bodies.map((body) => body.kind))]
    return {
      idempotencyKey: newId(),
      top: stand.unitId,
      withEnded: event.url.searchParams.get('ca-cu') === '1',
      units: units.map((unit) => ({ value: unit.id, label: `${'  '.repeat(unit.depth)}${unit.name}` })),
      bodies: kinds.map((kind) => ({
        kind: bodyKindNames[kind],
        bodies: bodies.filter((body) => body.kind === kind).map(({ id, name }) => ({ id, name })),
      })),
    }
  })

const ticked = (posted: unknown): string[] => Object.keys((posted ?? {}) as Record<string, unknown>)

export const actions: Actions = {
  default: fileAction(recordRegulation, {
    input: ({ unitId, otherUnitId, co, ...posted }) => ({
      ...posted,
      unitIds: [unitId, otherUnitId].filter((id) => typeof id === 'string' && id !== ''),
      externalIds: ticked(co),
    }),
    then: ({ regulationId }) => `/phoi-hop/${regulationId}`,
  }),
}
