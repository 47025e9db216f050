// The register as a list: its filters, page and sheet are all in the address.
import { formatDay } from '#kernel/day.ts'
import { ageBandNames, ethnicityNames, listMembers, sexNames, stateNames } from '#modules/members/members.server.ts'
import type { ListedMember } from '#modules/members/members.server.ts'
import { findUnits, GRASSROOTS_KINDS, nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { dayIn } from '../address.ts'
import { changed } from './filters.ts'
import { listInput } from './list-input.server.ts'
import type { PageServerLoad } from './$types'

/** More choices than this make the page heavy; the tree leads to the rest. */
const MOST_UNITS = 120

const words: Record<string, Record<string, string>> = {
  dien: {
    probationary: stateNames.probationary,
    full: stateNames.full,
    exempt: stateNames.exempt,
    paused: stateNames.paused,
    suspended: stateNames.suspended,
    away: stateNames.away,
  },
  gioi: sexNames,
  tuoi: ageBandNames,
  'dan-toc': { kinh: 'Kinh', minority: 'Dân tộc thiểu số' },
}
const choices = Object.fromEntries(
  Object.entries(words).map(([name, values]) => [
    name,
    Object.entries(values).map(([value, label]) => ({ value, label })),
  ]),
)

/** A row as it is shown: short, because it travels twice, as text and as data. */
const shown = (member: ListedMember) => ({
  id: member.id,
  ten: member.name,
  sinh: formatDay(member.birthOn),
  gioi: member.sex === 'female' ? 'Nữ' : 'Nam',
  dt: ethnicityNames[member.ethnicity as keyof typeof ethnicityNames] ?? member.ethnicity,
  vao: formatDay(member.admittedOn),
  ct: member.confirmedOn ? formatDay(member.confirmedOn) : null,
  dien: member.standing === 'active' ? member.status : member.standing,
  cb: member.unitName,
})

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const list = await run(listMembers, listInput(url))
    const unitId = url.searchParams.get('don-vi')
    const units = await run(findUnits, { kinds: GRASSROOTS_KINDS, day: list.day, limit: MOST_UNITS })
    const unit = unitId ? await nameOn(ctx, unitId, list.day) : undefined
    const asked = dayIn(url)
    const of = (name: string) => url.searchParams.get(name) ?? ''
    const applied = [
      ...(unit ? [{ label: unit.name, href: changed(url, { 'don-vi': null }) }] : []),
      ...(of('tim') ? [{ label: `“${of('tim')}”`, href: changed(url, { tim: null }) }] : []),
      ...Object.entries(words).flatMap(([name, values]) => {
        const word = values[of(name)]
        return word ? [{ label: word, href: changed(url, { [name]: null }) }] : []
      }),
    ]
    return {
      dayText: formatDay(list.day),
      asked,
      total: list.total,
      page: list.page,
      size: list.size,
      members: list.members.map(shown),
      units: units.length > 1 ? units.map(({ id, shortName }) => ({ value: id, label: shortName })) : [],
      unitId,
      // A unit below the choices is kept though it cannot be shown among them.
      unitIsChoice: units.some(({ id }) => id === unitId),
      choices,
      values: { tim: of('tim'), dien: of('dien'), gioi: of('gioi'), tuoi: of('tuoi'), 'dan-toc': of('dan-toc') },
      applied,
      mayWrite: ctx.actor.holds('member.write'),
    }
  })
