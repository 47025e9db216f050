// A quarter's reads of masked fields as an Excel sheet, however many: pages of the list are fetched as the sheet is written.
import { formatDay, formatInstant } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { periodCode, periodLabel, periodSpan } from '#kernel/period.ts'
import { listReads } from '#modules/access/access.server.ts'
import { maskedNames } from '#modules/members/members.server.ts'
import { load, today } from '#pages'
import type { RequestEvent } from '#pages'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { quarterOf } from '../quarters.ts'
import type { RequestHandler } from './$types'

const PAGE = 1000

type Read = Awaited<ReturnType<typeof listReads.run>>[number]

const pageOf = (event: RequestEvent, span: ReturnType<typeof periodSpan>, before: Id | null) =>
  load(event, (run) => run(listReads, { ...span, before, limit: PAGE }))

async function* rowsFrom(event: RequestEvent, span: ReturnType<typeof periodSpan>, first: Read[]) {
  for (let reads = first; ;) {
    for (const read of reads) {
      yield [
        formatInstant(read.at),
        read.reader ?? 'Hệ thống',
        read.person ?? '',
        (maskedNames as Record<string, string>)[read.field] ?? read.field,
        read.reason ?? '',
      ]
    }
    const last = reads.at(-1)
    if (!last || reads.length < PAGE) return
    reads = await pageOf(event, span, last.id)
  }
}

export const GET: RequestHandler = async (event) => {
  const quarter = quarterOf(event.url.searchParams.get('ky'), today())
  const span = periodSpan(quarter)
  // The first page is asked for before anything is answered, so that a refusal is a page and not half a file.
  const first = await pageOf(event, span, null)
  return workbookAnswer(`doc-thong-tin-che-${periodCode(quarter)}`, [
    {
      name: 'Đọc thông tin che',
      title: [
        `Lượt đọc thông tin che của đảng viên, ${periodLabel(quarter)}`,
        `Từ ${formatDay(span.from)} đến ${formatDay(span.to)}`,
      ],
      freeze: 1,
      columns: [
        { header: 'Lúc', width: 18, kind: 'text' },
        { header: 'Người đọc', width: 28, kind: 'text' },
        { header: 'Của đảng viên', width: 28, kind: 'text' },
        { header: 'Thông tin', width: 22, kind: 'text' },
        { header: 'Lý do', width: 44, kind: 'text' },
      ],
      rows: rowsFrom(event, span, first),
    },
  ])
}
