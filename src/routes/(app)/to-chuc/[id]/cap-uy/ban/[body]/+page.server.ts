// One body: its name and seats, and its end.
import { notFound } from '#kernel/errors.ts'
import { editBody, endBody } from '#modules/committees/committees.server.ts'
import { actOnCommittee, daysOf, loadCommitteeForm } from '../../committee-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadCommitteeForm(event, (found) => {
    const body = found.bodies.find(({ id }) => id === event.params.body)
    if (!body) throw notFound()
    return {
      body: {
        name: body.name,
        seats: body.seats,
        version: body.version,
        days: daysOf(body.valid),
        holders: body.holders.length,
        open: body.valid.to === null || body.valid.to > found.day,
      },
    }
  })

const ofBody = (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>> }) => ({
  ...posted,
  bodyId: event.params['body'],
})

export const actions: Actions = {
  sua: actOnCommittee(editBody, ofBody),
  'ket-thuc': actOnCommittee(endBody, ofBody),
}
