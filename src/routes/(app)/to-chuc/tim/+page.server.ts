// The unit picker's answer: units by words of their name, each leading to the same area one came from.
import { findUnits, unitKindNames } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { redirect } from '@sveltejs/kit'
import { address, dayIn } from '../../address.ts'
import { areaOfUnit } from '../../unit-areas.ts'
import type { PageServerLoad } from './$types'

const LIMIT = 100

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const search = searchParams.get('ten')?.trim() ?? ''
  const area = searchParams.get('o') ?? ''
  const day = dayIn(event.url)
  const units = await loadPage(event, async (run) => {
    // Without words: the units right below the bloc, the first step down.
    const kinds = search === '' ? ['grassroots_committee', 'grassroots_cell'] : []
    const found = await run(findUnits, { text: search, day, kinds, limit: LIMIT })
    // Whoever types a name of an agency means its committee first, then what stands below.
    const high = (kind: string) => (kind === 'sub_cell' || kind === 'section' || kind === 'group' ? 1 : 0)
    return found
      .toSorted((a, b) => high(a.kind) - high(b.kind))
      .map((unit) => ({
        id: unit.id,
        name: unit.name,
        kind: unitKindNames[unit.kind],
        above: unit.parentName,
        href: areaOfUnit(area, unit.id, day),
      }))
  })
  const only = units[0]
  if (search !== '' && units.length === 1 && only) redirect(303, only.href)
  return { search, area, asked: day, units, full: units.length === LIMIT, treeHref: address('/to-chuc', { ngay: day }) }
}
