// The overview as a sheet: all units below, with the same numbers.
import { formatDay } from '#kernel/day.ts'
import { readOverview, shareDone } from '#modules/residence/residence.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { askedOf } from '../residence-input.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { overview, name } = await load(event, async (run, ctx) => {
    const asked = askedOf(event.url, ctx)
    const cells = event.url.searchParams.get('xem') === 'chi-bo' ? 'true' : 'false'
    const found = await run(readOverview, { ...asked, cells })
    return { overview: found, name: (await nameOn(ctx, asked.unitId, found.on))?.name ?? '' }
  })
  const rows = [...overview.units, { ...overview.total, unitId: '', name: 'Tổng số' }]
  return workbookAnswer(`noi-cu-tru-${overview.year}`, [
    {
      name: 'Theo tổ chức',
      title: [`Đảng viên ở nơi cư trú năm ${overview.year}: ${name}`, `Tính đến ngày ${formatDay(overview.on)}`],
      freeze: 3,
      columns: [
        { header: 'Tổ chức', width: 48, kind: 'text' },
        { header: 'Đảng viên', width: 11, kind: 'integer' },
        { header: 'Đã giới thiệu', width: 12, kind: 'integer' },
        { header: 'Chưa giới thiệu', width: 12, kind: 'integer' },
        { header: 'Chưa số giấy', width: 12, kind: 'integer' },
        { header: 'Miễn sinh hoạt nơi cư trú', width: 16, kind: 'integer' },
        { header: 'Miễn giới thiệu', width: 12, kind: 'integer' },
        { header: 'Cần nhận xét', width: 12, kind: 'integer' },
        { header: 'Đã nhận xét', width: 12, kind: 'integer' },
        { header: 'Tỷ lệ (%)', width: 10, kind: 'decimal' },
      ],
      rows: rows.map((row) => [
        row.name,
        row.members,
        row.introduced,
        row.notIntroduced,
        row.noLetter,
        row.exemptActivity,
        row.exemptIntroduction,
        row.needed,
        row.remarked,
        shareDone(row.remarked, row.needed),
      ]),
    },
  ])
}
