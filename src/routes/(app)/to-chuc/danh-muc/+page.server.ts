// The bloc's lists in two tabs: sectors, and localities of a day as a tree; forms to add, and the country's provinces to load.
import { formatDay } from '#kernel/day.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { notFound } from '#kernel/errors.ts'
import {
  addLocality,
  listLocalities,
  listSectors,
  listUnitsByLocality,
  loadProvinces,
  setSector,
} from '#modules/units/units.server.ts'
import { localityKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { address, dayIn } from '../../address.ts'
import { followStep, placeMarks } from '../dia-ban/place-days.server.ts'
import type { Actions, PageServerLoad } from './$types'

const daysOf = ({ from, to }: DateRange): string =>
  to === null ? `từ ${formatDay(from)}` : `từ ${formatDay(from)} đến trước ${formatDay(to)}`

const PLACES = '/to-chuc/danh-muc?muc=dia-ban'

export const load: PageServerLoad = async (event) => {
  await followStep(event, (ngay) => address('/to-chuc/danh-muc', { muc: 'dia-ban', ngay }))
  return loadPage(event, async (run, ctx) => {
    if (!ctx.scope('unit.write').whole) throw notFound()
    const asked = dayIn(event.url)
    const day = asked ?? ctx.today
    const part = event.url.searchParams.get('muc') === 'dia-ban' ? ('places' as const) : ('sectors' as const)
    const sectors = part === 'sectors' ? await run(listSectors, { day }) : []
    const localities = part === 'places' ? await run(listLocalities, { day }) : []
    const { days } = part === 'places' ? await run(listUnitsByLocality, { day }) : { days: [] }
    const here = (more: Record<string, string | null>) =>
      address('/to-chuc/danh-muc', { muc: part === 'places' ? 'dia-ban' : null, ngay: asked, ...more })
    return {
      part,
      day,
      todayHref: here({ ngay: null }),
      dayText: formatDay(day),
      tabs: [
        { href: here({ muc: null }), label: 'Loại hình cơ sở', current: part === 'sectors' },
        { href: here({ muc: 'dia-ban' }), label: 'Địa bàn', current: part === 'places' },
      ],
      sectors: sectors.map(({ code, name, ordinal, valid }) => ({ code, name, ordinal, days: daysOf(valid) })),
      localities: localities.map(({ id, name, kind, code, committee, valid, depth }) => ({
        id,
        name,
        kind: localityKindNames[kind] ?? kind,
        code,
        committee,
        depth,
        days: daysOf(valid),
      })),
      provinces: localities
        .filter(({ kind }) => kind === 'province')
        .map(({ id, name }) => ({ value: id, label: name })),
      marks: placeMarks(days, ctx.today, (ngay) => here({ ngay })),
      kinds: Object.entries(localityKindNames).map(([value, label]) => ({ value, label })),
      keys: [newId(), newId()] as const,
    }
  })
}

export const actions: Actions = {
  'loai-hinh': actionOf(setSector, { then: () => '/to-chuc/danh-muc' }),
  'dia-ban': actionOf(addLocality, { then: () => PLACES }),
  nap: actionOf(loadProvinces, { input: () => ({}), then: () => PLACES }),
}
