// The calendar of congresses of a cycle: how far it has come, month by month, and the list.
import { formatDay } from '#kernel/day.ts'
import { congressFormNames, congressStateNames, listCongresses } from '#modules/congresses/congresses.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { load as loadPage } from '#pages'
import { address } from '../address.ts'
import { asked, congressLooks, levelNames, monthWords, parametersOf } from './congress-looks.ts'
import type { PageServerLoad } from './$types'

const SIZE = 50
/** A month is drawn as a whole. */
const WHOLE = 1000

export const load: PageServerLoad = (event) => {
  const now = asked(event.url)
  const page = Math.max(1, Number(event.url.searchParams.get('trang')) || 1)
  const size = now.month === null ? SIZE : WHOLE
  return loadPage(event, async (run) => {
    const found = await run(listCongresses, { ...now, pilot: now.pilot ? 'on' : '', page, size })
    const here = { ...now, cycle: found.cycle, level: found.level }
    const to = (more: Record<string, string | number | null>) => address('/dai-hoi', parametersOf(here, more))
    const { held, all, byState } = found.progress
    const parts = (['approved', 'reported', 'held', 'content_approved', 'planned', 'postponed', 'due'] as const).map(
      (state) => ({
        state: congressLooks[state],
        count: byState[state] ?? 0,
        label: congressStateNames[state].toLowerCase(),
        href: to({ 'trang-thai': state, thang: null }),
      }),
    )
    return {
      ...here,
      page,
      size,
      monthLabel: now.month === null ? null : `Tháng ${monthWords(now.month)}`,
      total: found.total,
      held,
      all,
      parts,
      late: found.late,
      lateHref: to({ 'trang-thai': 'late', thang: null }),
      cycles: found.cycles,
      levels: found.levels.map((level) => ({
        href: address('/dai-hoi', { cap: level, 'don-vi': now.under }),
        label: levelNames[level],
        current: level === found.level,
      })),
      states: [
        { value: 'due', label: congressStateNames.due },
        { value: 'late', label: 'Quá hạn' },
        ...Object.entries(congressStateNames)
          .filter(([value]) => value !== 'due')
          .map(([value, label]) => ({ value, label })),
      ],
      months: found.months.map(({ month, count, held: done }) => ({
        month,
        label: monthWords(month),
        count,
        held: done,
        href: to({ thang: month === now.month || month === '' ? null : month }),
        current: month === now.month,
      })),
      allHref: to({ thang: null }),
      excelHref: address('/dai-hoi/tai-ve', parametersOf(here)),
      planHref: found.mayPlan ? address('/dai-hoi/len-ke-hoach', { cap: found.level, 'nhiem-ky': found.cycle }) : null,
      sheetHref: found.mayPlan ? address('/dai-hoi/nhap', { cap: found.level }) : null,
      query: parametersOf(here),
      rows: found.rows.map((row) => ({
        key: row.id ?? row.unitId,
        on: row.on as string | null,
        name: row.shortName,
        unit: row.unitName,
        note: [unitKindNames[row.kind], row.parentName].filter(Boolean).join(' · '),
        href: row.id ? `/dai-hoi/${row.id}` : `/to-chuc/${row.unitId}`,
        plan: row.id === null && found.mayPlan ? address('/dai-hoi/len-ke-hoach', { cho: row.unitId }) : null,
        pilot: row.pilot,
        form: row.form ? congressFormNames[row.form] : null,
        day: row.heldOn
          ? row.heldTo
            ? `${formatDay(row.heldOn).slice(0, 5)}–${formatDay(row.heldTo)}`
            : formatDay(row.heldOn)
          : row.plannedOn
            ? formatDay(row.plannedOn)
            : null,
        due: row.due?.dueOn ? formatDay(row.due.dueOn) : null,
        unknown: row.due?.from === 'unknown' && row.id === null,
        tag: { state: row.late ? ('late' as const) : congressLooks[row.state], label: congressStateNames[row.state] },
        late: row.late,
      })),
    }
  })
}
