// A locality: its province and days, what it came from and became, and the units that work there on a day.
import { formatDay } from '#kernel/day.ts'
import { endLocality, listUnitsByLocality, readLocality, setSuccessors } from '#modules/units/units.server.ts'
import { localityKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { address, dayIn } from '../../../address.ts'
import { unitRows } from '../place-view.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const asked = dayIn(event.url)
    const place = await run(readLocality, { localityId: event.params.id })
    const { day, units, places } = await run(listUnitsByLocality, { day: asked })
    const below = new Set([place.id, ...place.below.map(({ id }) => id)])
    return {
      id: place.id,
      name: place.name,
      kind: localityKindNames[place.kind] ?? place.kind,
      code: place.code,
      committee: place.committee,
      parent: place.parent,
      from: formatDay(place.valid.from),
      to: place.valid.to && formatDay(place.valid.to),
      goesOn: place.valid.to === null,
      mayWrite: place.mayWrite,
      successors: place.successors.map(({ id }) => id),
      steps: place.steps.toReversed().map((step) => ({
        day: formatDay(step.on),
        iso: step.on as string,
        what:
          step.from.id === place.id
            ? `Thành ${step.to.name}`
            : step.to.id === place.id
              ? `Nhận ${step.from.name}`
              : `${step.from.name} thành ${step.to.name}`,
        href: `/to-chuc/dia-ban/${step.from.id === place.id ? step.to.id : step.from.id}`,
      })),
      below: place.below.map(({ id, name, kind, valid }) => ({
        id,
        name,
        kind: localityKindNames[kind] ?? kind,
        days: valid.to ? `đến trước ${formatDay(valid.to)}` : `từ ${formatDay(valid.from)}`,
      })),
      others: place.others.map(({ id, name, kind, depth }) => ({
        value: id,
        label: `${'  '.repeat(depth)}${name}`,
        group: localityKindNames[kind] ?? kind,
      })),
      dayText: formatDay(day),
      asked,
      units: unitRows(
        units.filter(({ localityId }) => below.has(localityId)),
        places,
      ),
      moveHref:
        place.mayWrite && units.some(({ localityId }) => localityId === place.id)
          ? address('/to-chuc/dia-ban/chuyen', { tu: place.id, ngay: asked })
          : null,
      key: newId(),
    }
  })

/** Three choices of the form; the blank ones are left out. */
const input = (posted: Record<string, unknown>, event: RequestEvent) => ({
  ...posted,
  localityId: event.params['id'],
  successors: ((posted['successors'] ?? []) as string[]).filter((id) => id !== ''),
})
const then = (_: unknown, event: RequestEvent) => `/to-chuc/dia-ban/${event.params['id']}`

export const actions: Actions = {
  'ket-thuc': actionOf(endLocality, { input, then }),
  'thay-the': actionOf(setSuccessors, { input, then }),
}
