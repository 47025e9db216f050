// Renaming a unit from a day on.
import { renameUnit } from '#modules/units/units.server.ts'
import { actOn, loadAct } from '../../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => loadAct(event, () => ({}))

export const actions: Actions = { default: actOn(renameUnit) }
