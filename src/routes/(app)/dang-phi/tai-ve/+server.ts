// The summary of dues as a workbook: a line for each unit, in whole đồng.
import { readSummary } from '#modules/dues/dues.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { monthsIn } from '../months.ts'
import { unitOf } from '../own-unit.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const answer = await load(event, async (run, ctx) => {
    const months = monthsIn(event.url, ctx.today)
    const unitId = unitOf(ctx, event.url, 'dues.read')
    return { months, summary: await run(readSummary, { unitId, fromMonth: months.from, toMonth: months.to }) }
  })
  const money = (header: string) => ({ header, width: 16, kind: 'integer' as const })
  return workbookAnswer(`dang-phi-${answer.months.code}`, [
    {
      name: 'Đảng phí',
      title: [`Thu, nộp đảng phí ${answer.months.label} (đồng)`],
      freeze: 1,
      columns: [{ header: 'Đơn vị', width: 44, kind: 'text' }, { header: 'Cấp', width: 6, kind: 'integer' }, ...['Phải nộp', 'Đã nộp', 'Lượt chưa nộp', 'Nộp thêm', 'Miễn, giảm', 'Số nhận', 'Để lại', 'Nộp lên'].map(money)], // prettier-ignore
      rows: answer.summary.units.map((u) => [u.name, u.depth, u.due, u.paid, u.unpaidLines, u.voluntary, u.freed, u.received, u.kept, u.passed]), // prettier-ignore
      notes: [...answer.summary.warnings],
    },
  ])
}
