// Nothing is invented: every number and every name in a drafted sentence stands in the record it cites.
import { day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editedSentences, freeSlug } from './article.ts'
import { draftArticle, sentencesOf, sourceTexts } from './article-draft.ts'
import type { DraftFigure, DraftRecord } from './draft-record.ts'

const name = fc.constantFrom(
  'Nông Văn Bình',
  'Lý Thị Ánh',
  'đồng chí Hoàng Cao, Bí thư Đảng ủy Khối',
  'Đảng ủy Sở Tài chính',
)
const text = fc.constantFrom(
  'Rà soát 12 chi bộ tại huyện Ba Bể trước 30/09/2027',
  'Nâng chất lượng sinh hoạt chuyên đề',
  'Kết nạp 450 đảng viên. Phấn đấu 67,77% vào năm 2025',
  'Công tác dân vận ở Bắc Kạn',
)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const id = fc.uuid()

const record: fc.Arbitrary<DraftRecord> = fc.record({
  id,
  unitName: fc.constantFrom('Đảng bộ Khối các cơ quan tỉnh', 'Đảng bộ Khối Doanh nghiệp'),
  title: fc.constantFrom('Hội nghị sơ kết 9 tháng năm 2026', 'Hội thảo khoa học', 'Hội nghị lần thứ 7'),
  ordinal: maybe(fc.integer({ min: 1, max: 30 })),
  term: maybe(fc.constantFrom('XIV', 'III')),
  theme: maybe(text),
  startsAt: fc.date({ min: new Date('2015-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
  place: maybe(fc.constantFrom('Hội trường Tỉnh ủy', 'Nhà văn hóa số 3')),
  chair: maybe(name),
  reportTitle: maybe(text),
  conclusion: maybe(fc.array(text, { maxLength: 4 }).map((lines) => lines.join('\n'))),
  items: fc.array(fc.record({ id, text, presenter: maybe(name) }), { maxLength: 4 }),
  guests: fc.array(
    fc.record({
      id,
      role: name,
      invited: fc.integer({ min: 0, max: 5000 }),
      attended: maybe(fc.integer({ min: 0, max: 5000 })),
    }),
    { maxLength: 4 },
  ),
  papers: fc.array(
    fc.record({
      id,
      kind: fc.constantFrom('lead_report', 'paper', 'statement', 'directive'),
      title: text,
      author: name,
      unitName: maybe(fc.constantFrom('Đảng bộ Sở Y tế', 'Chi bộ Báo')),
      state: fc.constantFrom('asked', 'presented'),
    }),
    { maxLength: 4 },
  ),
  recommendations: fc.array(
    fc.record({ id, levelName: fc.constantFrom('Tỉnh ủy', 'Đảng ủy khối'), text, raisedBy: maybe(name) }),
    { maxLength: 3 },
  ),
  points: fc.array(
    fc.record({
      id,
      text,
      ownerName: maybe(fc.constantFrom('Đảng bộ Sở Y tế')),
      dueOn: maybe(fc.constantFrom(day('2027-01-31'))),
    }),
    { maxLength: 4 },
  ),
}) as fc.Arbitrary<DraftRecord>

const figure: fc.Arbitrary<DraftFigure> = fc.record({
  sourceId: fc.uuid().map((unit) => `I04@${unit}@${unit}`),
  name: fc.constantFrom('Đảng viên kết nạp', 'Tỷ lệ dự sinh hoạt'),
  unit: fc.constantFrom('người', '%'),
  value: fc.constantFrom('99', '4.351', '67,77%'),
  cutOffOn: fc.constant(day('2026-09-30')),
  period: fc.constantFrom('9 tháng đầu năm 2026'),
  before: maybe(fc.constantFrom('92', '61,5%')),
  target: maybe(fc.constantFrom('450')),
  progress: maybe(fc.constantFrom('22,00%')),
})

const numbers = (of: string) => of.match(/\d+(?:[.,:/]\d+)*%?/g) ?? []
/** Words with a capital that do not open the sentence or a quotation: names. */
const names = (of: string) => [...of.matchAll(/(?<!^)(?<![.:“"]\s?)(?<=\s|\()\p{Lu}[\p{L}]*/gu)].map((m) => m[0])

describe('a draft', () => {
  test('says no number and no name that is not in its source', () => {
    fc.assert(
      fc.property(record, fc.array(figure, { maxLength: 10 }), (given, figures) => {
        const draft = draftArticle(given, figures)
        const texts = sourceTexts(given, figures)
        for (const one of draft.sentences) {
          const source = texts.get(`${one.sourceKind} ${one.sourceId}`)
          expect(source, one.text).toBeDefined()
          for (const number of numbers(one.text)) expect(source, one.text).toContain(number.replace(/[.,:]$/, ''))
          for (const word of names(one.text)) expect(source?.toLowerCase(), one.text).toContain(word.toLowerCase())
        }
        const everything = [...texts.values()].join(' ')
        for (const number of numbers(draft.lead)) expect(everything).toContain(number)
      }),
    )
  })

  test('keeps paragraphs in order without a gap, and tells presented papers only', () => {
    fc.assert(
      fc.property(record, (given) => {
        const { sentences } = draftArticle(given, [])
        const order = sentences.map((one) => one.paragraph)
        expect(order).toEqual(order.toSorted((a, b) => a - b))
        expect(new Set(order).size).toBe(Math.max(0, ...order))
        const spoken = new Set(
          given.papers.filter((p) => p.state === 'presented' || p.kind === 'lead_report').map((p) => p.id),
        )
        for (const one of sentences) if (one.sourceKind === 'conference_paper') expect(spoken).toContain(one.sourceId)
      }),
    )
  })

  test('numbers and abbreviations are not cut into sentences', () => {
    expect(sentencesOf('Kết nạp 4.351 đảng viên, đạt 67,77%. Năm tới làm tốt hơn\nRà soát')).toEqual([
      'Kết nạp 4.351 đảng viên, đạt 67,77%.',
      'Năm tới làm tốt hơn.',
      'Rà soát.',
    ])
  })
})

describe('editing', () => {
  const stored = [
    { paragraph: 1, text: 'Một.', sourceKind: 'conference' as const, sourceId: 'c', edited: false },
    { paragraph: 2, text: 'Hai.', sourceKind: 'figure' as const, sourceId: 'f', edited: false },
  ]
  test('a changed sentence is marked and stays linked; one taken over and a new one are the editor’s; blank ones go', () => {
    const posted = [
      { from: 0, paragraph: 1, text: 'Một, sửa.', unlink: false },
      { from: 1, paragraph: 1, text: 'Hai.', unlink: true },
      { from: null, paragraph: null, text: 'Mới.', unlink: false },
      { from: null, paragraph: null, text: null, unlink: false },
    ]
    expect(editedSentences(stored, posted)).toEqual([
      { paragraph: 1, text: 'Một, sửa.', sourceKind: 'conference', sourceId: 'c', edited: true },
      { paragraph: 1, text: 'Hai.', sourceKind: 'editor', sourceId: null, edited: true },
      { paragraph: 1, text: 'Mới.', sourceKind: 'editor', sourceId: null, edited: true },
    ])
    expect(editedSentences(stored, [{ from: 1, paragraph: null, text: 'Hai.', unlink: false }])).toEqual([stored[1]])
  })
  test('an address is free, short and without marks', () => {
    expect(freeSlug('Hội nghị Đảng ủy, lần 2', new Set(['hoi-nghi-dang-uy-lan-2']))).toBe('hoi-nghi-dang-uy-lan-2-2')
    expect(freeSlug('x '.repeat(200), new Set()).length).toBeLessThanOrEqual(80)
    expect(freeSlug('…', new Set())).toBe('bai-viet')
  })
})
