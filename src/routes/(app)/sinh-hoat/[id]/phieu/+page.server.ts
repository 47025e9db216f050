// The attendance sheet on paper, for those who tick by hand first.
import { meetingPage } from '../meeting-page.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => meetingPage(event)
