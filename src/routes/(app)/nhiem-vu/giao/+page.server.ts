// Giving a task by hand.
import { notFound } from '#kernel/errors.ts'
import { createTask } from '#modules/targets/targets.server.ts'
import { unitsUnder } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (_, ctx) => {
    const stand = ctx.actor.stands[0]
    if (!ctx.actor.holds('task.close') || !stand) throw notFound()
    const units = await unitsUnder(ctx, stand.unitId, ctx.today)
    return {
      idempotencyKey: newId(),
      issuer: { id: stand.unitId, name: stand.unitName },
      units: units.map((unit) => ({ value: unit.id, label: `${'  '.repeat(unit.depth)}${unit.name}` })),
    }
  })

export const actions: Actions = { default: actionOf(createTask, { then: ({ id }) => `/nhiem-vu/${id}` }) }
