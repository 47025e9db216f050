// The tree of a day as an Excel sheet: one row per unit in reading order, with the same counts as the page.
import { formatDay } from '#kernel/day.ts'
import { readTree } from '#modules/units/units.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { writeWorkbook } from '#platform/paper/xlsx.ts'
import { load } from '#pages'
import { dayIn } from '../../address.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const tree = await load(event, (run) => run(readTree, { day: dayIn(event.url) }))
  const names = new Map(tree.units.map((unit) => [unit.id, unit.name]))
  const body = writeWorkbook([
    {
      name: 'Tổ chức',
      title: [`Tổ chức đảng ngày ${formatDay(tree.day)}`],
      freeze: 2,
      columns: [
        { header: 'Mã', width: 12, kind: 'text' },
        { header: 'Tên tổ chức', width: 48, kind: 'text' },
        { header: 'Loại hình tổ chức', width: 22, kind: 'text' },
        { header: 'Trực thuộc', width: 40, kind: 'text' },
        { header: 'Cấp', width: 6, kind: 'integer' },
        { header: 'Loại hình cơ sở', width: 24, kind: 'text' },
        { header: 'Địa bàn', width: 24, kind: 'text' },
        { header: 'Tổ chức cơ sở đảng', width: 12, kind: 'integer' },
        { header: 'Đảng bộ bộ phận', width: 12, kind: 'integer' },
        { header: 'Chi bộ trực thuộc', width: 12, kind: 'integer' },
        { header: 'Chi bộ', width: 10, kind: 'integer' },
      ],
      rows: tree.units.map((unit) => [
        unit.code,
        unit.name,
        unitKindNames[unit.kind],
        names.get(unit.parentId ?? '') ?? '',
        unit.depth,
        unit.sectorName,
        unit.localityName,
        unit.grassroots,
        unit.sections,
        unit.subCells,
        unit.cells,
      ]),
      notes: ['Số của mỗi dòng gồm chính tổ chức đó và mọi tổ chức bên dưới.'],
    },
  ])
  return new Response(body, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="to-chuc-${tree.day}.xlsx"`,
    },
  })
}
