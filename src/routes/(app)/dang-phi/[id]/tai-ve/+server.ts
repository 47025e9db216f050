// The sheet of a cell as a workbook; it comes back with payments filled in (nhập từ Excel).
import { PAYMENT_HEADINGS } from '../../payment-sheet.ts'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { sheetPage } from '../sheet-page.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const sheet = await sheetPage(event)
  return workbookAnswer(`dang-phi-${sheet.month}`, [
    {
      name: 'Đảng phí',
      title: [`Bảng thu đảng phí ${sheet.monthText}`, sheet.unit.name],
      freeze: 2,
      columns: [
        { header: PAYMENT_HEADINGS.id, width: 38, kind: 'text' },
        { header: PAYMENT_HEADINGS.name, width: 28, kind: 'text' },
        { header: 'Diện đóng', width: 34, kind: 'text' },
        { header: PAYMENT_HEADINGS.base, width: 16, kind: 'integer' },
        { header: 'Phải nộp', width: 14, kind: 'integer' },
        { header: PAYMENT_HEADINGS.amount, width: 14, kind: 'integer' },
        { header: PAYMENT_HEADINGS.channel, width: 16, kind: 'text' },
        { header: PAYMENT_HEADINGS.paidOn, width: 12, kind: 'text' },
        { header: 'Biên lai', width: 9, kind: 'integer' },
        { header: 'Ghi chú', width: 30, kind: 'text' },
      ],
      rows: sheet.lines.map((line) => [
        line.id,
        line.name,
        line.className,
        line.base,
        line.due,
        line.payment?.amount ?? null,
        line.payment?.channel ?? null,
        line.payment?.on ?? null,
        line.payment?.receipt ?? null,
        line.note,
      ]),
      notes: [`Phải nộp ${sheet.sumTexts.due} đồng, đã nộp ${sheet.sumTexts.paid} đồng.`],
    },
  ])
}
