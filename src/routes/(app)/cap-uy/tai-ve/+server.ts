// The list as an Excel sheet by the same address; the import reads it back.
import { formatDay } from '#kernel/day.ts'
import { postSheet } from '#modules/committees/committees.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { postsInput } from '../list-input.server.ts'
import { POST_COLUMNS } from '../post-sheet.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const sheet = await load(event, (run) => run(postSheet, postsInput(event.url)))
  const columns = Object.values(POST_COLUMNS)
  return workbookAnswer(`cap-uy-${sheet.day}`, [
    {
      name: 'Cấp ủy',
      title: [`${sheet.holdings.length} lượt giữ chức vụ tính đến ngày ${formatDay(sheet.day)}`],
      freeze: 5,
      columns: columns.map(({ header, width, kind }) => ({ header, width, kind })),
      rows: sheet.holdings.map((one) => columns.map((column) => column.value(one))),
    },
  ])
}
