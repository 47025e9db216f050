// A restated version of a frozen report: the reason first; the differences are shown on the version's own page.
import { notFound } from '#kernel/errors.ts'
import { readReport, restateReport } from '#modules/reports/reports.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'
import { headOf, versionName } from '../report-view.server.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const report = await run(readReport, { reportId: event.params.id })
    if (!report.mayDecide || report.state !== 'frozen') throw notFound()
    return {
      idempotencyKey: newId(),
      head: headOf(report.content),
      version: report.version,
      last: versionName(report.versions.at(-1)?.ordinal ?? 1),
      next: versionName((report.versions.at(-1)?.ordinal ?? 1) + 1),
    }
  })

export const actions: Actions = {
  default: actionOf(restateReport, {
    input: (posted, event) => ({ ...posted, reportId: event.params['id'] }),
    then: ({ ordinal }, event) => `/bao-cao/${event.params['id']}/ban/${ordinal}`,
  }),
}
