// Excuses a member from work and meetings, or ends it.
import { EXEMPTION_GROUNDS, groundNames, setExemption } from '#modules/members/members.server.ts'
import { actOn, loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, () => ({ grounds: EXEMPTION_GROUNDS.map((value) => ({ value, label: groundNames[value] ?? value })) }))

export const actions: Actions = { default: actOn(setExemption, 'mien', 'Miễn công tác và sinh hoạt đảng') }
