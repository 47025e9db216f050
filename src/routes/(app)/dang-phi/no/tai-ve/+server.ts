// All arrears of the year as a workbook: a line for each member, in whole đồng.
import { listArrears } from '#modules/dues/dues.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { monthText } from '../../months.ts'
import { unitOf } from '../../own-unit.server.ts'
import type { RequestHandler } from './$types'

const EVERY = 100_000

export const GET: RequestHandler = async (event) => {
  const { year, rows } = await load(event, async (run, ctx) => ({
    year: ctx.today.slice(0, 4),
    ...(await run(listArrears, { unitId: unitOf(ctx, event.url, 'dues.read'), size: EVERY })),
  }))
  const text = (header: string, width: number) => ({ header, width, kind: 'text' as const })
  const number = (header: string) => ({ header, width: 16, kind: 'integer' as const })
  return workbookAnswer(`no-dang-phi-${year}`, [
    {
      name: 'Nợ đảng phí',
      title: [`Nợ đảng phí năm ${year} (đồng), tháng này chưa tính`],
      freeze: 1,
      columns: [text('Họ và tên', 30), text('Chi bộ', 44), number('Tháng chưa nộp'), text('Từ', 12), number('Số tiền'), text('Theo quy định', 20)], // prettier-ignore
      rows: rows.map((r) => [r.name, r.unitName, r.months, monthText(r.firstMonth), r.sum, r.reached ? 'Chi bộ xem xét' : null]), // prettier-ignore
    },
  ])
}
