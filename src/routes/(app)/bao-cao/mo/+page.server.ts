// Opens a report: first the period, then the days and the title custom suggests for it.
import { formatDay } from '#kernel/day.ts'
import { parsePeriod, periodCode, periodLabel } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'
import { openReport, suggestReport } from '#modules/reports/reports.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

/** Periods of this and last year, nearest first. */
function choices(year: number): Period[] {
  return [year, year - 1].flatMap((y): Period[] => [
    { kind: 'year', year: y },
    { kind: 'nine-months', year: y },
    { kind: 'half', year: y },
    ...[4, 3, 2, 1].map((quarter) => ({ kind: 'quarter' as const, year: y, quarter })),
    ...Array.from({ length: 12 }, (_, at) => ({ kind: 'month' as const, year: y, month: 12 - at })),
  ])
}

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const asked = parsePeriod(event.url.searchParams.get('ky') ?? '')
    const year = Number(ctx.today.slice(0, 4))
    const suggested = asked ? await run(suggestReport, { period: periodCode(asked) }) : null
    return {
      idempotencyKey: newId(),
      period: asked ? periodCode(asked) : null,
      label: asked ? periodLabel(asked) : null,
      options: choices(year).map((period) => ({
        value: periodCode(period),
        label: periodLabel(period),
        group: `Năm ${'year' in period ? period.year : ''}`,
      })),
      suggested: suggested && {
        title: suggested.title,
        cutOffOn: formatDay(suggested.cutOffOn),
        dueOn: formatDay(suggested.dueOn),
        headings: suggested.headings
          .filter((heading) => !heading.figures)
          .map(({ code, text, parent, optional }) => ({ code, text, inner: parent !== null, optional })),
      },
    }
  })

export const actions: Actions = { default: actionOf(openReport, { then: ({ id }) => `/bao-cao/${id}` }) }
