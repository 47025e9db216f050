// The list as a sheet, all of it: also what is filled in and read again for introductions and remarks.
import { formatDay } from '#kernel/day.ts'
import { categoryNames, listResidence, resultsOn } from '#modules/residence/residence.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { listInput } from '../list-input.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { list, labels, year } = await load(event, async (run, ctx) => {
    const input = listInput(event.url, ctx)
    const found = await run(listResidence, { ...input, all: 'true' })
    const results = resultsOn(await loadRulebook(ctx), found.on)
    return { list: found, year: input.year, labels: new Map(results.map(({ code, label }) => [code, label])) }
  })
  return workbookAnswer(`dang-vien-noi-cu-tru-${year}`, [
    {
      name: 'Nơi cư trú',
      title: [`Đảng viên ở nơi cư trú năm ${year}, tính đến ngày ${formatDay(list.on)}`],
      freeze: 2,
      columns: [
        { header: 'Họ và tên', width: 28, kind: 'text' },
        { header: 'Ngày sinh', width: 12, kind: 'day' },
        { header: 'Chi bộ nơi làm việc', width: 40, kind: 'text' },
        { header: 'Diện', width: 8, kind: 'text' },
        { header: 'Cấp ủy xã, phường', width: 32, kind: 'text' },
        { header: 'Chi bộ nơi cư trú', width: 32, kind: 'text' },
        { header: 'Nơi ở', width: 30, kind: 'text' },
        { header: 'Từ ngày', width: 12, kind: 'day' },
        { header: 'Số giấy', width: 14, kind: 'text' },
        { header: 'Ngày giấy', width: 12, kind: 'day' },
        { header: 'Mức nhận xét', width: 20, kind: 'text' },
        { header: 'Ý kiến', width: 40, kind: 'text' },
        { header: 'Ngày nhận xét', width: 12, kind: 'day' },
        { header: 'Người nhận xét', width: 26, kind: 'text' },
      ],
      rows: list.rows.map((row) => [
        row.name,
        row.birthOn,
        row.unitName,
        row.category,
        row.bodyName,
        row.cellName,
        row.address,
        row.introducedOn,
        row.letterNumber,
        row.letterOn,
        row.remarkState === 'received' && row.result ? (labels.get(row.result) ?? row.result) : null,
        row.remarkState === 'received' ? row.remark : null,
        row.remarkState === 'received' ? row.remarkedOn : null,
        row.remarkState === 'received' ? row.signer : null,
      ]),
      notes: [
        `${list.rows.length} đảng viên.`,
        ...Object.entries(categoryNames).map(([code, name]) => `${code}: ${name}`),
      ],
    },
  ])
}
