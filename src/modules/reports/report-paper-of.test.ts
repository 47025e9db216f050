// Papers and sheets say exactly the figures of the content, and a paper made of it is a real PDF, Word file and workbook.
import { describe, expect, it } from 'vitest'
import { day } from '#kernel/day.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { closePdf, renderPdf } from '#platform/paper/pdf.ts'
import { renderDocx } from '#platform/paper/docx.ts'
import { readWorkbook, writeWorkbook } from '#platform/paper/xlsx.ts'
import { afterAll } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { ContentFigure, ContentIndicator, ContentUnit, ReportContent } from './report-content.ts'
import { reportPaperOf } from './report-paper-of.ts'
import { reportSheetOf } from './report-sheet-of.ts'
import { shownChange } from './show-figure.ts'

const unit = (id: string, kind: ContentUnit['kind'], name: string, above: string[]): ContentUnit => ({
  ...{ id, code: id, kind, name, shortName: name, above, closed: false },
})
const indicator = (code: string, shape: 'count' | 'ratio'): ContentIndicator => ({
  ...{ code, kind: 'flow', shape, better: 'more', name: `Chỉ số ${code}`, short: code, unit: 'người', how: '' },
  dimensions: { sex: { label: 'Giới tính', values: { female: 'Nữ', male: 'Nam' } } },
})
const figure = (
  num: number,
  den: number | null,
  before: [number, number | null],
  target: number | null,
): ContentFigure => ({
  ...{ num, den, before: { num: before[0], den: before[1] }, target },
})
const content: ReportContent = {
  format: 1,
  report: {
    ...{ id: 'r', period: '9-thang-2020', cutOffOn: day('2020-09-30'), dueOn: day('2020-09-25') },
    title: 'Báo cáo kết quả công tác xây dựng Đảng 9 tháng đầu năm, nhiệm vụ trọng tâm quý IV năm 2020',
    headings: [
      { code: 'I', text: 'Kết quả thực hiện', parent: null, hint: null, optional: false, figures: false },
      { code: 'I.1', text: 'Chính trị, tư tưởng', parent: 'I', hint: null, optional: false, figures: false },
      { code: 'annex', text: 'Phụ lục số liệu', parent: null, hint: null, optional: false, figures: true },
    ],
  },
  on: day('2020-10-02'),
  span: { from: day('2020-01-01'), to: day('2020-09-30') },
  before: { from: day('2019-01-01'), to: day('2019-09-30') },
  targetPeriod: 'nam-2020',
  units: [
    unit('b', 'bloc', 'Đảng bộ Khối các cơ quan tỉnh Ví Dụ', []),
    unit('a', 'grassroots_committee', 'Đảng bộ Sở Một', ['b']),
    unit('c', 'sub_cell', 'Chi bộ Văn phòng', ['a', 'b']),
  ],
  indicators: [indicator('I04', 'count'), indicator('I24', 'ratio')],
  figures: {
    I04: {
      b: figure(99, null, [92, null], 130),
      a: figure(99, null, [92, null], null),
      c: figure(4351, null, [0, null], null),
    },
    I24: { b: figure(305, 450, [0, 0], null), a: figure(305, 450, [300, 450], null) },
  },
  breakdowns: { I04: { sex: { male: { num: 47, den: null }, female: { num: 52, den: null } } } },
  parts: [{ unitId: 'a', state: 'accepted', submittedOn: day('2020-09-24'), reason: null, version: 3 }],
  completeness: { accepted: 1, submitted: 0, returned: 0, late: 0, draft: 0, none: 0, units: 1, handedInLate: 0 },
  merged: { 'I.1': 'Đảng bộ Sở Một: Đã học tập.\n\nChi bộ Hai: Không phát sinh.' },
  narratives: {},
}
const mark = { on: day('2020-10-02'), hash: 'ab'.repeat(32), ordinal: 2, reason: 'Bổ sung hồ sơ' }

afterAll(closePdf)

describe('the paper', () => {
  const paper = reportPaperOf(content, mark)

  it('carries letterhead, title and small print', () => {
    expect(paper.header).toMatchObject({
      issuer: 'ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH VÍ DỤ',
      issuerUpper: 'TỈNH ỦY VÍ DỤ',
      dayWords: 'ngày 02 tháng 10 năm 2020',
    })
    expect(paper.title.subject).toEqual([
      'kết quả công tác xây dựng Đảng 9 tháng đầu năm,',
      'nhiệm vụ trọng tâm quý IV năm 2020',
    ])
    expect(paper.footnotes.join(' ')).toContain('30/09/2020')
    expect(paper.footnotes.join(' ')).toContain(mark.hash)
    expect(reportPaperOf(content, null).header.draft).toBe('DỰ THẢO')
  })

  it('writes exact numbers, last year and targets', () => {
    const tables = paper.blocks.filter((block) => block.kind === 'table')
    expect(tables[0]?.rows.map((row) => row.cells)).toEqual([
      ['Chỉ số I04', '99', '92', '+7', '130', '76,15%'],
      ['Chỉ số I24', '67,78%', '—', '—', '—', '—'],
    ])
    const byUnit = paper.appendices[0]?.blocks[0]
    expect(byUnit?.kind === 'table' ? byUnit.rows.map((row) => row.cells) : []).toEqual([
      ['Đảng bộ Khối các cơ quan tỉnh Ví Dụ', '99', '67,78%'],
      ['Đảng bộ Sở Một', '99', '67,78%'],
    ])
  })

  it('sets each paragraph of a heading under it', () => {
    const words = paper.blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]))
    expect(words).toEqual([
      'Kết quả thực hiện',
      'Chính trị, tư tưởng',
      'Đảng bộ Sở Một: Đã học tập.',
      'Chi bộ Hai: Không phát sinh.',
    ])
  })

  it('becomes a PDF and a Word file', async () => {
    const pdf = await renderPdf('party-report', paperData(paper), { createdAt: new Date('2020-10-02T02:00:00Z') })
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-')
    expect((await renderDocx(paper)).length).toBeGreaterThan(5000)
  })
})

describe('the workbook', () => {
  it('holds true numbers for every unit, the ratio as a fraction', async () => {
    const file = new Uint8Array(await new Response(writeWorkbook(reportSheetOf(content, mark))).arrayBuffer())
    const sheets = await readWorkbook(file, { maxBytes: 5e6, maxUnpackedBytes: 5e7, maxRows: 1000, maxCells: 50_000 })
    const rows = []
    for await (const row of sheets[0]?.rows() ?? []) rows.push(row.cells)
    const bloc = rows.find((cells) => cells[1] === 'b')
    expect(bloc?.slice(2)).toEqual([99, 92, 7, 130, 99 / 130, 305 / 450, null, null])
    expect(rows.some((cells) => cells.includes(4351))).toBe(true)
  })
})

it('changes of ratios are points, rounded once', () => {
  expect(shownChange({ num: 305, den: 450 }, { num: 300, den: 450 })).toBe('+1,11')
  expect(shownChange({ num: 1, den: 2 }, { num: 2, den: 3 })).toBe('−16,67')
  expect(shownChange({ num: 1, den: 2 }, { num: 2, den: 4 })).toBe('0,00')
})

it('the same content has one canonical text, whatever the order of keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'ữ' }], a: undefined })).toBe('{"b":[1,{"c":"ữ","d":null}]}')
  expect(canonicalJson({ x: 1, a: 2 })).toBe(canonicalJson({ a: 2, x: 1 }))
})
