// Calls a class: its kind is picked first, what the kind usually has is filled in.
import { allKinds, callClass } from '#modules/classes/classes.server.ts'
import { findUnits, GRASSROOTS_KINDS } from '#modules/units/units.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { paperChoices } from '../../dang-vien/choices.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const kind = allKinds.find(({ code }) => code === event.url.searchParams.get('loai')) ?? null
    const own = ctx.actor.stands[0]?.unitId
    // Committees call classes; who keeps a cell's book calls those of the cell.
    const upper = await run(findUnits, { kinds: ['bloc', ...GRASSROOTS_KINDS], holding: 'member.write', limit: 300 })
    const units = upper.length > 0 ? upper : await run(findUnits, { kinds: ['section', 'sub_cell'], holding: 'member.write', limit: 300 }) // prettier-ignore
    return {
      kinds: allKinds.map(({ code, name, halfDays, certificate }) => ({
        code,
        name,
        halfDays,
        certified: certificate !== null,
      })),
      kind,
      units: units.map(({ id, name }) => ({ value: id, label: name })),
      own: units.some(({ id }) => id === own) ? (own ?? '') : '',
      papers: await paperChoices(run),
      key: newId(),
    }
  })

export const actions: Actions = { default: actionOf(callClass, { then: ({ id }) => `/lop-hoc/${id}` }) }
