// The tree of a day as an Excel sheet: one row per unit in reading order, with the counts of the page; the import reads it back.
import { formatDay } from '#kernel/day.ts'
import { readTree } from '#modules/units/units.server.ts'
import { load } from '#pages'
import { dayIn } from '../../address.ts'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { memberCounts, NO_MEMBERS } from '../member-counts.server.ts'
import { treeSheet } from '../tree-sheet.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { tree, members } = await load(event, async (run, ctx) => {
    const tree = await run(readTree, { day: dayIn(event.url) })
    return { tree, members: await memberCounts(ctx, tree.day) }
  })
  return workbookAnswer(`to-chuc-${tree.day}`, [
    {
      name: 'Tổ chức',
      title: [
        `Tổ chức đảng ngày ${formatDay(tree.day)}`,
        'Từ cột Cấp trở đi là số liệu chỉ để xem, gồm chính tổ chức đó và mọi tổ chức bên dưới; khi nhập lại sẽ bỏ qua.',
      ],
      freeze: 2,
      ...treeSheet(tree.units, members && ((id) => members.get(id) ?? NO_MEMBERS)),
    },
  ])
}
