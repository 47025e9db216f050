// Numbers that outside registers gave a unit: giving one from a day on, or ending it.
import { readUnit, setIdentifier } from '#modules/units/units.server.ts'
import { actionOf } from '#pages'
import { loadAct } from '../../act-page.server.ts'
import { formatRangeWords } from '../range-words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run, _, { id }) => {
    const { identifiers } = await run(readUnit, { unitId: id })
    return {
      identifiers: identifiers.map((one) => ({
        id: one.id,
        scheme: one.scheme,
        value: one.value,
        days: formatRangeWords(one.valid),
      })),
    }
  })

export const actions: Actions = {
  default: actionOf(setIdentifier, {
    input: (posted, event) => ({ ...posted, unitId: event.params['id'] }),
    then: (_, event) => `/to-chuc/${event.params['id']}`,
  }),
}
