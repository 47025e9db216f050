// The strength table as an Excel workbook.
import { load } from '#pages'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { ENTRY_COLUMNS, EXIT_COLUMNS, readStrengthTable } from '../strength-table.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const table = await load(event, (run, ctx) => readStrengthTable(run, ctx, event.url))
  const labels = [
    'Đầu kỳ',
    'Tăng',
    ...ENTRY_COLUMNS.flatMap(([kind, label]) => (kind === 'admission' ? [label, 'Trong đó kết nạp lại'] : [label])),
    'Giảm',
    ...EXIT_COLUMNS.map(([, label]) => label),
    'Cuối kỳ',
  ]
  return workbookAnswer(`bien-dong-dang-vien-${table.span.to}`, [
    {
      name: 'Biến động',
      title: ['Biến động đảng viên: đầu kỳ + tăng − giảm = cuối kỳ', `${table.unitName}, ${table.spanText}`],
      freeze: 1,
      columns: [
        { header: 'Tổ chức', width: 48, kind: 'text' },
        ...labels.map((header) => ({ header, width: 12, kind: 'integer' as const })),
      ],
      rows: table.lines.map((one) => [
        `${'  '.repeat(one.depth)}${one.name}`,
        one.opening,
        one.enteredAll,
        ...ENTRY_COLUMNS.flatMap(([kind]) =>
          kind === 'admission' ? [one.entered[kind] ?? 0, one.readmitted] : [one.entered[kind] ?? 0],
        ),
        one.leftAll,
        ...EXIT_COLUMNS.map(([kind]) => one.left[kind] ?? 0),
        one.closing,
      ]),
    },
  ])
}
