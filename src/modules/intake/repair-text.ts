// The text of a cell as it was meant: old fonts, decomposed letters, look-alikes and odd spaces, each repair named so that it can be shown.
import { digitsForLetters, latinLetters, lettersForDigits } from '#kernel/vietnamese/look-alike.ts'
import { detectLegacy, fromLegacy } from '#kernel/vietnamese/legacy-encoding.ts'
import type { LegacyEncoding } from '#kernel/vietnamese/legacy-encoding.ts'
import { tidy } from '#kernel/vietnamese/text.ts'

/** old font · decomposed or wrongly composed letters · letters of another alphabet, 0 for O · spaces and signs nobody sees. */
export type Repair = 'encoding' | 'form' | 'letters' | 'spaces'

export interface Repaired {
  readonly text: string
  readonly repairs: readonly Repair[]
}

/** Letters only Unicode has: text with them is of no old font. */
const UNICODE_ONLY = /[\u0100-\u024f\u1e00-\u1eff]/
const HIGH = /[\u00a1-\u00ff]/
const ODD_SPACE = /[\u00a0\u2000-\u200f\u202f\u2060\u3000\ufeff\u00ad]|[^\S\n]{2,}|\p{Cc}(?<![\t\n\r])/u

const couldBeOld = (text: string): boolean => HIGH.test(text) && !UNICODE_ONLY.test(text)

/**
 * The old font a sheet is written in, out of a sample of its cells; null where most that can be told is Unicode. A few old cells among
 * those tell themselves, and change nothing about "Nùng", which an old font would read as "Nựng".
 */
export function fontOf(sample: readonly string[]): LegacyEncoding | null {
  const old = sample.filter(couldBeOld)
  const font = detectLegacy(old.join(' '))
  if (font === null) return null
  const surely = old.filter((text) => detectLegacy(text) === font).length
  return surely >= sample.filter((text) => UNICODE_ONLY.test(text)).length ? font : null
}

function decoded(text: string, font: LegacyEncoding | null): string {
  if (!couldBeOld(text)) return text
  // A cell that is sound as it stands was typed later, in Unicode; a single word in the old font cannot be told by itself.
  const composed = text.normalize('NFC')
  const own = detectLegacy(composed)
  if (font === null) return own === null ? text : fromLegacy(text, own)
  return own === null && detectLegacy(fromLegacy(composed, font)) !== null ? text : fromLegacy(text, font)
}

// Sheets say the same things over and over: what was repaired once is remembered for a while.
const known = new Map<string, Repaired>()
const MOST_KNOWN = 5000
/** Nothing to repair in a number or a plain word. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/

/** `name`: digits among the letters are letters; `digits`: letters among the digits are digits. */
export function repairText(
  read: string,
  font: LegacyEncoding | null,
  kind: 'name' | 'digits' | 'text' = 'text',
): Repaired {
  if (kind === 'text' && font === null && PLAIN.test(read)) return { text: read, repairs: [] }
  // Numbers of people are not kept in memory longer than their row.
  if (kind === 'digits') return repaired(read, font, kind)
  const key = `${kind} ${font ?? ''} ${read}`
  const found = known.get(key)
  if (found) return found
  const made = repaired(read, font, kind)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, made)
  return made
}

function repaired(read: string, font: LegacyEncoding | null, kind: 'name' | 'digits' | 'text'): Repaired {
  const repairs: Repair[] = []
  const step = (repair: Repair, before: string, after: string): string => {
    if (before !== after) repairs.push(repair)
    return after
  }
  const unicode = step('encoding', read, decoded(read, font))
  if (ODD_SPACE.test(unicode.trim())) repairs.push('spaces')
  const latin = step('letters', unicode, latinLetters(unicode))
  const meant = kind === 'name' ? lettersForDigits(latin) : kind === 'digits' ? digitsForLetters(latin) : latin
  const lettered = repairs.includes('letters') ? meant : step('letters', latin, meant)
  const text = tidy(lettered)
  const plain = lettered.replace(/\s+/g, ' ').trim()
  if (text.replace(/\s+/g, ' ') !== plain && !repairs.includes('spaces')) repairs.push('form')
  return { text, repairs }
}
