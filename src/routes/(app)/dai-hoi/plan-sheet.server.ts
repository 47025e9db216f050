// Planned days out of an Excel sheet: a line for each unit by its code; read whole and shown before anything is written.
import { isDay, formatDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { fold, nfc } from '#kernel/vietnamese/text.ts'
import { congressFormNames, CONGRESS_FORMS } from '#modules/congresses/congresses.server.ts'
import type { CongressForm } from '#modules/congresses/congresses.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { readWorkbook } from '#platform/paper/xlsx.ts'
import { sheetIn } from '../sheet-import.server.ts'

const LIMITS = { maxBytes: 5_000_000, maxRows: 20_000, maxCells: 400_000 }

/** Headings, as the template writes them; the import finds them folded, in any order. */
export const COLUMNS = ['Mã tổ chức', 'Tổ chức', 'Ngày dự kiến', 'Hình thức', 'Lần thứ', 'Làm điểm'] as const

interface Line {
  line: number
  code: string
  day: Day | null
  form: CongressForm | null
  ordinal: string
  pilot: boolean
}

const textOf = (cell: unknown): string =>
  cell === null || cell === undefined || typeof cell === 'object' ? '' : nfc(String(cell as string)).trim()

const formOf = (text: string): CongressForm | null =>
  text === '' ? 'members' : (CONGRESS_FORMS.find((form) => fold(congressFormNames[form]) === fold(text)) ?? null)

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
      const [code, , on, form, ordinal, pilot] = places.map((at) => textOf(at < 0 ? null : (cells[at] ?? null)))
      // A unit without a day is not planned by this sheet.
      if (!code || !on) continue
      lines.push({
        line: index + 1,
        code,
        day: isDay(on) ? on : parseDay(on),
        form: formOf(form ?? ''),
        ordinal: ordinal ?? '',
        pilot: (pilot ?? '') !== '',
      })
    }
  } catch {
    throw AppError.at('tep', 'congresses.no_sheet')
  }
  return lines
}

/** What the sheet would plan, line by line, with what is wrong; `congresses` is what plan-congresses takes, null while anything is. */
export async function readPlanSheet(ctx: ReadContext, form: FormData) {
  const file = await sheetIn(form, LIMITS.maxBytes)
  const lines = await linesOf(file.bytes)
  if (lines.length === 0) throw AppError.at('tep', 'congresses.no_sheet')
  const units = await ctx.db
    .selectFrom('unit as u')
    .select(['u.id', 'u.code'])
    .where('u.tenant_id', '=', ctx.tenantId)
    .where(inScope(ctx, 'congress.write', ctx.today, 'u.id'))
    .execute()
  const byCode = new Map(units.map((unit) => [unit.code, unit.id]))
  const names = await namesOn(
    ctx,
    lines.flatMap((line) => byCode.get(line.code) ?? []),
    ctx.today,
  )
  const seen = new Set<string>()
  const shown = lines.map((line) => {
    const unitId = byCode.get(line.code)
    const twice = seen.has(line.code)
    seen.add(line.code)
    const wrong = !unitId
      ? 'Không có tổ chức mang mã này'
      : twice
        ? 'Tổ chức này đã có ở dòng trên'
        : line.day === null
          ? 'Ngày dự kiến chưa đúng, ví dụ 20/05/2025'
          : line.form === null
            ? `Hình thức là ${Object.values(congressFormNames).join(' hoặc ')}`
            : line.ordinal !== '' && !/^\d{1,3}$/.test(line.ordinal)
              ? 'Lần thứ là một số'
              : null
    return { ...line, unitId: unitId ?? null, unit: (unitId && names.get(unitId)?.name) || line.code, wrong }
  })
  const faults = shown.filter((line) => line.wrong !== null).length
  return {
    file: file.name,
    faults,
    lines: shown.map(({ line, unit, day, form: kind, pilot, wrong }) => ({
      line,
      unit,
      day: day ? formatDay(day) : '—',
      form: kind ? congressFormNames[kind] : '—',
      pilot: pilot ? 'Làm điểm' : '',
      wrong,
    })),
    congresses:
      faults > 0
        ? null
        : JSON.stringify(
            Object.fromEntries(
              shown.map(({ unitId, day, form: kind, ordinal, pilot }) => [
                unitId,
                { plannedOn: day, form: kind, ordinal: ordinal === '' ? null : Number(ordinal), pilot },
              ]),
            ),
          ),
  }
}
