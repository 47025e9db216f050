// The bloc's text heading by heading: merged out of the accepted parts, then edited.
import { editMerged, mergeUnitTexts, readReport, writtenHeadings } from '#modules/reports/reports.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'
import { headOf, versionName } from '../report-view.server.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const report = await run(readReport, { reportId: event.params.id })
    const { content } = report
    const written = new Set(writtenHeadings(content.report.headings).map(({ code }) => code))
    return {
      idempotencyKey: newId(),
      head: headOf(content),
      frozen: report.state === 'frozen',
      version: report.version,
      versions: report.versions.map(({ ordinal }) => ({ ordinal, name: versionName(ordinal) })),
      mayEdit: report.mayDecide && report.state === 'open',
      accepted: content.completeness.accepted,
      units: content.completeness.units,
      editing: event.url.searchParams.get('sua'),
      headings: content.report.headings
        .filter((heading) => !heading.figures)
        .map(({ code, text, hint }) => ({
          code,
          text,
          hint,
          written: written.has(code),
          body: content.merged[code] ?? '',
        })),
    }
  })

const withReport = (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>> }) => ({
  ...posted,
  reportId: event.params['id'],
})

export const actions: Actions = {
  ghep: actionOf(mergeUnitTexts, { input: withReport, then: (_, event) => `/bao-cao/${event.params['id']}/noi-dung` }),
  sua: actionOf(editMerged, { input: withReport, then: (_, event) => `/bao-cao/${event.params['id']}/noi-dung` }),
}
