// The list as a sheet: everything by the same address.
import { formatDay } from '#kernel/day.ts'
import { deadlineKindName, dueWords, listDeadlines, textBesideUnit } from '#modules/agenda/agenda.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { deadlineInput } from '../deadline-input.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { list, name } = await load(event, async (run, ctx) => {
    const input = deadlineInput(event.url, ctx)
    const found = await run(listDeadlines, { ...input, all: 'true' })
    return { list: found, name: (await nameOn(ctx, input.unitId, found.today))?.name ?? '' }
  })
  return workbookAnswer(`sap-den-han-${list.today}`, [
    {
      name: 'Sắp đến hạn',
      title: [`Việc quá hạn và sắp đến hạn: ${name}`, `Từ ngày ${formatDay(list.today)} đến ${formatDay(list.until)}`],
      freeze: 3,
      columns: [
        { header: 'Loại việc', width: 34, kind: 'text' },
        { header: 'Việc', width: 52, kind: 'text' },
        { header: 'Cần biết', width: 60, kind: 'text' },
        { header: 'Đơn vị', width: 44, kind: 'text' },
        { header: 'Hạn', width: 12, kind: 'day' },
        { header: 'Còn (ngày làm việc)', width: 12, kind: 'integer' },
      ],
      rows: list.items.map((item) => {
        const { title, text } = dueWords(item)
        return [
          deadlineKindName(item.kind),
          title,
          textBesideUnit(text, item.unitName),
          item.unitName,
          item.dueOn,
          item.workingDays,
        ]
      }),
      notes: [`${list.total.all} việc, ${list.total.overdue} việc quá hạn.`],
    },
  ])
}
