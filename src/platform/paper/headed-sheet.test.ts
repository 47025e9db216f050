// Sheets known by their headings: any order of columns, titles above, strange columns and empty rows passed over, cells by their letter.
import { describe, expect, it } from 'vitest'
import { cellText, readHeadedSheet } from './headed-sheet.ts'
import { PaperError } from './paper-error.ts'
import { writeWorkbook } from './xlsx.ts'

const LIMITS = { maxBytes: 1_000_000, maxRows: 1000, maxCells: 10_000 }
const HEADINGS = { code: 'Mã', name: 'Tên tổ chức', since: 'Từ ngày' }

async function sheetOf(headers: string[], rows: (string | number | null)[][], title: string[] = []) {
  const columns = headers.map((header) => ({ header, width: 10, kind: 'text' as const }))
  const stream = writeWorkbook([{ name: 'Trang', columns, rows, title }])
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

describe('a sheet with headings', () => {
  it('is read whatever stands above and between, with letters and rows as Excel shows them', async () => {
    const bytes = await sheetOf(
      ['Ghi chú', 'TÊN TỔ CHỨC'.normalize('NFD'), 'Mã'],
      [
        ['x', 'Chi bộ  Hoà Bình'.normalize('NFD'), '07'],
        [null, null, null],
        ['chỉ ghi chú', null, null],
        [null, 'Chi bộ Hai', 8],
      ],
      ['Tổ chức đảng', 'ngày 01/07/2025'],
    )
    const sheet = await readHeadedSheet(bytes, HEADINGS, ['code', 'name'], LIMITS)
    expect(sheet?.letters).toEqual({ code: 'C', name: 'B' })
    expect(sheet?.lines.map(({ row, cells }) => [row, cells.code, cellText(cells.name)])).toEqual([
      [4, '07', 'Chi bộ Hòa Bình'],
      [7, 8, 'Chi bộ Hai'],
    ])
  })

  it('is none when a needed heading is missing', async () => {
    expect(await readHeadedSheet(await sheetOf(['Mã'], [['1']]), HEADINGS, ['code', 'name'], LIMITS)).toBeNull()
  })

  it('is no sheet when the file is none, and is read no further than the limits', async () => {
    const nothing = readHeadedSheet(new Uint8Array([1, 2, 3]), HEADINGS, ['code'], LIMITS)
    await expect(nothing).rejects.toBeInstanceOf(PaperError)
    const rows = Array.from({ length: 30 }, (_, n) => [String(n)])
    const long = readHeadedSheet(await sheetOf(['Mã'], rows), HEADINGS, ['code'], { ...LIMITS, maxRows: 20 })
    await expect(long).rejects.toMatchObject({ code: 'paper.too-many-rows' })
  })
})
