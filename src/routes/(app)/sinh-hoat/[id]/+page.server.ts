// The evening of a meeting: attendance, sitting, theme, minutes and resolution in one form. After a refusal the page shows the
// meeting as it is now (its version, the list of the typed day) beside what was typed.
import { isDay, parseDay } from '#kernel/day.ts'
import { holdMeeting } from '#modules/meetings/meetings.server.ts'
import { actionOf } from '#pages'
import type { FormFailure, RequestEvent } from '#pages'
import { fail, redirect } from '@sveltejs/kit'
import { meetingPage } from './meeting-page.server.ts'
import type { MeetingPage } from './meeting-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => meetingPage(event)

const saved = (event: RequestEvent) => `/sinh-hoat/${event.params['id']}?da-luu=1`

const hold = actionOf(holdMeeting, {
  input: (posted, event) => {
    const { all, marks, ...rest } = posted
    // Without a script the button "all present" posts the form: it overrides every mark on the page.
    const everybody = typeof all === 'string' && marks !== null && typeof marks === 'object'
    const given = everybody ? Object.fromEntries(Object.keys(marks).map((id) => [id, all])) : marks
    return { ...rest, marks: given ?? null, meetingId: event.params['id'] }
  },
})

export interface HoldFailure extends FormFailure {
  /** The meeting as it is now. */
  fresh: MeetingPage
}

export const actions: Actions = {
  default: async (event) => {
    const outcome = await hold(event as RequestEvent)
    if (!('status' in outcome)) redirect(303, saved(event))
    const { status, data } = outcome
    const { heldOn = '' } = data.values
    const typed = isDay(heldOn) ? heldOn : parseDay(heldOn)
    const fresh = await meetingPage(event, typed)
    const names = new Map(fresh.people.map(({ id, name }) => [id, name]))
    const errors = Object.fromEntries(
      Object.entries(data.errors).map(([field, message]) => {
        const person = field.startsWith('marks.') ? names.get(field.slice(6)) : undefined
        return [field, person ? `${person}: ${message}` : message]
      }),
    )
    return fail(status, { ...data, errors, fresh } satisfies HoldFailure)
  },
}
