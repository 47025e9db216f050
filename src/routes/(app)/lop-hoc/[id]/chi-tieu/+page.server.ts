// How many each unit below may send; a blank line sends nobody, no line at all lifts the limit.
import { readClass, setQuotas } from '#modules/classes/classes.server.ts'
import { unitsUnder } from '#modules/units/units.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const found = await run(readClass, { classId: event.params.id })
    const below = await unitsUnder(ctx, found.unitId, found.fromOn)
    const depth = below.find(({ id }) => id === found.unitId)?.depth ?? 0
    const seats = new Map(found.quotas.map((quota) => [quota.unitId, quota]))
    return {
      id: found.id,
      title: found.title,
      version: found.version,
      units: below
        .filter(
          (unit) =>
            unit.kind !== 'group' && unit.id !== found.unitId && (unit.depth <= depth + 2 || seats.has(unit.id)),
        )
        .filter((unit) => unit.depth === depth + 1 || unit.kind.startsWith('grassroots') || seats.has(unit.id))
        .map(({ id, name }) => ({
          id,
          name,
          seats: seats.get(id)?.seats ?? null,
          enrolled: seats.get(id)?.enrolled ?? null,
        })),
      key: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(setQuotas, {
    input: (posted, event) => {
      const seats = (posted['seats'] ?? {}) as Record<string, unknown>
      const quotas = Object.entries(seats).flatMap(([unitId, given]) =>
        String(given).trim() === '' ? [] : [{ unitId, seats: given }],
      )
      return { ...posted, quotas, classId: event.params['id'] }
    },
    then: ({ id }) => `/lop-hoc/${id}?da-luu=1`,
  }),
}
