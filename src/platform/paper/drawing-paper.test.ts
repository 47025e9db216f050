// A drawing on paper: every name as text in the right order, fonts inside, one sheet each, lying on its side.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawingData, SHEET_AREAS } from './drawing-paper.ts'
import type { DrawnSheet } from './drawing-paper.ts'
import { closePdf, renderPdf } from './pdf.ts'

const run = promisify(execFile)
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawing-'))
})
afterAll(async () => {
  await closePdf()
  await rm(folder, { recursive: true })
})

async function ask(tool: string, pdf: Uint8Array, ...args: string[]): Promise<string> {
  const path = join(folder, 'drawing.pdf')
  await writeFile(path, pdf)
  return (await run(tool, tool === 'pdftotext' ? [...args, path, '-'] : [...args, path])).stdout.normalize('NFC')
}

/** As high as the sheet allows: a drawing that fits exactly must not spill onto another sheet. */
const sheet = (names: readonly string[], height: number): DrawnSheet => ({
  scale: 0.6,
  width: SHEET_AREAS.a4.width / 0.6,
  height: height / 0.6,
  boxes: names.map((name, n) => ({
    x: 160 * n,
    y: 0,
    width: 148,
    height: 40,
    depth: n,
    lines: name.split('|'),
    notes: n === 0 ? ['4.351 đảng viên'] : [],
  })),
  lines: [
    {
      points: [
        [0, 60],
        [100, 60],
        [100, height / 0.6],
      ],
    },
  ],
})

const paper = (size: 'a4' | 'a3') => ({
  size,
  header: {
    party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
    issuerUpper: 'TỈNH ỦY VÍ DỤ',
    issuer: 'ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH',
    place: 'Ví Dụ',
    dayWords: 'ngày 01 tháng 7 năm 2025',
  },
  title: { kind: 'SƠ ĐỒ TỔ CHỨC', subject: ['Đảng bộ Khối', 'Tính đến ngày 01/07/2025'] },
  sheets: [
    sheet(['Đảng bộ Khối', 'Đảng bộ Sở|Nghiệp vụ #let'], SHEET_AREAS.a4.first),
    sheet(['Chi bộ Tòa án'], SHEET_AREAS.a4.next),
  ],
  text: { name: 11, note: 9, line: 14, noteLine: 12, pad: 6 },
})

test('names are text, each drawing has its one sheet, fonts are embedded', async () => {
  const pdf = await renderPdf('drawing', drawingData(paper('a4')), { createdAt: new Date('2025-07-01T00:00:00Z') })
  const pages = (await ask('pdftotext', pdf)).split('\f').slice(0, -1)
  expect(pages).toHaveLength(2)
  for (const words of ['TỈNH ỦY VÍ DỤ', 'SƠ ĐỒ TỔ CHỨC', 'Đảng bộ Khối', '4.351 đảng viên', 'Nghiệp vụ #let']) {
    expect(pages[0]).toContain(words)
  }
  expect(pages[1]).toContain('Chi bộ Tòa án')
  expect(pages[1]).not.toContain('SƠ ĐỒ')
  expect(await ask('pdfinfo', pdf)).toMatch(/Page size:\s+841.89 x 595/)
  const fonts = (await ask('pdffonts', pdf)).trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts) expect(font).toMatch(/Tinos.* yes yes yes/)
})

test('A3 is A3', async () => {
  const pdf = await renderPdf('drawing', drawingData(paper('a3')), { createdAt: new Date('2025-07-01T00:00:00Z') })
  expect(await ask('pdfinfo', pdf)).toMatch(/Page size:\s+1190.55 x 841/)
})
