// The bloc's lists of sectors and localities, with a form to add to each.
import { formatDay } from '#kernel/day.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { notFound } from '#kernel/errors.ts'
import { addLocality, listLocalities, listSectors, setSector } from '#modules/units/units.server.ts'
import { localityKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { dayIn } from '../../address.ts'
import type { Actions, PageServerLoad } from './$types'

const daysOf = ({ from, to }: DateRange): string =>
  to === null ? `từ ${formatDay(from)}` : `từ ${formatDay(from)} đến trước ${formatDay(to)}`

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.scope('unit.write').whole) throw notFound()
    const day = dayIn(event.url)
    const sectors = await run(listSectors, { day })
    const localities = await run(listLocalities, { day })
    return {
      dayText: formatDay(day ?? ctx.today),
      sectors: sectors.map(({ code, name, ordinal, valid }) => ({ code, name, ordinal, days: daysOf(valid) })),
      localities: localities.map(({ id, name, kind, committee, valid }) => ({
        id,
        name,
        kind: localityKindNames[kind] ?? kind,
        committee,
        days: daysOf(valid),
      })),
      kinds: Object.entries(localityKindNames).map(([value, label]) => ({ value, label })),
      keys: [newId(), newId()] as const,
    }
  })

export const actions: Actions = {
  'loai-hinh': actionOf(setSector, { then: () => '/to-chuc/danh-muc' }),
  'dia-ban': actionOf(addLocality, { then: () => '/to-chuc/danh-muc' }),
}
