// The differences as a sheet, a line for each field; masked values stay masked.
import { formatDay } from '#kernel/day.ts'
import { bridgeKindNames, certaintyNames, listBridge } from '#modules/intake/intake.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../../../workbook-answer.server.ts'
import { adviceOf, fieldWords } from '../../bridge-words.ts'
import { bridgeInput } from '../bridge-input.server.ts'
import type { RequestHandler } from './$types'

type Lines = Awaited<ReturnType<typeof listBridge.run>>['lines']

function* rowsOf(lines: Lines) {
  for (const line of lines) {
    const head = [line.unitName, line.name, line.birthOn, bridgeKindNames[line.kind], certaintyNames[line.certainty]]
    const tail = [line.doneOn ? 'Đã xong' : null, line.remark]
    const fields = line.kind === 'differs' ? fieldWords(line.kind, line.fields) : []
    if (fields.length === 0) yield [...head, null, null, null, adviceOf(line), ...tail]
    for (const field of fields) yield [...head, field.label, field.here, field.there, field.place, ...tail]
  }
}

export const GET: RequestHandler = async (event) => {
  const list = await load(event, (run) => run(listBridge, { ...bridgeInput(event.params.id, event.url), all: true }))
  const text = 'text' as const
  return workbookAnswer(`doi-chieu-${list.asOf}`, [
    {
      name: 'Đối chiếu',
      title: [`Đối chiếu phần mềm quốc gia tính đến ngày ${formatDay(list.asOf)}`],
      freeze: 2,
      columns: [
        { header: 'Chi bộ', width: 32, kind: text },
        { header: 'Họ và tên', width: 26, kind: text },
        { header: 'Ngày sinh', width: 12, kind: 'day' },
        { header: 'Loại', width: 20, kind: text },
        { header: 'Mức chắc chắn', width: 16, kind: text },
        { header: 'Mục khác nhau', width: 22, kind: text },
        { header: 'Ở đây', width: 24, kind: text },
        { header: 'Ở phần mềm quốc gia', width: 24, kind: text },
        { header: 'Sửa ở đâu', width: 36, kind: text },
        { header: 'Tình trạng', width: 12, kind: text },
        { header: 'Ghi chú', width: 24, kind: text },
      ],
      rows: rowsOf(list.lines),
    },
  ])
}
