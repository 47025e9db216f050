// Tone placement: every pair of spellings of the same syllable becomes one, and nothing else moves.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './text.ts'
import { placeTones } from './tones.ts'
import { anyText, vietnamese } from '../../../tests/samples/vietnamese.ts'

describe('the fifteen pairs at the end of a syllable', () => {
  test.each([
    ['hoà hoá hoả hoã hoạ', 'hòa hóa hỏa hõa họa'],
    ['khoè khoé khoẻ khoẽ khoẹ', 'khòe khóe khỏe khõe khọe'],
    ['tuỳ tuý tuỷ tuỹ tuỵ', 'tùy túy tủy tũy tụy'],
    ['HOÀ Uỷ UỶ', 'HÒA Ủy ỦY'],
  ])('%s → %s', (modern, traditional) => {
    expect(placeTones(modern)).toBe(traditional)
    expect(placeTones(traditional)).toBe(traditional)
  })
})

test.each([
  ['tòan', 'toàn'],
  ['khỏang', 'khoảng'],
  ['ngòai', 'ngoài'],
  ['hùynh', 'huỳnh'],
  ['thủyên', 'thuyển'],
  ['qúy', 'quý'],
  ['qủa', 'quả'],
  ['gía', 'giá'],
  ['GIẢI', 'GIẢI'],
])('a mark that keyboards set wrongly: %s → %s', (wrong, right) => expect(placeTones(wrong)).toBe(right))

test.each([
  'quý',
  'quỳ',
  'quá',
  'giá',
  'gì',
  'gìn',
  'giếng',
  'nghĩa',
  'lúa',
  'chùa',
  'khuỷu',
  'hoàn',
  'hoặc',
  'thuở',
  'thuế',
  'mùa',
  'Chloé',
  'voilà',
  'Noël',
])('%s stays', (word) => expect(placeTones(word)).toBe(word))

test('idempotent; letters and their number of marks never change', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const placed = placeTones(text)
      expect(placeTones(placed)).toBe(placed)
      expect(fold(placed)).toBe(fold(text))
      expect([...placed.normalize('NFD')].sort()).toEqual([...text.normalize('NFD')].sort())
    }),
  )
})

test('traditional text stays', () => {
  fc.assert(
    fc.property(vietnamese, (text) => {
      expect(placeTones(text)).toBe(text)
    }),
  )
})
