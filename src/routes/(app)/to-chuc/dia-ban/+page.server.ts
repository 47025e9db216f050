// Line and place on a day: which units work on the ground of which local committee.
import { formatDay } from '#kernel/day.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../../address.ts'
import { followStep, placeMarks } from './place-days.server.ts'
import { linesOfDay, unitRows } from './place-view.server.ts'
import type { PageServerLoad } from './$types'

const SIZE = 50

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const asked = dayIn(event.url)
  const all = searchParams.get('tat-ca') === '1'
  const here = (more: Record<string, string | number | null> = {}) =>
    address('/to-chuc/dia-ban', { ngay: asked, 'tat-ca': all ? 1 : null, ...more })
  await followStep(event, (ngay) => here({ ngay }))
  return loadPage(event, async (run, ctx) => {
    const page = Math.max(1, Number(searchParams.get('trang')) || 1)
    const { day, days, rows, total, places, units, members } = await linesOfDay(run, ctx, asked, all)
    const ended = rows.filter((row) => row.ended !== null)
    return {
      day,
      asked,
      dayText: formatDay(day),
      todayHref: here({ ngay: null }),
      counted: members !== null,
      rows: rows.map((row) => ({ ...row, href: address(`/to-chuc/dia-ban/${row.id}`, { ngay: asked }) })),
      total: {
        id: 'total',
        name: 'Tất cả',
        kind: '',
        committee: null,
        depth: 0,
        ended: null,
        href: undefined,
        ...total,
      },
      ended: ended.map(({ name, ended: on }) => `${name} (${on})`),
      marks: placeMarks(days, ctx.today, (ngay) => here({ ngay })),
      units: unitRows(units, places).slice((page - 1) * SIZE, page * SIZE),
      count: units.length,
      page,
      size: SIZE,
      all,
      allHref: here({ 'tat-ca': all ? null : 1 }),
      query: { ngay: asked, 'tat-ca': all ? 1 : null },
      excelHref: address('/to-chuc/dia-ban/tai-ve', { ngay: asked }),
      moveHref: ctx.actor.holds('unit.write') ? address('/to-chuc/dia-ban/chuyen', { ngay: asked }) : null,
      listHref: ctx.scope('unit.write').whole ? '/to-chuc/danh-muc?muc=dia-ban' : null,
    }
  })
}
