// Vietnamese text: folding, the stored form, patterns and addresses.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, likeSafe, nfc, slug, tidy } from './text.ts'
import { anyText, vietnamese } from '../../../tests/samples/vietnamese.ts'

describe('fold', () => {
  test.each([
    ['Đảng uỷ Khối', 'dang uy khoi'],
    ['  ĐẢNG  ủy\tkhối ', 'dang uy khoi'],
    ['Đảng ủy Khối'.normalize('NFD'), 'dang uy khoi'],
    ['Ðảng bộ', 'dang bo'],
    ['Nguyễn Thị Thượng Hiền', 'nguyen thi thuong hien'],
  ])('%s → %s', (text, folded) => expect(fold(text)).toBe(folded))

  test('idempotent, blind to case and to the Unicode form, and Vietnamese becomes plain ASCII', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
    )
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(fold(text)).toMatch(/^[a-z ]*$/)
        expect(fold(text.toUpperCase())).toBe(fold(text))
        expect(fold(tidy(text))).toBe(fold(text))
      }),
    )
  })
})

describe('tidy', () => {
  test.each([
    [' Ðảng \u00a0 bộ\u200b ', 'Đảng bộ'],
    ['Đảng bộ'.normalize('NFD'), 'Đảng bộ'],
    ['dòng một \r\n  dòng hai\n', 'dòng một\ndòng hai'],
    ['bi\u0065\u0301\u0302n', 'biến'],
    ['a\u0000b\ufeff', 'ab'],
    ['Uỷ ban hoà giải', 'Ủy ban hòa giải'],
  ])('%j → %j', (text, tidied) => expect(tidy(text)).toBe(tidied))

  test('idempotent, composed, and without spaces at the ends of lines', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tidied = tidy(text)
        expect(tidy(tidied)).toBe(tidied)
        expect(nfc(tidied)).toBe(tidied)
        expect(tidied).not.toMatch(/^\s|\s$|[^\S\n]\n|\n[^\S\n]|[^\S\n]{2}|\0/)
      }),
    )
  })

  test('the Unicode form of the input makes no difference', () => {
    fc.assert(fc.property(vietnamese, (text) => void expect(tidy(text.normalize('NFD'))).toBe(tidy(text))))
  })
})

test('likeSafe: what matches a pattern is the text itself', () => {
  expect(likeSafe('50%_a\\b')).toBe('50\\%\\_a\\\\b')
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a') }), (text) => {
      const pattern = likeSafe(text)
      expect(pattern.replace(/\\(.)/g, '$1')).toBe(text)
      expect(pattern.replace(/\\./g, '')).not.toMatch(/[%_\\]/)
    }),
  )
})

test('slug: an address of plain letters, digits and single hyphens', () => {
  expect(slug('Đảng ủy Khối: sơ kết 9 tháng – 2023!')).toBe('dang-uy-khoi-so-ket-9-thang-2023')
  expect(slug('…')).toBe('')
  fc.assert(
    fc.property(anyText, (text) => {
      expect(slug(text)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/)
      expect(slug(slug(text))).toBe(slug(text))
    }),
  )
})
