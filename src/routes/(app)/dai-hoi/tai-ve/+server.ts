// The calendar as an Excel sheet: the same congresses by the same address, all pages.
import { formatDay } from '#kernel/day.ts'
import { congressFormNames, congressStateNames, listCongresses } from '#modules/congresses/congresses.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { asked } from '../congress-looks.ts'
import type { RequestHandler } from './$types'

const ALL = 5000

export const GET: RequestHandler = async (event) => {
  const now = asked(event.url)
  const { today, found } = await load(event, async (run, ctx) => ({
    today: ctx.today,
    found: await run(listCongresses, { ...now, pilot: now.pilot ? 'on' : '', size: ALL }),
  }))
  return workbookAnswer(`dai-hoi-${found.cycle ?? today}`, [
    {
      name: 'Đại hội',
      title: [
        `Đại hội nhiệm kỳ ${found.cycle ?? ''}, tính đến ngày ${formatDay(today)}`,
        `Đã tổ chức ${found.progress.held}/${found.progress.all}`,
      ],
      freeze: 3,
      columns: [
        { header: 'STT', width: 6, kind: 'integer' },
        { header: 'Tổ chức', width: 46, kind: 'text' },
        { header: 'Loại', width: 18, kind: 'text' },
        { header: 'Cấp trên', width: 26, kind: 'text' },
        { header: 'Lần thứ', width: 9, kind: 'integer' },
        { header: 'Làm điểm', width: 10, kind: 'text' },
        { header: 'Hình thức', width: 18, kind: 'text' },
        { header: 'Ngày dự kiến', width: 13, kind: 'day' },
        { header: 'Khai mạc', width: 12, kind: 'day' },
        { header: 'Bế mạc', width: 12, kind: 'day' },
        { header: 'Hạn theo quy định', width: 16, kind: 'day' },
        { header: 'Trạng thái', width: 20, kind: 'text' },
      ],
      rows: found.rows.map((row, at) => [
        at + 1,
        row.unitName,
        unitKindNames[row.kind],
        row.parentName ?? '',
        row.ordinal,
        row.pilot ? 'x' : '',
        row.form ? congressFormNames[row.form] : '',
        row.plannedOn,
        row.heldOn,
        row.heldTo ?? row.heldOn,
        row.due?.dueOn ?? null,
        row.late ? `${congressStateNames[row.state]}, quá hạn` : congressStateNames[row.state],
      ]),
    },
  ])
}
