// Old encodings: known spellings, and whole texts there and back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectLegacy, fromLegacy, type LegacyEncoding } from './legacy-encoding.ts'
import { isSyllable } from './syllable.ts'
import { syllable, vietnamese } from '../../../tests/samples/vietnamese.ts'

// The inverse, built from the code itself: for every letter, the text that becomes it.
function inverse(encoding: LegacyEncoding): Map<string, string> {
  const high = Array.from({ length: 0x100 - 0xa1 }, (_, index) => String.fromCharCode(0xa1 + index))
  const sources =
    encoding === 'tcvn3'
      ? high
      : [...high, ...['a', 'e', 'o', 'u', 'y', 'ô', 'ö'].flatMap((v) => high.map((m) => v + m))]
  const made = sources.map((source) => [fromLegacy(source, encoding), source] as const)
  // A letter may stay what it was where the code has nothing for it; the pairs of VNI and the lower codes of TCVN3 win.
  const letters = made.filter(([letter]) => [...letter].length === 1)
  return new Map(encoding === 'tcvn3' ? letters.reverse() : letters)
}

const INVERSES = { tcvn3: inverse('tcvn3'), vni: inverse('vni') }

function toLegacy(text: string, encoding: LegacyEncoding): string {
  return Array.from(text, (letter) => (letter < '\u0080' ? letter : (INVERSES[encoding].get(letter) ?? '?'))).join('')
}

describe('known texts', () => {
  test.each([
    ['B¶o Th¾ng', 'tcvn3', 'Bảo Thắng'],
    ['M\u00adêng Kh\u00ad¬ng', 'tcvn3', 'Mường Khương'],
    ['Mêng Kh¬ng', 'tcvn3', 'Mường Khương'],
    ['§¶ng bé Khèi c¸c c¬ quan', 'tcvn3', 'Đảng bộ Khối các cơ quan'],
    ['NGUYÔN V¡N ¸NH', 'tcvn3', 'NGUYỄN VĂN ÁNH'],
    ['Lª Hµ', 'tcvn3', 'Lê Hà'],
    ['Xin chaøo caùc baïn', 'vni', 'Xin chào các bạn'],
    ['Ñaûng boä Khoái caùc cô quan', 'vni', 'Đảng bộ Khối các cơ quan'],
    ['NGUYEÃN VAÊN AÙNH', 'vni', 'NGUYỄN VĂN ÁNH'],
    ['quyeát nghò huyeän öông tröôûng kyõ thuaät', 'vni', 'quyết nghị huyện ương trưởng kỹ thuật'],
  ] as const)('%s is %s for %s', (text, encoding, unicode) => {
    expect(detectLegacy(text)).toBe(encoding)
    expect(fromLegacy(text, encoding)).toBe(unicode)
  })

  test.each([
    '',
    'Nguyen Van Anh',
    'Đảng bộ Khối các cơ quan',
    'Lê Hà',
    'Tú',
    'café Noël in Zürich',
    '5 °C ± 1 · § 7',
    '100 ¥',
  ])('%s is left alone', (text) => expect(detectLegacy(text)).toBeNull())
})

test.each(['tcvn3', 'vni'] as const)('%s has all 67 small letters with marks, once each', (encoding) => {
  const vowels = Array.from('aăâeêioôơuưy').flatMap((v) =>
    ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map((t) => (v + t).normalize('NFC')),
  )
  const letters = [...vowels, 'đ'].filter((letter) => letter > '\u0080')
  expect(letters).toHaveLength(67)
  expect(letters.filter((letter) => !INVERSES[encoding].has(letter))).toEqual([])
})

test.each(['tcvn3', 'vni'] as const)('%s: Vietnamese text there and back', (encoding) => {
  fc.assert(
    fc.property(vietnamese, (text) => {
      expect(fromLegacy(toLegacy(text, encoding), encoding)).toBe(text)
    }),
  )
})

test('Unicode text is never taken for an old encoding', () => {
  fc.assert(
    fc.property(
      fc.array(
        syllable.filter(({ text }) => isSyllable(text)),
        { minLength: 1 },
      ),
      (parts) => {
        expect(detectLegacy(parts.map((part) => part.text).join(' '))).toBeNull()
      },
    ),
  )
})

describe('syllables', () => {
  test.each(['Đảng', 'nghiêng', 'QUYẾT', 'khuỷu', 'uỷ', 'ủy', 'giếng', 'gì', 'ương', 'khuya', 'chuyên', 'thuở', 'ướt'])(
    '%s is one',
    (word) => expect(isSyllable(word)).toBe(true),
  )
  test.each(['', 'Noël', 'café', 'chaøo', 'nguyôn', 'mờng', 'các các', 'cac', 'hòạ', 'QĐ', 'ngoat'])(
    '%j is none',
    (word) => expect(isSyllable(word)).toBe(false),
  )
})
