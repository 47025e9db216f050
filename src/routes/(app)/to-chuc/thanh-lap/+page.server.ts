// Founding a unit under a parent from a day on.
import { notFound } from '#kernel/errors.ts'
import { DEFAULT_NESTING, findUnits, foundUnit, kindsUnder } from '#modules/units/units.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { paperChoices } from '../act-page.server.ts'
import { placeChoices } from '../choices.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.actor.holds('unit.write')) throw notFound()
    const places = await run(findUnits, { holding: 'unit.write', limit: 1000 })
    const parents = places.filter((unit) => kindsUnder(DEFAULT_NESTING, unit.kind, ctx.today).length > 0)
    // Where there is but one place, it is taken.
    const parentId = event.url.searchParams.get('cap-tren') ?? (parents.length === 1 ? (parents[0]?.id ?? null) : null)
    const parent = parents.find((unit) => unit.id === parentId)
    // Under a known parent only the kinds that may stand there; otherwise all.
    const kinds = parent ? kindsUnder(DEFAULT_NESTING, parent.kind, ctx.today) : Object.keys(unitKindNames)
    return {
      parentId,
      parentName: parent?.name ?? null,
      parents: parents.map(({ id, name, kind }) => ({ value: id, label: name, group: unitKindNames[kind] })),
      kinds: kinds
        .filter((kind) => kind !== 'bloc')
        .map((kind) => ({ value: kind, label: unitKindNames[kind as keyof typeof unitKindNames] })),
      ...(await placeChoices(run)),
      papers: await paperChoices(run),
      today: ctx.today,
      idempotencyKey: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(foundUnit, { then: ({ unitId }) => `/to-chuc/${unitId}` }),
}
