// Line and place as an Excel sheet: places with their counts, and every unit with its line and place.
import { formatDay } from '#kernel/day.ts'
import { load } from '#pages'
import { dayIn } from '../../../address.ts'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { linesOfDay, unitRows } from '../place-view.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const found = await load(event, (run, ctx) => linesOfDay(run, ctx, dayIn(event.url), false))
  return workbookAnswer(`dia-ban-${found.day}`, [
    {
      name: 'Địa bàn',
      title: [`Tổ chức đảng theo địa bàn, ngày ${formatDay(found.day)}`],
      freeze: 2,
      columns: [
        { header: 'Địa bàn', width: 34, kind: 'text' },
        { header: 'Cấp', width: 20, kind: 'text' },
        { header: 'Cấp ủy địa phương', width: 32, kind: 'text' },
        { header: 'Đảng bộ', width: 10, kind: 'integer' },
        { header: 'Đảng bộ bộ phận', width: 12, kind: 'integer' },
        { header: 'Chi bộ', width: 10, kind: 'integer' },
        { header: 'Đảng viên', width: 11, kind: 'integer' },
      ],
      rows: found.rows.map((row) => [
        row.name,
        row.kind,
        row.committee ?? '',
        row.committees,
        row.sections,
        row.cells,
        row.members,
      ]),
    },
    {
      name: 'Tổ chức',
      freeze: 1,
      columns: [
        { header: 'Tổ chức', width: 48, kind: 'text' },
        { header: 'Loại', width: 20, kind: 'text' },
        { header: 'Trực thuộc (ngành dọc)', width: 34, kind: 'text' },
        { header: 'Địa bàn', width: 30, kind: 'text' },
      ],
      rows: unitRows(found.units, found.places).map((row) => [row.name, row.kind, row.line ?? '', row.place]),
    },
  ])
}
