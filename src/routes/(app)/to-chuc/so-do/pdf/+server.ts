// The organigram as a paper in the Party's layout, A4 or A3 on its side; words that would be too small go onto more sheets.
import { yearOf } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { dayWords, issuerOf, paperWords, placeOf, superiorOf } from '#modules/reports/report-paper-messages.ts'
import { drawingData, SHEET_AREAS } from '#platform/paper/drawing-paper.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import { CHART, CHART_TEXT } from '#ui/organigram.ts'
import { chartSheets } from '#ui/organigram-sheets.ts'
import { loadChart } from '../chart.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { top, unit, bloc, day, dayText, now } = await loadChart(event)
  if (!top || !unit || !bloc) throw notFound()
  const size = event.url.searchParams.get('kho') === 'a3' ? 'a3' : 'a4'
  const ofBloc = unit.id === bloc.id
  const data = drawingData({
    size,
    header: {
      party: paperWords.party,
      issuerUpper: ofBloc ? superiorOf(bloc.name) : issuerOf(bloc.name),
      issuer: issuerOf(unit.name),
      place: placeOf(bloc.name),
      dayWords: dayWords(null, yearOf(day)),
    },
    title: { kind: 'SƠ ĐỒ TỔ CHỨC', subject: [unit.name, `Tính đến ngày ${dayText}`] },
    sheets: chartSheets(top, SHEET_AREAS[size]),
    text: { ...CHART_TEXT, pad: CHART.pad },
  })
  const pdf = await renderPdf('drawing', data, { createdAt: now })
  return new Response(pdf as BodyInit, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="so-do-${unit.code}-${day}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
