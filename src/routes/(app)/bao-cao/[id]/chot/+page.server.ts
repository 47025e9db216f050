// Asks before freezing, with the consequence in numbers.
import { freezeReport, readReport, rowsOf, writtenHeadings } from '#modules/reports/reports.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#platform/new-id.ts'
import { standingNames } from '#modules/reports/reports-messages.ts'
import { redirect } from '@sveltejs/kit'
import { standingStates } from '../../report-states.ts'
import type { Actions, PageServerLoad } from './$types'
import { headOf } from '../report-view.server.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const report = await run(readReport, { reportId: event.params.id })
    if (!report.mayDecide) throw notFound()
    if (report.state === 'frozen') redirect(303, `/bao-cao/${report.id}/ban/${report.versions.at(-1)?.ordinal ?? 1}`)
    const { content } = report
    const waiting = rowsOf(content, { open: new Set() }).rows.filter(
      (row) => row.standing && row.standing !== 'accepted',
    )
    return {
      idempotencyKey: newId(),
      head: headOf(content),
      version: report.version,
      units: content.completeness.units,
      accepted: content.completeness.accepted,
      figures: content.indicators.length * content.units.length,
      indicators: content.indicators.length,
      tree: content.units.length,
      tooEarly: content.on < content.report.cutOffOn,
      empty: writtenHeadings(content.report.headings).filter(({ code }) => !content.merged[code]?.trim()).length,
      waiting: waiting.map((row) => ({
        id: row.unitId,
        name: row.name,
        tag: {
          state: standingStates[row.standing ?? 'none'] ?? ('none' as const),
          label: standingNames[row.standing ?? 'none'],
        },
      })),
    }
  })

export const actions: Actions = {
  default: actionOf(freezeReport, {
    input: (posted, event) => ({ ...posted, reportId: event.params['id'] }),
    then: ({ ordinal }, event) => `/bao-cao/${event.params['id']}/ban/${ordinal}`,
  }),
}
