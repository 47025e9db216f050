// Targets out of an Excel sheet: each line named by the unit's code and the indicator's code; read whole before anything is written.
import { AppError } from '#kernel/errors.ts'
import { parsePeriod, periodCode } from '#kernel/period.ts'
import { parseDecimal } from '#kernel/vietnamese/number.ts'
import { fold, nfc } from '#kernel/vietnamese/text.ts'
import { indicatorOf } from '#modules/figures/figures.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { readWorkbook } from '#platform/paper/xlsx.ts'
import { shownAmount } from './show-target.ts'

const LIMITS = { maxBytes: 5_000_000, maxRows: 20_000, maxCells: 400_000 }

/** Headings of the columns, folded; the template writes the same words. */
export const COLUMNS = ['Mã tổ chức', 'Tổ chức', 'Mã chỉ số', 'Kỳ', 'Mức chỉ tiêu', 'Nguồn'] as const

interface Line {
  line: number
  code: string
  indicator: string
  period: string
  value: number | null
  source: string | null
}

const textOf = (cell: unknown): string =>
  cell === null || cell === undefined || typeof cell === 'object' ? '' : nfc(String(cell as string)).trim()

async function linesOf(bytes: Uint8Array): Promise<Line[]> {
  const lines: Line[] = []
  let places: number[] | null = null
  try {
    const [sheet] = await readWorkbook(bytes, LIMITS)
    for await (const { index, cells } of sheet?.rows() ?? []) {
      if (!places) {
        const heads = cells.map((cell) => fold(textOf(cell)))
        if (heads.includes(fold(COLUMNS[0]))) places = COLUMNS.map((word) => heads.indexOf(fold(word)))
        continue
      }
      const [code, , indicator, period, value, source] = places.map((at) => (at < 0 ? null : (cells[at] ?? null)))
      if (textOf(code) === '' || textOf(value) === '') continue
      lines.push({
        line: index + 1,
        code: textOf(code),
        indicator: textOf(indicator).toUpperCase(),
        period: textOf(period),
        value: typeof value === 'number' ? value : parseDecimal(textOf(value)),
        source: textOf(source) || null,
      })
    }
  } catch {
    throw AppError.at('tep', 'targets.no_sheet')
  }
  return lines
}

/** What the sheet would set, line by line, with what is wrong; `rows` is what set-targets takes, null while anything is wrong. */
export async function readTargetSheet(ctx: ReadContext, form: FormData) {
  const file = form.get('tep')
  if (!(file instanceof File) || file.size === 0) throw AppError.at('tep', 'field.required')
  if (file.size > LIMITS.maxBytes) throw AppError.at('tep', 'file_too_large')
  const lines = await linesOf(new Uint8Array(await file.arrayBuffer()))
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
