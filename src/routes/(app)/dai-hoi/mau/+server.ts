// The sheet to fill: every unit whose next congress is not planned yet, in the columns the import reads.
import { congressFormNames, suggestCongresses } from '#modules/congresses/congresses.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../workbook-answer.server.ts'
import { asked } from '../congress-looks.ts'
import { COLUMNS } from '../plan-sheet.server.ts'
import type { RequestHandler } from './$types'

const WIDTHS = [14, 48, 14, 18, 9, 10]
const KINDS = ['text', 'text', 'day', 'text', 'integer', 'text'] as const

export const GET: RequestHandler = async (event) => {
  const level = asked(event.url).level ?? 'grassroots'
  const rows = await load(event, async (run) => {
    const { units } = await run(suggestCongresses, { level })
    return units.map((unit) => [unit.code, unit.unitName, null, congressFormNames[unit.form], unit.ordinal, ''])
  })
  const columns = COLUMNS.map((header, at) => ({
    header,
    width: WIDTHS[at] ?? 14,
    kind: KINDS[at] ?? ('text' as const),
  }))
  return workbookAnswer('ke-hoach-dai-hoi', [{ name: 'Đại hội', columns, rows }])
}
