// One body outside: corrected, or ended with its last day.
import { notFound } from '#kernel/errors.ts'
import { editBody, endBody, listBodies } from '#modules/coordination/coordination.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { validity } from '../../views.ts'
import { bodyChoices } from '../choices.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const body = (await run(listBodies, { bodyId: event.params.id })).bodies[0]
    if (!body) throw notFound()
    const keep = body.localityId ? { id: body.localityId, name: body.locality ?? '' } : null
    return {
      body: { ...body, valid: validity(body.valid) },
      mayEnd: body.valid.to === null || body.valid.to > ctx.today,
      ...(await bodyChoices(run, ctx, keep)),
    }
  })

const input = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, bodyId: event.params['id'] })
const then = () => '/phoi-hop/co-quan'

export const actions: Actions = {
  sua: actionOf(editBody, { input, then }),
  'ket-thuc': actionOf(endBody, { input, then: () => '/phoi-hop/co-quan?ca-cu=1' }),
}
