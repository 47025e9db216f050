// The end of a membership in the bloc.
import { LEAVE_KINDS, eventNames, leaveMember } from '#modules/members/members.server.ts'
import { actOn, loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, () => ({ kinds: LEAVE_KINDS.map((kind) => ({ value: kind, label: eventNames[kind] })) }))

export const actions: Actions = { default: actOn(leaveMember, 'roi-khoi', 'Đảng viên ra khỏi đảng bộ') }
