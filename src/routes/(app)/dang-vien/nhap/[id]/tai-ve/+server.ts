// The rows of the file again, with what is wrong in each beside them: to be put right in Excel and brought once more.
import { explainError, AppError } from '#kernel/errors.ts'
import { columnNames, faultSheet, ROW_FILTERS } from '#modules/intake/intake.server.ts'
import type { ToldFinding } from '#modules/intake/intake.server.ts'
import { load } from '#pages'
import { errors } from '#product'
import { workbookAnswer } from '../../../../workbook-answer.server.ts'
import type { RequestHandler } from './$types'

const sentence = (finding: ToldFinding): string => {
  const told = explainError(errors, AppError.at('cell', finding.code, { ...finding.details }), '').fields['cell']
  return `${finding.cell} (${columnNames[finding.field]}): ${told ?? finding.code}`
}

export const GET: RequestHandler = async (event) => {
  const asked = event.url.searchParams.get('loc')
  const filter = ROW_FILTERS.find((name) => name === asked) ?? null
  const sheet = await load(event, (run) => run(faultSheet, { intakeId: event.params.id, filter }))
  return workbookAnswer('bang-loi', [
    {
      name: sheet.sheet || 'Danh sách',
      freeze: 1,
      columns: [
        ...sheet.heads.map((header, place) => ({
          header,
          width: 16,
          kind: sheet.days.includes(place) ? ('day' as const) : ('text' as const),
        })),
        { header: 'Dòng trong tệp gốc', width: 10, kind: 'integer' as const },
        { header: 'Cần sửa', width: 60, kind: 'text' as const },
        { header: 'Lưu ý', width: 60, kind: 'text' as const },
      ],
      rows: sheet.rows.map((row) => [
        ...sheet.heads.map((_, place) => row.cells[place] ?? null),
        row.line,
        row.faults.map(sentence).join('\n'),
        row.notes.map(sentence).join('\n'),
      ]),
    },
  ])
}
