// Tạm miễn sinh hoạt, đình chỉ sinh hoạt, sinh hoạt trở lại.
import { groundNames, PAUSE_GROUNDS, setStanding } from '#modules/members/members.server.ts'
import { actOn, loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, () => ({ grounds: PAUSE_GROUNDS.map((value) => ({ value, label: groundNames[value] ?? value })) }))

export const actions: Actions = { default: actOn(setStanding, 'dien', 'Tạm miễn, đình chỉ sinh hoạt đảng') }
