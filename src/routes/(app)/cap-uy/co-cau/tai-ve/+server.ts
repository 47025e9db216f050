// The composition as an Excel sheet: counts and shares in all, and every count by committee.
import { formatDay } from '#kernel/day.ts'
import { bodyKindNames, readComposition } from '#modules/committees/committees.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { partsOf } from '../../composition.ts'
import { compositionInput } from '../composition-input.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { table, unit, input } = await load(event, async (run, ctx) => {
    const input = compositionInput(event.url, ctx)
    const table = await run(readComposition, input)
    return { table, input, unit: await nameOn(ctx, input.unitId, table.day) }
  })
  const kind = bodyKindNames[input.bodyKind as keyof typeof bodyKindNames]
  const groups = partsOf(table.counts)
  const title = `Cơ cấu ${kind.toLowerCase()}, ${unit?.name ?? ''}, tính đến ngày ${formatDay(table.day)}`
  const parts = groups.flatMap((group) => group.parts.map((part) => ({ ...part, group: group.label })))
  return workbookAnswer(`co-cau-cap-uy-${table.day}`, [
    {
      name: 'Cơ cấu',
      title: [title],
      freeze: 1,
      columns: [
        { header: 'Tiêu chí', width: 24, kind: 'text' },
        { header: 'Mục', width: 28, kind: 'text' },
        { header: 'Số người', width: 12, kind: 'integer' },
        { header: 'Tỷ lệ', width: 12, kind: 'percent' },
      ],
      rows: [
        ['Tổng số', '', table.total, table.total > 0 ? 1 : null],
        ...parts.map((part) => [part.group, part.label, part.count, table.total > 0 ? part.count / table.total : null]),
      ],
    },
    {
      name: 'Theo tổ chức',
      title: [title],
      freeze: 1,
      columns: [
        { header: 'Tổ chức', width: 44, kind: 'text' },
        { header: 'Tổng số', width: 10, kind: 'integer' },
        ...parts.map((part) => ({ header: part.label, width: 14, kind: 'integer' as const })),
      ],
      rows: table.units.map((row) => [row.unitName, row.total, ...parts.map((part) => row.counts[part.code] ?? 0)]),
    },
  ])
}
