// The consolidated report as it is now; whoever fills one unit's part only is taken there.
import { formatDay } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import { readCell, readReport, shownSums } from '#modules/reports/reports.server.ts'
import { load as loadPage } from '#pages'
import { redirect } from '@sveltejs/kit'
import { structureIn, structureViews } from '../../structure.ts'
import type { PageServerLoad } from './$types'
import { breakdownTags, headOf, hereWith, howOf, placeOf, stripOf, tableOf, versionName } from './report-view.server.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const { url } = event
    const structure = structureIn(url) === 'today' ? ('today' as const) : ('cut-off' as const)
    const report = await run(readReport, { reportId: event.params.id, structure })
    const { content } = report
    const only = content.parts.length === 1 && !report.mayDecide ? content.parts[0] : undefined
    if (only) redirect(303, `/bao-cao/${report.id}/phan/${only.unitId}`)
    const table = tableOf(content, url, (unitId) => `/bao-cao/${report.id}/phan/${unitId}`)
    const cell = table.focus
      ? await run(readCell, { ...table.focus, reportId: report.id, structure, part: url.searchParams.get('loc') })
      : null
    const question = new URLSearchParams({
      ky: report.period,
      ngay: formatDay(content.span.to),
      ...(structure === 'today' ? { 'co-cau': 'hien-nay' } : {}),
    })
    return {
      head: headOf(content),
      views: structureViews(url, ['so', 'cua', 'loc', 'mo']),
      // Files of this very view.
      exportQuery: structure === 'today' ? '?co-cau=hien-nay' : '',
      frozen: report.state === 'frozen',
      versions: report.versions.map(({ ordinal }) => ({ ordinal, name: versionName(ordinal) })),
      mayDecide: report.mayDecide,
      strip: stripOf(content, url),
      handedInLate: content.completeness.handedInLate,
      table,
      records: cell && {
        name: cell.indicator.name,
        unit: cell.unit.name,
        how: howOf(cell),
        figure: shownSums(cell),
        sums: cell.den === null ? null : `${formatInteger(cell.num ?? 0)}/${formatInteger(cell.den)}`,
        agrees: cell.agrees,
        counted: `${formatInteger(cell.total)} hồ sơ`,
        tags: breakdownTags(cell.indicator, cell.figure.parts).map((tag) => ({
          ...tag,
          on: tag.key === cell.part,
          href: hereWith(url, { loc: tag.key === cell.part ? null : tag.key }),
        })),
        records: cell.records.map((record) => ({
          id: record.id,
          title: record.title,
          detail: record.detail,
          side:
            record.den === null ? formatDay(record.on) : `${formatInteger(record.num)}/${formatInteger(record.den)}`,
          unit: record.unitName,
          paper: record.paper,
          href: record.href,
        })),
        all: {
          href: `/so-lieu/${cell.indicator.code}?${question}&don-vi=${cell.unit.id}${cell.part ? `&loc=${encodeURIComponent(cell.part)}` : ''}`,
          label: `Xem cả ${formatInteger(cell.total)} hồ sơ`,
        },
        more: null,
        close: hereWith(url, { so: null, cua: null, loc: null }) + placeOf(cell.unit.id),
      },
    }
  })
