// The statistics as an Excel workbook: the same numbers as the page, one sheet for each of its tables.
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { readTables } from '../read-tables.server.ts'
import { movementNumber, numberOf, unitColumns } from '../statistics-tables.ts'
import type { Group } from '../statistics-tables.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const tables = await load(event, (run, ctx) => readTables(run, ctx, event.url))
  const { statistics } = tables
  const title = `${tables.unitName}, ${tables.when} (${tables.spanText}), ${tables.structureText}`
  const all = statistics.total['I03']?.num ?? 0
  const grown = statistics.total['I04']?.num ?? 0
  const share = (count: number, whole: number) => (whole > 0 ? count / whole : null)
  const structureSheet = (name: string, heading: string, whole: number, groups: Pick<Group, 'label' | 'parts'>[]) => ({
    name,
    title: [heading, title],
    freeze: 1,
    columns: [
      { header: 'Tiêu chí', width: 26, kind: 'text' as const },
      { header: 'Mục', width: 34, kind: 'text' as const },
      { header: 'Số người', width: 12, kind: 'integer' as const },
      { header: 'Tỷ lệ', width: 12, kind: 'percent' as const },
    ],
    rows: [
      ['Tổng số', '', whole, share(whole, whole)],
      ...groups.flatMap((group) =>
        group.parts.map((part) => [group.label, part.label, part.count, share(part.count, whole)]),
      ),
    ],
  })
  const religion = tables.religion ? [{ label: tables.religion.label, parts: tables.religion.parts.map((part) => ({ ...part, key: part.label })) }] : [] // prettier-ignore
  return workbookAnswer(`thong-ke-dang-vien-${statistics.span.to}`, [
    structureSheet('Cơ cấu', 'Cơ cấu đảng viên', all, [...tables.structure, ...religion]),
    structureSheet('Kết nạp', 'Đảng viên kết nạp trong kỳ', grown, tables.admissions),
    {
      name: 'Theo tổ chức',
      title: ['Thống kê theo tổ chức', title],
      freeze: 1,
      columns: [
        { header: 'Tổ chức', width: 44, kind: 'text' },
        ...unitColumns.map(({ label }) => ({ header: label, width: 12, kind: 'integer' as const })),
      ],
      rows: [
        ['Tổng số', ...unitColumns.map((column) => numberOf(statistics.total, column))],
        ...statistics.units.map((row) => [row.name, ...unitColumns.map((column) => numberOf(row.figures, column))]),
      ],
    },
    {
      name: 'Biến động',
      title: ['Biến động: đầu kỳ + tăng − giảm = cuối kỳ', title],
      freeze: 1,
      columns: [
        { header: 'Tổ chức', width: 44, kind: 'text' },
        ...tables.movementColumns.map(({ label }) => ({ header: label, width: 12, kind: 'integer' as const })),
      ],
      rows: tables.movement.map((row) => [
        row.name,
        ...tables.movementColumns.map((column) => movementNumber(row, column)),
      ]),
    },
  ])
}
