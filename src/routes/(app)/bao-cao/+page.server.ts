// Reports of the bloc by year, each with its state and the next thing to do.
import { formatDay } from '#kernel/day.ts'
import { parsePeriod } from '#kernel/period.ts'
import { shortTitle, standingCounts, standingNames } from '#modules/reports/reports-messages.ts'
import { listReports, STANDINGS } from '#modules/reports/reports.server.ts'
import { load as loadPage } from '#pages'
import type { PageServerLoad } from './$types'
import { standingStates } from './report-states.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { years, mayOpen, reports } = await run(listReports, { year: event.url.searchParams.get('nam') ?? '' })
    const fills = ctx.actor.holds('report.fill')
    return {
      years,
      year: Number(event.url.searchParams.get('nam')) || null,
      mayOpen,
      reports: reports.map((report) => {
        const period = parsePeriod(report.period)
        const { completeness, only, state } = report
        const frozen = state === 'frozen'
        const href = only ? `/bao-cao/${report.id}/phan/${only.unitId}` : `/bao-cao/${report.id}`
        return {
          id: report.id,
          href: frozen && !only ? `/bao-cao/${report.id}/ban/${report.versions}` : href,
          name: period ? shortTitle(period) : report.title,
          title: report.title,
          cutOff: formatDay(report.cutOffOn),
          due: formatDay(report.dueOn),
          year: report.cutOffOn.slice(0, 4),
          tag: frozen
            ? { state: 'done' as const, label: 'Đã chốt' }
            : only
              ? { state: standingStates[only.standing] ?? ('none' as const), label: standingNames[only.standing] }
              : { state: 'due' as const, label: 'Đang tổng hợp' },
          next: nextStep(frozen, only?.standing ?? null, fills, completeness),
          parts: only
            ? []
            : STANDINGS.map((standing) => ({
                state: standingStates[standing] ?? ('none' as const),
                count: completeness[standing],
                label: standingCounts[standing],
                href: `/bao-cao/${report.id}?trang-thai=${standing}`,
              })),
        }
      }),
    }
  })

function nextStep(
  frozen: boolean,
  own: string | null,
  fills: boolean,
  parts: { submitted: number; late: number; accepted: number; units: number },
): string {
  if (frozen) return 'Xem bản đã chốt'
  if (own !== null) {
    if (own === 'submitted') return 'Chờ Khối tiếp nhận'
    if (own === 'accepted') return 'Xem báo cáo đã tiếp nhận'
    return !fills
      ? 'Xem'
      : own === 'none'
        ? 'Bắt đầu soạn'
        : own === 'returned'
          ? 'Sửa theo ý kiến trả lại'
          : 'Soạn tiếp'
  }
  if (parts.submitted > 0) return `Duyệt ${parts.submitted} báo cáo đã nộp`
  if (parts.late > 0) return `Đôn đốc ${parts.late} đơn vị quá hạn`
  return parts.accepted === parts.units && parts.units > 0 ? 'Ghép nội dung, chốt báo cáo' : 'Theo dõi các đơn vị nộp'
}
