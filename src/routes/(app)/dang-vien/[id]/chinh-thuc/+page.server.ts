// Confirmation as a full member; the day follows from the rule, which the page shows beforehand.
import { formatDay } from '#kernel/day.ts'
import { confirmMember } from '#modules/members/members.server.ts'
import { actOn, loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, (_, ctx, member) => ({
    legalOn: member.probationEnds ? formatDay(member.probationEnds) : null,
    tooEarly: member.probationEnds !== null && member.probationEnds > ctx.today,
  }))

export const actions: Actions = { default: actOn(confirmMember, 'chinh-thuc', 'Công nhận đảng viên chính thức') }
