// Comparisons with the national database: a new export, and the comparisons there have been.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { intakeStateNames, listIntakes } from '#modules/intake/intake.server.ts'
import { load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { unitChoices, uploadOf } from '../nhap/upload.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.actor.holds('member.write')) throw notFound()
    const list = await run(listIntakes, { purpose: 'compare' })
    return {
      units: await unitChoices(run, ctx),
      today: ctx.today,
      idempotencyKey: newId(),
      comparisons: list.map((one) => ({
        id: one.id,
        day: formatDay(one.asOf),
        file: one.fileName,
        unit: one.unit?.name ?? '',
        created: formatInstant(one.createdAt),
        stateName: one.state === 'read' ? 'Đã đối chiếu' : intakeStateNames[one.state],
        differences: one.state === 'read' ? ['here', 'there', 'differs'].reduce((sum, kind) => sum + (one.counts[kind] ?? 0), 0) : null, // prettier-ignore
      })),
    }
  })

export const actions: Actions = { gui: uploadOf('compare', (id) => `/dang-vien/doi-chieu/${id}`) }
