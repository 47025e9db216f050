// Membership given back to someone who had left.
import { restorationNames, restoreMember } from '#modules/members/members.server.ts'
import { cellChoices } from '../../choices.server.ts'
import { actOn, loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run) => ({
    cells: await cellChoices(run),
    causes: Object.entries(restorationNames).map(([value, label]) => ({ value, label })),
  }))

export const actions: Actions = { default: actOn(restoreMember, 'khoi-phuc', 'Khôi phục đảng tịch') }
