// Formulas are found where the row reader shows only their last result, or nothing at all.
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { formulaCells } from './formula-cells.ts'
import { listZip, readZipEntry, zipStream } from './zip.ts'

/** A workbook whose first sheet's cells are written as given. */
async function bookOf(name: string, cells: string): Promise<Uint8Array> {
  const bytes = await writeXlsx({ sheets: [{ name, rows: [['x']] }] })
  const parts = (listZip(bytes) ?? []).map((entry) => {
    const data = readZipEntry(bytes, entry, 1_000_000) as Uint8Array
    if (entry.name !== 'xl/worksheets/sheet1.xml') return { name: entry.name, data }
    const text = new TextDecoder()
      .decode(data)
      .replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${cells}</sheetData>`)
    return { name: entry.name, data: new TextEncoder().encode(text) }
  })
  return new Uint8Array(await new Response(zipStream(parts)).arrayBuffer())
}

test('calculated and uncalculated formulas are told apart, values are not formulas', async () => {
  const bytes = await bookOf(
    'Ðảng viên & "khác"',
    `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f><v>2</v></c><c r="C1" t="str"><f>"a"&amp;B1</f><v>a2</v></c></row>
     <row r="2"><c r="A2"/><c r="B2"><f>A2+1</f></c><c r="C2"><f t="shared" si="0"/><v></v></c><c r="D2" t="inlineStr"><is><t>&lt;f&gt;</t></is></c></row>`,
  )
  const found = await formulaCells(bytes, 'Ðảng viên & "khác"')
  expect([...found.calculated]).toEqual(['B1', 'C1'])
  expect([...found.empty]).toEqual(['B2', 'C2'])
})

test('a large sheet is walked in pieces without losing a cell at their borders', async () => {
  const rows = Array.from(
    { length: 6000 },
    (_, r) =>
      `<row r="${r + 1}"><c r="A${r + 1}"><f>ROW()</f><v>${r}</v></c><c r="B${r + 1}"><v>${'7'.repeat(90)}</v></c></row>`,
  )
  const found = await formulaCells(await bookOf('A', rows.join('')), 'A')
  expect(found.calculated.size).toBe(6000)
  expect(found.empty.size).toBe(0)
})

test('a sheet that is not there is no workbook we read', async () => {
  await expect(formulaCells(await bookOf('A', ''), 'B')).rejects.toThrow('paper.not-a-workbook')
})
