// Answers with an Excel workbook to keep: written as it is sent, never held by the browser or anything between.
import { writeWorkbook } from '#platform/paper/xlsx.ts'
import type { WorkbookSheet } from '#platform/paper/xlsx.ts'

/** The sheets as a download called `${name}.xlsx`; `name` in plain letters, digits and hyphens. */
export function workbookAnswer(name: string, sheets: readonly WorkbookSheet[]): Response {
  return new Response(writeWorkbook(sheets), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}.xlsx"`,
      'cache-control': 'private, no-store',
    },
  })
}
