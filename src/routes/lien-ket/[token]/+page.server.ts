// One address for all guests: the link says which area's page it opens; its visit is noted once in half a day.
import { readLink } from '#modules/guests/guests.server.ts'
import { redirect } from '@sveltejs/kit'
import { askAsGuest, gone, noteVisit } from '../guest.server.ts'
import type { GuestEvent } from '../guest.server.ts'
import { answerRegulation, regulationPage } from '../regulation-page.server.ts'
import { answerResidence, residencePage } from '../residence-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** The area's page for a kind of link, and what its forms do. */
const pages = {
  regulation: {
    load: async (event: GuestEvent) => ({ kind: 'regulation' as const, page: await regulationPage(event) }),
    answer: answerRegulation,
  },
  residence_request: {
    load: async (event: GuestEvent) => ({ kind: 'residence_request' as const, page: await residencePage(event) }),
    answer: answerResidence,
  },
}

async function pageOf(event: GuestEvent) {
  const link = await askAsGuest(event, readLink, {})
  const page = Object.hasOwn(pages, link.kind) ? pages[link.kind as keyof typeof pages] : gone(event)
  return { link, page }
}

export const load: PageServerLoad = async (event) => {
  const { link, page } = await pageOf(event)
  const shown = await page.load(event)
  if (!link.noted && event.request.method === 'GET') await noteVisit(event)
  return shown
}

export const actions: Actions = {
  default: async (event) => {
    const { page } = await pageOf(event)
    const done = await page.answer(event)
    if ('to' in done) redirect(303, done.to)
    return done
  },
}
