// A new plan: what it is called, from which day. Its acts follow on its own page.
import { notFound } from '#kernel/errors.ts'
import { openPlan } from '#modules/reorganisations/reorganisations.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, (_, ctx) => {
    if (!ctx.actor.holds('reorganisation.write') || !ctx.scope('reorganisation.write').whole) throw notFound()
    return Promise.resolve({ key: newId() })
  })

export const actions: Actions = {
  default: actionOf(openPlan, { then: ({ planId }) => `/to-chuc/phuong-an/${planId}` }),
}
