// One list of cards as a workbook, with the columns of the paper lists.
import { slug } from '#kernel/vietnamese/text.ts'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { batchPage } from '../batch-page.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const batch = await batchPage(event)
  const text = (header: string, width: number) => ({ header, width, kind: 'text' as const })
  return workbookAnswer(`the-dang-vien-${slug(batch.name).slice(0, 60)}`, [
    {
      name: 'Thẻ đảng viên',
      title: [`${batch.kindName}: ${batch.name}`, batch.unit.name],
      freeze: 2,
      columns: [{ header: 'STT', width: 6, kind: 'integer' }, text('Họ và tên', 28), text('Ngày sinh', 12), text('Giới tính', 9), text('Chi bộ', 38), text('Ngày chính thức', 14), text('Số thẻ cũ', 14), text('Ngày báo', 12), text('Lý do', 26), text('Số thẻ mới', 16), text('Kết quả kiểm tra', 16)], // prettier-ignore
      rows: batch.lines.map((l, at) => [at + 1, l.name, l.born, l.sex, l.unit, l.confirmed, l.old, l.reported, l.note, l.number, l.resultName]), // prettier-ignore
    },
  ])
}
