// One unit's part: for the unit its figures and the text to write, heading by heading; for the bloc accepting or sending back.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { parsePeriod } from '#kernel/period.ts'
import { notComparable } from '#modules/reports/origin-messages.ts'
import { shortTitle, standingNames } from '#modules/reports/reports-messages.ts'
import {
  acceptPart,
  readPart,
  returnPart,
  saveNarrative,
  shownComparison,
  shownProgress,
  shownSums,
  shownTarget,
  submitPart,
  withdrawPart,
  writtenHeadings,
} from '#modules/reports/reports.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'
import { standingStates } from '../../../report-states.ts'

/** The last step: everything once more, and handing in. */
const LAST = 'nop'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const found = await run(readPart, { reportId: event.params.id, unitId: event.params.unit })
    const { report, part, standing } = found
    const period = parsePeriod(report.period)
    const headings = writtenHeadings(report.headings)
    const writing = found.mayFill && ['none', 'draft', 'returned'].includes(part.state)
    const asked = event.url.searchParams.get('muc')
    const step = !writing
      ? null
      : asked === LAST || headings.some(({ code }) => code === asked)
        ? asked
        : (headings.find(({ code }) => !found.texts[code])?.code ?? LAST)
    const groups = new Map(report.headings.map(({ code, text }) => [code, text]))
    return {
      idempotencyKey: newId(),
      id: report.id,
      unit: { id: found.unit.id, name: found.unit.name },
      name: period ? shortTitle(period) : report.title,
      due: formatDay(report.dueOn),
      cutOff: formatDay(report.cutOffOn),
      span: `${formatDay(found.span.from)}–${formatDay(found.span.to)}`,
      frozen: report.state === 'frozen',
      state: part.state,
      tag: { state: standingStates[standing] ?? ('none' as const), label: standingNames[standing] },
      daysLate: found.daysLate,
      handedIn: part.submittedAt ? formatInstant(part.submittedAt) : null,
      reason: part.reason,
      version: part.version,
      writing,
      step,
      done: event.url.searchParams.get('da'),
      mayWithdraw: found.mayFill && part.state === 'submitted',
      mayAccept: found.mayDecide && part.state === 'submitted',
      mayReturn: found.mayDecide && (part.state === 'submitted' || part.state === 'accepted'),
      mayDecide: found.mayDecide,
      figures: found.figures.map(({ indicator, ...figure }) => ({
        code: indicator.code,
        name: indicator.name,
        value: shownSums(figure),
        change: figure.unshared ? notComparable : shownComparison(figure),
        target: shownTarget(figure),
        progress: shownProgress(figure),
        href: `/so-lieu/${indicator.code}?ky=${report.period}&ngay=${formatDay(found.span.to)}&don-vi=${found.unit.id}`,
      })),
      headings: headings.map(({ code, text, hint, parent, optional }) => ({
        code,
        text,
        hint,
        group: parent === null ? null : (groups.get(parent) ?? null),
        optional,
        body: found.texts[code] ?? '',
        missing: found.missing.includes(code),
      })),
    }
  })

const withPart = (posted: Record<string, unknown>, event: RequestEvent) => ({
  ...posted,
  reportId: event.params['id'],
  unitId: event.params['unit'],
})
const here = (event: RequestEvent, query: string) =>
  `/bao-cao/${event.params['id']}/phan/${event.params['unit']}?${query}`

export const actions: Actions = {
  luu: actionOf(saveNarrative, {
    input: withPart,
    // Each heading's form names the step after it.
    then: (_, event) => here(event, `muc=${event.url.searchParams.get('tiep') ?? LAST}`),
  }),
  nop: actionOf(submitPart, { input: withPart, then: (_, event) => here(event, 'da=nop') }),
  rut: actionOf(withdrawPart, { input: withPart, then: (_, event) => here(event, 'da=rut') }),
  'tiep-nhan': actionOf(acceptPart, {
    input: withPart,
    then: (_, event) => `/bao-cao/${event.params['id']}?trang-thai=submitted`,
  }),
  'tra-lai': actionOf(returnPart, { input: withPart, then: (_, event) => here(event, 'da=tra') }),
}
