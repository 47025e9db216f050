// A column of the register as a column of a workbook.
import { columnNames } from '#modules/intake/intake.server.ts'
import type { RegisterColumn } from '#modules/intake/intake.server.ts'
import type { WorkbookColumn } from '#platform/paper/xlsx.ts'

const WIDE = new Set(['text', 'name', 'cell'])

export const sheetColumn = (column: RegisterColumn): WorkbookColumn => ({
  header: columnNames[column.key],
  width: WIDE.has(column.kind) ? 26 : 14,
  // Numbers of cards and people are text: nothing may drop their zeros.
  kind: column.kind === 'day' ? 'day' : 'text',
})
