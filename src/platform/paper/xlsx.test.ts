// Excel out and in: cell types in the XML, the round trip, and hostile files.
import { day } from '#kernel/day.ts'
import fc from 'fast-check'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { NUMBER_FORMATS } from './workbook-rows.ts'
import { readWorkbook, writeWorkbook } from './xlsx.ts'
import type { WorkbookSheet } from './xlsx.ts'
import { listZip, readZipEntry, zipStream } from './zip.ts'
import type { ZipPart } from './zip.ts'

const LIMITS = { maxBytes: 5_000_000, maxRows: 2000, maxCells: 100_000 }
const COLUMNS: WorkbookSheet['columns'] = [
  { header: 'Họ và tên', width: 30, kind: 'text' },
  { header: 'Số', width: 10, kind: 'integer' },
  { header: 'Tỷ lệ', width: 10, kind: 'percent', level: 1 },
  { header: 'Ngày', width: 12, kind: 'day' },
]

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())
}
const written = (...sheets: WorkbookSheet[]) => bytesOf(writeWorkbook(sheets))
function part(file: Uint8Array, name: string): string {
  const entry = listZip(file)?.find((e) => e.name === name)
  return new TextDecoder().decode((entry && readZipEntry(file, entry, 1e8)) ?? new Uint8Array())
}
async function rowsOf(file: Uint8Array, limits = LIMITS, sheet = 0) {
  const out = []
  for await (const row of (await readWorkbook(file, limits))[sheet]?.rows() ?? []) out.push(row.cells)
  return out
}

describe('writing', () => {
  test('numbers and days are true ones, in their formats; text that looks like a formula stays text', async () => {
    const rows = [
      ['=1+1', 4351, 0.6778, '2020-09-30'],
      ['+84', '—', null, '1890-05-19'],
    ]
    const file = await written({ name: 'A', columns: COLUMNS, rows })
    const xml = part(file, 'xl/worksheets/sheet1.xml')
    expect(xml).toMatch(/<c r="A2" s="\d+" t="inlineStr"><is><t [^>]*>=1\+1<\/t>/)
    expect(xml).toMatch(/<c r="B2" s="\d+"><v>4351<\/v>/)
    expect(xml).toMatch(/<c r="D2" s="\d+"><v>44104<\/v>/)
    expect(xml).toContain('19/05/1890')
    expect(xml).not.toContain('<f>')
    const formats = part(file, 'xl/styles.xml')
    expect(formats).toContain(`formatCode="${NUMBER_FORMATS.day}"`)
  })

  test('the head is frozen and filtered down to the last row, title above, notes below, columns fold', async () => {
    const file = await written({
      name: 'A',
      columns: COLUMNS,
      rows: [['a'], ['b'], ['c']],
      title: ['DANH SÁCH', 'quý III'],
      notes: ['Ghi chú'],
      freeze: 1,
    })
    const xml = part(file, 'xl/worksheets/sheet1.xml')
    expect(xml).toContain('<autoFilter ref="A3:D6"')
    expect(xml).toMatch(/<pane xSplit="1" ySplit="3" topLeftCell="B4" state="frozen"/)
    expect(xml).toContain('outlineLevel="1"')
    expect(xml).not.toContain('<dimension')
    expect(xml).toMatch(/<row r="8"><c r="A8"[^>]*><is><t [^>]*>Ghi chú/)
    expect((await rowsOf(file))[2]).toEqual(COLUMNS.map((c) => c.header))
  })

  test('sheet names are made fit for Excel and unique', async () => {
    const sheet = (name: string) => ({ name, columns: COLUMNS, rows: [] })
    const file = await written(sheet('Biểu 1/2 [x]'), sheet('biểu 1 2 x'), sheet(''), sheet('d'.repeat(40)))
    expect((await readWorkbook(file, LIMITS)).map((s) => s.name)).toEqual([
      'Biểu 1 2 x',
      'biểu 1 2 x (2)',
      '3',
      'd'.repeat(31),
    ])
  })

  test('whatever is typed comes back', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((s) => s.isWellFormed() && !/[\p{Cc}\ufffe\uffff]/u.test(s))
    const rows = fc.array(
      fc.tuple(
        text,
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom('1900-03-01', '2020-02-29', '2999-12-31'),
      ),
      { maxLength: 5 },
    )
    await fc.assert(
      fc.asyncProperty(rows, async (typed) => {
        const back = await rowsOf(await written({ name: 'A', columns: COLUMNS, rows: typed }))
        expect(back.slice(1)).toEqual(typed.map((r) => [r[0], r[1] + 0, r[2] + 0, day(r[3])]))
      }),
      { numRuns: 30 },
    )
  })

  test('rows are pulled as they are read, and a reader who leaves ends the source', async () => {
    let pulled = 0
    let ended = false
    function* endless() {
      try {
        for (;;) yield [`dòng ${pulled++} ${crc32(String(pulled))}`, pulled]
      } finally {
        ended = true
      }
    }
    const reader = writeWorkbook([{ name: 'A', columns: COLUMNS, rows: endless() }]).getReader()
    let bytes = 0
    while (bytes < 300_000) bytes += (await reader.read()).value?.length ?? 0
    await reader.cancel()
    expect(pulled).toBeLessThan(200_000)
    await expect.poll(() => ended).toBe(true)
  })

  test('an error of the source reaches the reader', async () => {
    async function* broken() {
      yield ['a']
      throw new Error('connection lost')
    }
    await expect(written({ name: 'A', columns: COLUMNS, rows: broken() })).rejects.toThrow('connection lost')
  })
})

