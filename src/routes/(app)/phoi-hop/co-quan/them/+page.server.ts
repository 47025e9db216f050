// Adding a body outside.
import { addBody } from '#modules/coordination/coordination.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { bodyChoices } from '../choices.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => ({ idempotencyKey: newId(), ...(await bodyChoices(run, ctx)) }))

export const actions: Actions = { default: actionOf(addBody, { then: () => '/phoi-hop/co-quan' }) }
