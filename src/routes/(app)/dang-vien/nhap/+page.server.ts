// Imports of registers: a new file, the sheet to begin with, and the imports there have been.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { intakeStateNames, listIntakes } from '#modules/intake/intake.server.ts'
import { load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { unitChoices, uploadOf } from './upload.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.actor.holds('member.write')) throw notFound()
    const list = await run(listIntakes, { purpose: 'import' })
    return {
      units: await unitChoices(run, ctx),
      today: ctx.today,
      mayReveal: ctx.actor.holds('member.read-masked'),
      idempotencyKey: newId(),
      imports: list.map((one) => ({
        id: one.id,
        file: one.fileName,
        unit: one.unit?.name ?? '',
        created: formatInstant(one.createdAt),
        asOf: formatDay(one.asOf),
        state: one.state,
        stateName: intakeStateNames[one.state],
        rows: one.counts['total'] ?? null,
        taken: one.state === 'applied' ? (one.counts['taken'] ?? 0) + (one.counts['changed'] ?? 0) : null,
      })),
    }
  })

export const actions: Actions = { gui: uploadOf('import', (id) => `/dang-vien/nhap/${id}`) }