describe('reading files of strangers', () => {
  const sheetXml = (data: string) =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`
  // A real workbook with some parts replaced or added.
  async function forged(changes: Record<string, string>): Promise<Uint8Array> {
    const file = await written({ name: 'A', columns: COLUMNS, rows: [['a', 1]] })
    const parts: ZipPart[] = (listZip(file) ?? []).map((e) => ({
      name: e.name,
      data: readZipEntry(file, e, 1e8) ?? new Uint8Array(),
    }))
    for (const [name, text] of Object.entries(changes)) {
      const at = parts.findIndex((p) => p.name === name)
      parts.splice(at < 0 ? parts.length : at, at < 0 ? 0 : 1, { name, data: new TextEncoder().encode(text) })
    }
    return bytesOf(zipStream(parts))
  }
  const code = (name: string) => ({ code: `paper.${name}` })

  test('too many bytes, rows or cells', async () => {
    const file = await written({ name: 'A', columns: COLUMNS, rows: Array.from({ length: 50 }, () => ['x', 1, 2]) })
    await expect(readWorkbook(file, { ...LIMITS, maxBytes: 100 })).rejects.toMatchObject(code('too-large'))
    await expect(rowsOf(file, { ...LIMITS, maxRows: 50 })).rejects.toMatchObject(code('too-many-rows'))
    await expect(rowsOf(file, { ...LIMITS, maxCells: 100 })).rejects.toMatchObject(code('too-many-cells'))
    expect(await rowsOf(file, { ...LIMITS, maxRows: 51 })).toHaveLength(51)
  })

  test('a few cells at the far corner do not cost the rectangle', async () => {
    const far = Array.from({ length: 1500 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join(
      '',
    )
    await expect(rowsOf(await forged({ 'xl/worksheets/sheet1.xml': sheetXml(far) }))).rejects.toMatchObject(
      code('too-many-cells'),
    )
  })

  test('macros, by part or by type', async () => {
    await expect(readWorkbook(await forged({ 'xl/vbaProject.bin': 'x' }), LIMITS)).rejects.toMatchObject(code('macros'))
    const types =
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    await expect(readWorkbook(await forged({ '[Content_Types].xml': types }), LIMITS)).rejects.toMatchObject(
      code('macros'),
    )
  })

  test('a bomb, honest or lying about its size', async () => {
    const bomb = await forged({ 'xl/worksheets/sheet1.xml': sheetXml(' '.repeat(30_000_000)) })
    expect(bomb.length).toBeLessThan(100_000)
    await expect(readWorkbook(bomb, { ...LIMITS, maxUnpackedBytes: 10_000_000 })).rejects.toMatchObject(
      code('zip-bomb'),
    )

    const lying = bomb.slice()
    const view = new DataView(lying.buffer)
    const name = Buffer.from('xl/worksheets/sheet1.xml')
    const central = Buffer.from(lying.buffer).lastIndexOf(name) - 46
    view.setUint32(central + 24, 1000, true)
    await expect(rowsOf(lying, { ...LIMITS, maxUnpackedBytes: 10_000_000 } as typeof LIMITS)).rejects.toMatchObject(
      code('zip-bomb'),
    )
    view.setUint32(central + 24, 0, true)
    await expect(readWorkbook(lying, LIMITS)).rejects.toMatchObject(code('zip-bomb'))
    view.setUint32(central + 20, 0, true)
    await expect(readWorkbook(lying, LIMITS)).rejects.toMatchObject(code('zip-bomb'))
  })

  test('old, locked, foreign or broken files', async () => {
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)])
    await expect(readWorkbook(ole, LIMITS)).rejects.toMatchObject({
      ...code('not-a-workbook'),
      details: { format: 'xls' },
    })
    const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])
    await expect(readWorkbook(locked, LIMITS)).rejects.toMatchObject(code('encrypted'))
    await expect(readWorkbook(Buffer.from('họ tên;số\n'), LIMITS)).rejects.toMatchObject(code('not-a-workbook'))
    const cut = (await forged({})).slice(0, -200)
    await expect(readWorkbook(cut, LIMITS)).rejects.toMatchObject(code('not-a-workbook'))
    const damaged = await forged({ 'xl/workbook.xml': '<workbook' })
    await expect(
      readWorkbook(damaged, LIMITS).then((s) => s.length || Promise.reject(code('not-a-workbook'))),
    ).rejects.toMatchObject(code('not-a-workbook'))
  })

  test('formulas give their last value, dates their day, hidden sheets their mark', async () => {
    const file = await forged({
      'xl/worksheets/sheet1.xml': sheetXml(
        '<row r="3"><c r="B3"><f>1+1</f><v>2</v></c><c r="D3" t="b"><v>1</v></c></row>',
      ),
      'xl/workbook.xml':
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Ẩn &amp; kín" sheetId="1" state="hidden" r:id="rId1"/></sheets></workbook>',
    })
    const [sheet] = await readWorkbook(file, LIMITS)
    expect(sheet).toMatchObject({ name: 'Ẩn & kín', hidden: true })
    expect(await sheet?.rows().next()).toMatchObject({ value: { index: 2, cells: [null, 2, null, true] } })
  })
})

test('the ZIP reader gives back what the writer wrote and nothing larger than asked for', async () => {
  const data = new TextEncoder().encode('á'.repeat(1000))
  const file = await bytesOf(zipStream([{ name: 'á.txt', data }]))
  const [entry] = listZip(file) ?? []
  expect(entry).toMatchObject({ name: 'á.txt', bytes: 2000, packedBytes: deflateRawSync(data).length })
  expect(entry && readZipEntry(file, entry, 2000)).toEqual(Buffer.from(data))
  expect(entry && readZipEntry(file, entry, 1999)).toBeNull()
})
