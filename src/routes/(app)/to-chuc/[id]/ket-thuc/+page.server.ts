// Ending a unit from a day on.
import { closeUnit } from '#modules/units/units.server.ts'
import { actOn, loadAct } from '../../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, (_, __, unit) => ({ children: unit.children.map(({ id, name }) => ({ id, name })) }))

export const actions: Actions = { default: actOn(closeUnit) }
