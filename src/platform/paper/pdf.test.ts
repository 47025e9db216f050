// The PDF as a reader sees it: text by pdftotext, fonts by pdffonts (poppler).
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paperData } from './paper-data.ts'
import { closePdf, renderPdf } from './pdf.ts'
import { samplePaper, sampleTable } from './sample-paper.ts'

const run = promisify(execFile)
const createdAt = new Date('2020-10-05T02:00:00Z')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-'))
})
afterAll(async () => {
  await closePdf()
  await rm(folder, { recursive: true })
})

async function ask(tool: string, pdf: Uint8Array, ...args: string[]): Promise<string> {
  const path = join(folder, 'paper.pdf')
  await writeFile(path, pdf)
  return (await run(tool, tool === 'pdftotext' ? [...args, path, '-'] : [...args, path])).stdout
}

describe('a report', () => {
  test('carries letterhead, numbered headings, text as typed, signature, small print and page numbers', async () => {
    const pdf = await renderPdf('party-report', paperData(samplePaper()), { createdAt })
    const text = (await ask('pdftotext', pdf, '-layout')).normalize('NFC')
    const order = [
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Ví Dụ, ngày 05 tháng 10 năm 2020',
      'Số 01-BC/ĐUK',
      'BÁO CÁO',
      'I. KẾT QUẢ',
      '1. Công tác tư tưởng',
      'a) Học tập',
      '67,78%. #let x = 1 $x$ *đậm* <không>',
      'b) Tuyên truyền',
      'khuỷu tay',
      'II. NHIỆM VỤ',
      'Nơi nhận:',
      'Trần Ví Dụ',
      'Số liệu chốt ngày 30/09/2020.',
      'Phụ lục 1',
    ]
    const places = order.map((words) => text.indexOf(words))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('repeats the head of a long table on every page and lays wide ones on their side', async () => {
    const paper = samplePaper({ blocks: [sampleTable(80, 5, false), sampleTable(40, 12, true)], appendices: [] })
    const pdf = await renderPdf('party-report', paperData(paper), { createdAt })
    const pages = (await ask('pdftotext', pdf, '-layout')).split('\f').slice(0, -1)
    const sizes = (await ask('pdfinfo', pdf, '-l', '99')).match(/size:.*/g) ?? []
    const tables = pages.filter((page) => page.includes('Chi bộ Hoa Phượng'))
    expect(tables.length).toBeGreaterThan(3)
    for (const page of tables) expect(page).toContain('Trong đó')
    expect(sizes.some((s) => s.includes('841.89 x 595'))).toBe(true)
    expect(pages[0]?.trimStart().startsWith('1\n')).toBe(false)
    expect(pages[1]?.trimStart().startsWith('2\n')).toBe(true)
  })

  test('embeds every font, is PDF/A-2u, and is the same bytes for the same data and instant', async () => {
    const pdf = await renderPdf('party-report', paperData(samplePaper()), { createdAt })
    const fonts = (await ask('pdffonts', pdf)).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(2)
    for (const font of fonts) expect(font).toMatch(/Tinos.* yes yes yes /)
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(raw).toContain('<pdfaid:conformance>U</pdfaid:conformance>')
    expect(raw).toContain('D:20201005020000')
    expect(await renderPdf('party-report', paperData(samplePaper()), { createdAt })).toEqual(pdf)
  })

  test('leaves a gap for the number of a draft', async () => {
    const header = { ...samplePaper().header, number: null, draft: 'Dự thảo lần 1' }
    const pdf = await renderPdf('conclusion', paperData(samplePaper({ header })), { createdAt })
    const text = await ask('pdftotext', pdf, '-layout')
    expect(text).toMatch(/Dự thảo lần 1[\s\S]*Số\s+-BC\/ĐUK/)
  })
})

test('other work goes on while a long paper is being set', async () => {
  let ticks = 0
  const ticker = setInterval(() => ticks++, 5)
  const paper = samplePaper({ blocks: [sampleTable(400, 12, true)], appendices: [] })
  await renderPdf('party-report', paperData(paper), { createdAt })
  clearInterval(ticker)
  expect(ticks).toBeGreaterThan(5)
})

test('data that does not fit the template is refused with its reason, and the next paper still comes', async () => {
  await expect(renderPdf('party-report', { paper: {} }, { createdAt })).rejects.toMatchObject({
    code: 'paper.template-broken',
  })
  expect((await renderPdf('party-report', paperData(samplePaper()), { createdAt })).length).toBeGreaterThan(1000)
})
