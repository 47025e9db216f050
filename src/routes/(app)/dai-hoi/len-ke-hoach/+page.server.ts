// Plans congresses by a table: units that are due, their form by the number of members, one day for all or a day for each.
import { formatDay } from '#kernel/day.ts'
import {
  congressFormNames,
  CONGRESS_FORMS,
  planCongresses,
  suggestCongresses,
} from '#modules/congresses/congresses.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { address } from '../../address.ts'
import { asked, levelNames } from '../congress-looks.ts'
import type { Actions, PageServerLoad } from './$types'

/** Rows of one form: more would be too long to fill in at once. */
const MOST = 100

export const load: PageServerLoad = (event) => {
  const { level, cycle, under } = asked(event.url)
  const unitId = event.url.searchParams.get('cho')
  return loadPage(event, async (run) => {
    const one = unitId !== null
    const wanted = one ? null : (level ?? 'grassroots')
    const found = await run(suggestCongresses, { level: wanted, cycle: one ? null : cycle, under, unitId })
    return {
      key: newId(),
      one,
      level: wanted,
      levelName: wanted && levelNames[wanted],
      cycle,
      cycles: found.cycles.map((label) => ({
        href: address('/dai-hoi/len-ke-hoach', { cap: wanted, 'nhiem-ky': label }),
        label: `Nhiệm kỳ ${label}`,
        current: label === cycle,
      })),
      forms: CONGRESS_FORMS.map((value) => ({ value, label: congressFormNames[value] })),
      more: Math.max(0, found.units.length - MOST),
      units: found.units.slice(0, MOST).map((unit) => ({
        id: unit.unitId,
        name: unit.unitName,
        note: [unitKindNames[unit.kind], unit.parentName].filter(Boolean).join(' · '),
        cycle: unit.cycle,
        members: unit.members,
        form: unit.form,
        ordinal: unit.ordinal,
        due: unit.due?.dueOn ? formatDay(unit.due.dueOn) : null,
        range: unit.due?.window
          ? `${formatDay(unit.due.window.first)} đến ${formatDay(unit.due.window.last)}`
          : unit.due?.earliest && unit.due.latest
            ? `${formatDay(unit.due.earliest)} đến ${formatDay(unit.due.latest)}`
            : null,
        late: unit.late,
      })),
    }
  })
}

interface Posted {
  take?: string
  plannedOn?: string
}

export const actions: Actions = {
  default: actionOf(planCongresses, {
    // Rows that are ticked, each with its own day or the common one.
    input: (posted) => {
      const rows = Object.entries((posted['congresses'] ?? {}) as Record<string, Posted>)
      const common = typeof posted['commonDay'] === 'string' ? posted['commonDay'] : ''
      const taken = rows.filter(([, row]) => row.take === '1' || (row.plannedOn ?? '').trim() !== '')
      return {
        congresses: Object.fromEntries(taken.map(([id, row]) => [id, { ...row, plannedOn: row.plannedOn?.trim() || common }])), // prettier-ignore
      }
    },
    then: ({ ids }, event) => {
      const [only] = ids
      return ids.length === 1 && only
        ? `/dai-hoi/${only}`
        : address('/dai-hoi', {
            cap: event.url.searchParams.get('cap'),
            'nhiem-ky': event.url.searchParams.get('nhiem-ky'),
          })
    },
  }),
}
