// The end of a membership in the bloc.
import { LEAVE_KINDS, eventNames, HEARINGS, hearingNames, leaveMember, removalCauses } from '#modules/members/members.server.ts' // prettier-ignore
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { actOn, loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, async (_, ctx) => ({
    kinds: LEAVE_KINDS.map((kind) => ({ value: kind, label: eventNames[kind] })),
    causes: removalCauses(await loadRulebook(ctx), ctx.today).map(({ code, label }) => ({ value: code, label })),
    hearings: HEARINGS.map((value) => ({ value, label: hearingNames[value] })),
  }))

export const actions: Actions = { default: actOn(leaveMember, 'roi-khoi', 'Đảng viên ra khỏi đảng bộ') }
