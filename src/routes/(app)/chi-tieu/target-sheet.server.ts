// Targets out of an Excel sheet: each line named by the unit's code and the indicator's code; read whole before anything is written.
import { AppError } from '#kernel/errors.ts'
import { parsePeriod, periodCode } from '#kernel/period.ts'
import { parseDecimal } from '#kernel/vietnamese/number.ts'
import { indicatorOf } from '#modules/figures/figures.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { cellText, readHeadedSheet } from '#platform/paper/headed-sheet.ts'
import { shownAmount } from './show-target.ts'
import { sheetIn } from '../sheet-import.server.ts'

const LIMITS = { maxBytes: 5_000_000, maxRows: 20_000, maxCells: 400_000 }

const HEADINGS = {
  code: 'Mã tổ chức',
  unit: 'Tổ chức',
  indicator: 'Mã chỉ số',
  period: 'Kỳ',
  value: 'Mức chỉ tiêu',
  source: 'Nguồn',
} as const

/** Headings of the columns as the template writes them. */
export const COLUMNS = Object.values(HEADINGS)

interface Line {
  line: number
  code: string
  indicator: string
  period: string
  value: number | null
  source: string | null
}

async function linesOf(bytes: Uint8Array): Promise<Line[]> {
  const sheet = await readHeadedSheet(bytes, HEADINGS, ['code', 'indicator', 'value'], LIMITS)
  if (!sheet) throw AppError.at('tep', 'targets.no_sheet')
  return sheet.lines
    .filter(({ cells }) => cellText(cells.code) !== '' && cellText(cells.value) !== '')
    .map(({ row, cells }) => ({
      line: row,
      code: cellText(cells.code),
      indicator: cellText(cells.indicator).toUpperCase(),
      period: cellText(cells.period),
      value: typeof cells.value === 'number' ? cells.value : parseDecimal(cellText(cells.value)),
      source: cellText(cells.source) || null,
    }))
}

/** What the sheet would set, line by line, with what is wrong; `rows` is what set-targets takes, null while anything is wrong. */
export async function readTargetSheet(ctx: ReadContext, form: FormData) {
  const file = await sheetIn(form, LIMITS.maxBytes)
  const lines = await linesOf(file.bytes)
  if (lines.length === 0) throw AppError.at('tep', 'targets.no_sheet')
  const units = await ctx.db
    .selectFrom('unit as u')
    .select(['u.id', 'u.code'])
    .where('u.tenant_id', '=', ctx.tenantId)
    .where(inScope(ctx, 'target.write', ctx.today, 'u.id'))
    .execute()
  const byCode = new Map(units.map((unit) => [unit.code, unit.id]))
  const names = await namesOn(ctx, [...new Set(lines.flatMap((line) => byCode.get(line.code) ?? []))], ctx.today)
  const shown = lines.map((line) => {
    const unitId = byCode.get(line.code)
    const indicator = indicatorOf(line.indicator)
    const period = parsePeriod(line.period) ?? (/^\d{4}$/.test(line.period) ? parsePeriod(`nam-${line.period}`) : null)
    const wrong = !unitId
      ? 'Không có tổ chức mang mã này'
      : !indicator
        ? 'Không có chỉ số mang mã này'
        : !period
          ? 'Kỳ chưa đúng, ví dụ nam-2026'
          : line.value === null || line.value < 0
            ? 'Mức chỉ tiêu chưa đúng'
            : null
    return {
      line: line.line,
      unit: unitId ? (names.get(unitId)?.name ?? '') : line.code,
      indicator: indicator?.words.name ?? line.indicator,
      period: period ? periodCode(period) : line.period,
      value: line.value === null ? '—' : shownAmount(line.value, indicator?.shape ?? 'count'),
      wrong,
      row:
        wrong === null
          ? {
              unitId,
              indicator: indicator?.code,
              period: period ? periodCode(period) : '',
              value: line.value,
              source: line.source,
            }
          : null,
    }
  })
  const faults = shown.filter((line) => line.wrong !== null).length
  return {
    file: file.name,
    faults,
    lines: shown.map(({ row: _, ...line }) => line),
    rows: faults > 0 ? null : JSON.stringify(shown.map(({ row }) => row)),
  }
}
