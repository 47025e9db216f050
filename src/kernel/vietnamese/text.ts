// Vietnamese text: one Unicode form for what is stored, a folded form for search, safe forms for patterns and addresses.
// Text of issued documents keeps its own spelling: use nfc for it, tidy for what people type into fields.

import { placeTones } from './tones.ts'

// Letters that look like a Vietnamese one but are another character; Excel and old keyboards bring them.
const LOOK_ALIKES: Record<string, string> = { Ð: 'Đ', Ɖ: 'Đ', ð: 'đ', ɖ: 'đ', ƣ: 'ơ', Ƣ: 'Ơ' }
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]|(?![\t\n])\p{Cc}/gu

/** The composed Unicode form, the only one that is stored and compared. */
export function nfc(text: string): string {
  return text.normalize('NFC')
}

// Some keyboards send the tone before the circumflex or breve; Unicode does not reorder these two by itself.
function repairLetters(text: string): string {
  return text
    .replace(/[ÐƉðɖƣƢ]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
    .normalize('NFD')
    .replace(
      /[\u0300-\u0303\u0306\u0309]{2,}/g,
      (run) => run.replace(/[^\u0302\u0306]/g, '') + run.replace(/[\u0302\u0306]/g, ''),
    )
    .normalize('NFC')
}

/**
 * What a person typed, as it is stored: NFC, look-alike letters repaired, tone marks in their traditional place
 * (hòa, ủy), no invisible characters, single spaces, no spaces at the ends of lines. Line breaks stay.
 */
export function tidy(text: string): string {
  const spaced = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
  return placeTones(repairLetters(spaced))
}

/** The form in which texts are searched: lower case, no marks, đ as d, single spaces. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đðɖ]/g, 'd')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Text to be put into a LIKE pattern, with \ as the escape character: % and _ stand for themselves. */
export function likeSafe(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** Text as part of an address: folded, words joined by hyphens, nothing but a–z, 0–9 and hyphens; may be empty. */
export function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
