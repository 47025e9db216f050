// The files that lack papers as an Excel sheet, a row for each missing paper.
import { formatDay } from '#kernel/day.ts'
import { incompleteSheet, stageNames } from '#modules/records/records.server.ts'
import { load } from '#pages'
import { dayIn } from '../../../address.ts'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const unitId = event.url.searchParams.get('don-vi') || null
  const sheet = await load(event, (run) => run(incompleteSheet, { unitId, day: dayIn(event.url) }))
  const rows = sheet.files.flatMap((file) =>
    file.stages.flatMap(({ stage, missing }) =>
      missing.map(({ code, label }) => [
        file.unitName,
        file.name,
        stageNames[stage],
        label,
        /^\d/.test(code) ? code : '',
      ]),
    ),
  )
  return workbookAnswer(`giay-to-con-thieu-${sheet.day}`, [
    {
      name: 'Giấy tờ còn thiếu',
      title: [`Giấy tờ còn thiếu trong hồ sơ đảng viên, tính đến ngày ${formatDay(sheet.day)}`],
      freeze: 2,
      columns: [
        { header: 'Chi bộ', width: 36, kind: 'text' },
        { header: 'Họ và tên', width: 28, kind: 'text' },
        { header: 'Giai đoạn', width: 26, kind: 'text' },
        { header: 'Giấy tờ còn thiếu', width: 60, kind: 'text' },
        { header: 'Mẫu', width: 10, kind: 'text' },
      ],
      rows,
      notes: [`${sheet.files.length} hồ sơ, ${rows.length} giấy tờ.`],
    },
  ])
}
