// Corrects one event of the history (?su-kien=): the wrong one is kept as voided, the right one written anew.
import { notFound } from '#kernel/errors.ts'
import { correctEvent, eventNames } from '#modules/members/members.server.ts'
import { actionOf } from '#pages'
import { loadAct } from '../act-page.server.ts'
import { withPaper } from '../../deed-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, (_, __, member) => {
    const found = member.events.find((each) => each.id === event.url.searchParams.get('su-kien'))
    if (!found || found.voidReason !== null) throw notFound()
    return {
      wrong: {
        id: found.id,
        name: eventNames[found.kind],
        decidedOn: found.decidedOn,
        effectiveOn: found.effectiveOn,
        paper: found.decision?.number ?? null,
      },
    }
  })

export const actions: Actions = {
  default: actionOf(correctEvent, {
    input: (posted, event) => ({
      ...withPaper(posted, 'Đính chính hồ sơ đảng viên'),
      memberId: event.params['id'],
      eventId: event.url.searchParams.get('su-kien'),
    }),
    then: ({ memberId }) => `/dang-vien/${memberId}?xong=dinh-chinh`,
  }),
}
