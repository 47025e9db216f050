// Says that a planned meeting does not take place.
import { cancelMeeting } from '#modules/meetings/meetings.server.ts'
import { actionOf } from '#pages'
import { meetingPage } from '../meeting-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => meetingPage(event)

export const actions: Actions = {
  default: actionOf(cancelMeeting, {
    input: (posted, event) => ({ ...posted, meetingId: event.params['id'] }),
    then: (_, event) => `/sinh-hoat/${event.params['id']}`,
  }),
}
