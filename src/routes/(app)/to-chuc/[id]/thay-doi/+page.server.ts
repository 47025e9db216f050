// Changing kind, sector, locality, order, symbol, seal or powers of a unit from a day on.
import { changeUnit } from '#modules/units/units.server.ts'
import { sealNames, unitKindNames } from '#modules/units/units-messages.ts'
import { actOn, loadAct } from '../../act-page.server.ts'
import { placeChoices } from '../../choices.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run) => ({
    ...(await placeChoices(run)),
    kinds: Object.entries(unitKindNames).map(([value, label]) => ({ value, label })),
    seals: Object.entries(sealNames).map(([value, label]) => ({ value, label })),
  }))

export const actions: Actions = { default: actOn(changeUnit) }
