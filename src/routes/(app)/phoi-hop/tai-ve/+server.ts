// The year's table as an Excel file: every side, every period, what was done.
import { formatDay } from '#kernel/day.ts'
import { instanceStateNames, obligationKindNames } from '#modules/coordination/coordination-messages.ts'
import { periodName, yearSheet } from '#modules/coordination/coordination.server.ts'
import type { YearLine } from '#modules/coordination/coordination.server.ts'
import { load } from '#pages'
import { yearIn } from '../../address.ts'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import type { RequestHandler } from './$types'

function* rowsOf(lines: readonly YearLine[]) {
  for (const [at, line] of lines.entries()) {
    const late = line.doneLate ? ', muộn' : line.overdue && line.state === 'returned' ? ', quá hạn' : ''
    yield [
      at + 1,
      line.number,
      line.regulation,
      line.side,
      line.ours ? 'Ta' : 'Bên ngoài',
      obligationKindNames[line.kind],
      line.title,
      periodName(line.period),
      line.dueOn,
      line.doneOn,
      `${instanceStateNames[line.state]}${late}`,
      line.body,
      line.reason,
    ]
  }
}

export const GET: RequestHandler = async (event) => {
  const sheet = await load(event, (run, ctx) => run(yearSheet, { year: yearIn(event.url, ctx.today) }))
  const text = (header: string, width: number) => ({ header, width, kind: 'text' as const })
  return workbookAnswer(`phoi-hop-${sheet.year}`, [
    {
      name: `Phối hợp ${sheet.year}`,
      title: [`Thực hiện quy chế phối hợp năm ${sheet.year}`, `Tính đến ngày ${formatDay(sheet.today)}`],
      freeze: 2,
      columns: [
        { header: 'STT', width: 6, kind: 'integer' },
        text('Số quy chế', 16),
        text('Quy chế', 40),
        text('Bên phải làm', 30),
        text('Phía', 10),
        text('Loại việc', 24),
        text('Nội dung', 40),
        text('Kỳ', 20),
        { header: 'Hạn', width: 12, kind: 'day' },
        { header: 'Ngày làm', width: 12, kind: 'day' },
        text('Tình trạng', 18),
        text('Kết quả', 50),
        text('Lý do trả lại', 30),
      ],
      rows: rowsOf(sheet.lines),
    },
  ])
}
