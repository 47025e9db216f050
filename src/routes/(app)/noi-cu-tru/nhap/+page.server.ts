// Introductions or remarks out of Excel: the sheet the list gives, filled in; shown first with what is wrong cell by cell, then taken
// whole.
import { AppError, explainError, notFound } from '#kernel/errors.ts'
import { addDays, formatDay, isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { importLinks, planLinks, planRemarks, recordRemarks } from '#modules/residence/residence.server.ts'
import type { SheetField, SheetLine } from '#modules/residence/residence.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { cellText, readHeadedSheet } from '#platform/paper/headed-sheet.ts'
import type { HeadedLine, SheetCell } from '#platform/paper/headed-sheet.ts'
import { errors } from '#product'
import { postedRows, previewOf, sheetIn } from '../../sheet-import.server.ts'
import type { Actions, PageServerLoad } from './$types'

const LIMITS = { maxBytes: 5_000_000, maxRows: 20_000, maxCells: 400_000 }

const HEADINGS: Readonly<Record<SheetField, string>> = {
  name: 'Họ và tên',
  birthOn: 'Ngày sinh',
  category: 'Diện',
  ground: 'Lý do miễn',
  body: 'Cấp ủy xã, phường',
  cell: 'Chi bộ nơi cư trú',
  address: 'Nơi ở',
  from: 'Từ ngày',
  letterNumber: 'Số giấy',
  letterOn: 'Ngày giấy',
  result: 'Mức nhận xét',
  remark: 'Ý kiến',
  remarkedOn: 'Ngày nhận xét',
  signer: 'Người nhận xét',
}
const NEEDED = { links: ['name', 'category', 'from'], remarks: ['name', 'result', 'remarkedOn', 'signer'] } as const

const SERIAL_ZERO = '1899-12-30' as Day

/** undefined: not a day. */
function dayOf(cell: SheetCell | undefined): Day | null | undefined {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell > 0 && cell < 100_000)
    return addDays(SERIAL_ZERO, cell)
  const text = cellText(cell)
  return text === '' ? null : isDay(text) ? text : (parseDay(text) ?? undefined)
}

interface Wrong {
  line: number
  field: SheetField
  text: string
}

function readLine({ row: line, cells }: HeadedLine<SheetField>, faults: Wrong[]): SheetLine {
  const words = (field: SheetField) => cellText(cells[field])
  const on = (field: SheetField) => {
    const found = dayOf(cells[field])
    if (found === undefined)
      faults.push({ line, field, text: `“${words(field)}” không phải ngày. Ghi như 21/09/2026.` })
    return found ?? null
  }
  return {
    line,
    name: words('name'),
    birthOn: on('birthOn'),
    category: words('category'),
    ground: words('ground'),
    body: words('body'),
    cell: words('cell'),
    address: words('address'),
    from: on('from'),
    letterNumber: words('letterNumber'),
    letterOn: on('letterOn'),
    result: words('result'),
    remark: words('remark'),
    remarkedOn: on('remarkedOn'),
    signer: words('signer'),
  }
}

export const load: PageServerLoad = (event) =>
  loadPage(event, (_, ctx) => {
    if (!ctx.actor.holds('member.write')) throw notFound()
    const thisYear = Number(ctx.today.slice(0, 4))
    return Promise.resolve({
      remarks: event.url.searchParams.get('loai') === 'nhan-xet',
      years: [0, 1, 2].map((back) => ({ value: String(thisYear - back), label: String(thisYear - back) })),
      idempotencyKey: newId(),
    })
  })

async function preview(ctx: ReadContext, form: FormData) {
  if (!ctx.actor.holds('member.write')) throw notFound()
  const remarks = form.get('loai') === 'nhan-xet'
  const file = await sheetIn(form, LIMITS.maxBytes)
  const need = remarks ? NEEDED.remarks : NEEDED.links
  const sheet = await readHeadedSheet(file.bytes, HEADINGS, need, LIMITS).catch(() => null)
  if (!sheet || sheet.lines.length === 0) throw AppError.at('tep', 'residence.no_sheet')
  const wrong: Wrong[] = []
  const lines = sheet.lines.map((line) => readLine(line, wrong)).filter((line) => line.name !== '')
  const links = remarks ? null : await planLinks(ctx, lines)
  const written = remarks
    ? await planRemarks(ctx, lines, Number(form.get('year')) || Number(ctx.today.slice(0, 4)))
    : null
  const plan = links ?? written
  const sentence = (code: string) => explainError(errors, AppError.at('cell', code), '').fields['cell'] ?? code
  const letters: Partial<Record<string, string>> = sheet.letters
  const names = new Map(lines.map((line) => [line.line, line.name]))
  const faults = [
    ...wrong,
    ...(plan?.faults ?? []).map(({ line, field, code }) => ({ line, field, text: sentence(code) })),
  ]
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, field, text }) => ({ cell: `${letters[field] ?? ''}${line}`, name: names.get(line) ?? '', text }))
  const fresh = [
    ...(links?.rows ?? []).map((row) => ({
      line: row.line,
      name: row.name,
      what: row.category,
      on: formatDay(row.from),
    })),
    ...(written?.rows ?? []).map((row) => ({
      line: row.line,
      name: row.name,
      what: String(row.year),
      on: formatDay(row.remarkedOn),
    })),
  ]
  return {
    file: file.name,
    lines: lines.length,
    same: plan?.same ?? 0,
    remarks,
    faults,
    fresh,
    rows: faults.length > 0 ? null : JSON.stringify(plan?.rows ?? []),
  }
}

const rows = (posted: Record<string, unknown>) => ({ rows: postedRows(posted) })

export const actions: Actions = {
  xem: previewOf(preview),
  'nhan-gioi-thieu': actionOf(importLinks, { input: rows, then: () => '/noi-cu-tru/danh-sach' }),
  'nhan-nhan-xet': actionOf(recordRemarks, { input: rows, then: () => '/noi-cu-tru' }),
}
