// Names: the order of Vietnamese lists, keys that sort under any collation, letters and capitals.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareNames, givenName, initials, nameSortKey, properName } from './name.ts'
import { anyText, syllable, type Syllable } from '../../../tests/samples/vietnamese.ts'

const ALPHABET = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const sorted = (names: string[]) => [...names].sort(compareNames)
const family = fc.constantFrom('Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đỗ', 'Đặng', 'Vũ', 'Võ', 'Ấu', 'Ông')
const given = syllable.map((part) => part.text)

/** Letters in the order of the alphabet, then the tone: written out again, without keys. */
function syllableOrder(a: Syllable, b: Syllable): number {
  const [left, right] = [a, b].map(({ letters }) => Array.from(letters, (letter) => ALPHABET.indexOf(letter)))
  const at = left!.findIndex((place, index) => place !== right![index])
  if (at >= 0) return left![at]! - (right![at] ?? -1)
  return left!.length - right!.length || a.tone - b.tone
}

describe('order', () => {
  test('given names first, in the alphabet a ă â … d đ e ê', () => {
    const expected = [
      'Lê An',
      'Vũ Ánh',
      'Lê Ân',
      'Đỗ Bình',
      'Bùi Dũng',
      'Bùi Dương',
      'An Đạt',
      'An Đức',
      'Cao Ê',
      'Bá Hà',
    ]
    expect(sorted([...expected].reverse())).toEqual(expected)
  })

  test('tones ngang huyền hỏi ngã sắc nặng', () => {
    const expected = ['Lê Ma', 'Lê Mà', 'Lê Mả', 'Lê Mã', 'Lê Má', 'Lê Mạ']
    expect(sorted([...expected].reverse())).toEqual(expected)
  })

  test('with one given name: family name, then middle names, word by word', () => {
    const expected = ['Bùi Thị An', 'Bùi Văn An', 'Đỗ Văn An', 'Nguyễn An', 'Nguyễn Thị An', 'Nguyễn Thị Bình An']
    expect(sorted([...expected].reverse())).toEqual(expected)
  })

  test('two given names stand as the alphabet has them', () => {
    fc.assert(
      fc.property(syllable, syllable, (a, b) => {
        expect(Math.sign(compareNames(`Lê ${a.text}`, `Lê ${b.text}`))).toBe(Math.sign(syllableOrder(a, b)))
      }),
    )
  })

  test('the same as the Vietnamese collation, given name before family name', () => {
    const collator = new Intl.Collator('vi')
    fc.assert(
      fc.property(family, given, family, given, (familyA, givenA, familyB, givenB) => {
        const expected = collator.compare(givenA, givenB) || collator.compare(familyA, familyB)
        expect(Math.sign(compareNames(`${familyA} ${givenA}`, `${familyB} ${givenB}`))).toBe(Math.sign(expected))
      }),
    )
  })

  test('keys are plain and sort alike by code and by language', () => {
    const collators = ['vi', 'en', 'und'].map((locale) => new Intl.Collator(locale))
    const full = fc.tuple(family, fc.array(given, { maxLength: 2 }), given).map(([f, m, g]) => [f, ...m, g].join(' '))
    fc.assert(
      fc.property(full, full, (a, b) => {
        const [left, right] = [nameSortKey(a), nameSortKey(b)]
        expect(left).toMatch(/^[a-z0-9 ]+$/)
        const byCode = left < right ? -1 : left > right ? 1 : 0
        for (const collator of collators) expect(Math.sign(collator.compare(left, right))).toBe(byCode)
      }),
    )
  })

  test('total: antisymmetric, and only the same text is equal', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(compareNames(a, b) + compareNames(b, a)).toBe(0)
        expect(compareNames(a, b) === 0).toBe(a.normalize('NFC') === b.normalize('NFC'))
      }),
    )
  })

  test('the Unicode form makes no difference', () => {
    expect(nameSortKey('Nguyễn Văn Ánh'.normalize('NFD'))).toBe(nameSortKey('Nguyễn Văn Ánh'))
  })
})

test('the given name is the last word', () => {
  expect(givenName(' Nguyễn Văn  Ánh ')).toBe('Ánh')
  expect(givenName('Phong')).toBe('Phong')
  expect(givenName('  ')).toBe('')
})

test.each([
  ['Nguyễn Văn Ánh', 'NA'],
  ['Đỗ Ân', 'ĐÂ'],
  ["K'Brôi", 'K'],
  ['', ''],
])('initials of %s: %s', (full, letters) => expect(initials(full)).toBe(letters))

test.each([
  ['NGUYỄN VĂN ÁNH', 'Nguyễn Văn Ánh'],
  [' nguyễn  thị uyên ', 'Nguyễn Thị Uyên'],
  ["H'HEN K'brôi", "H'Hen K'Brôi"],
  ['ÐẶNG THUÝ-AN', 'Đặng Thúy-An'],
])('%s is written %s', (typed, written) => {
  expect(properName(typed)).toBe(written)
  expect(properName(written)).toBe(written)
})
