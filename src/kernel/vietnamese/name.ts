// Names of people: family name first, given name last, sorted by the given name as Vietnamese lists are.
// Alphabet a ă â b c d đ e ê … o ô ơ … u ư …; tones ngang huyền hỏi ngã sắc nặng, syllable by syllable.

import { nfc, tidy } from './text.ts'

const TONE_ORDER = '\u0300\u0309\u0303\u0301\u0323'
const VARIANTS: Record<string, string> = {
  a: 'a0',
  ă: 'a1',
  â: 'a2',
  d: 'd0',
  đ: 'd1',
  e: 'e0',
  ê: 'e1',
  o: 'o0',
  ô: 'o1',
  ơ: 'o2',
  u: 'u0',
  ư: 'u1',
}

function words(full: string): string[] {
  return nfc(full).trim().split(/\s+/).filter(Boolean)
}

function withoutTones(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC')
}

// Letters first, then the tone: a digit is less than any letter, so "an" with any tone comes before "anh".
function syllableKey(word: string): string {
  const lower = word.toLowerCase()
  const tone = [...lower.normalize('NFD')].map((mark) => TONE_ORDER.indexOf(mark)).find((place) => place >= 0) ?? -1
  const letters = Array.from(withoutTones(lower), (letter) => {
    const plain = letter.normalize('NFD').charAt(0)
    return VARIANTS[letter] ?? VARIANTS[plain] ?? (/[a-z0-9]/.test(plain) ? plain : '')
  }).join('')
  return letters === '' ? '' : `${letters}${tone + 1}`
}

/** The last word, by which a person is addressed and sorted; '' for an empty name. */
export function givenName(full: string): string {
  return words(full).at(-1) ?? ''
}

/**
 * A key in plain ASCII that sorts names as people expect under any collation: given name, family name, middle names.
 * Stored beside the name, so that a list is sorted by an index.
 */
export function nameSortKey(full: string): string {
  const parts = words(full)
  const given = parts.pop()
  return [given ?? '', ...parts]
    .flatMap((word) => word.split(/[-‐–]/))
    .map(syllableKey)
    .filter(Boolean)
    .join(' ')
}

/** Order of two full names, total: names with the same key are ordered by their text. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [`${nameSortKey(a)}\n${nfc(a)}`, `${nameSortKey(b)}\n${nfc(b)}`]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Two letters for a picture: of the family and the given name, without tones: Nguyễn Văn Ánh → NA, Đỗ Ân → ĐÂ. */
export function initials(full: string): string {
  const parts = words(full)
  const ends = parts.length > 1 ? [parts[0]!, parts.at(-1)!] : parts
  return ends
    .map((word) => [...withoutTones(word)].find((letter) => /\p{L}/u.test(letter)) ?? '')
    .join('')
    .toUpperCase()
}

/** A name as it is written: every word with one capital, also after a hyphen or apostrophe: K'BRÔI → K'Brôi. */
export function properName(full: string): string {
  return tidy(full)
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}
