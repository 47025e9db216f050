// The publication gate: what in a text looks like personal data, discipline or an internal paper (law on personal data 91/2025/QH15;
// law on state secrets 117/2025/QH15). It only finds; a person decides. Pure.
import { fold, nfc } from '#kernel/vietnamese/text.ts'
import type { FindingKind } from './finding-kinds.ts'
import { gateWords } from './portal-gate-messages.ts'

export interface TextPart {
  /** Where in the article: title, lead, sentence.3, caption.1 */
  where: string
  text: string
}

export interface Finding {
  /** Stays the same while the article says the same: what a confirmation is kept under. */
  key: string
  kind: FindingKind
  match: string
  where: string[]
}

const DIGIT_EDGE = '(?<![\\d.,])'
const DIGIT_END = '(?![\\d]|[.,]\\d)'
const PATTERNS: readonly (readonly [FindingKind, RegExp])[] = [
  ['email', /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu],
  ['card_number', new RegExp(`${DIGIT_EDGE}\\d{4}(?:[ -]?\\d{4}){3}${DIGIT_END}`, 'g')],
  // 0912 345 678, 0912.345.678, +84 912345678, 02803 123 456: groups may be set apart.
  ['phone', new RegExp(`(?<![\\d.,])(?:\\+84|0)(?:[ .-]?\\d){9,10}${DIGIT_END}`, 'g')],
  [
    'citizen_id',
    new RegExp(`${DIGIT_EDGE}(?:\\d{12}|\\d{9}|\\d{3}(?: \\d{3}){2,3}|\\d{4} \\d{4} \\d{4})${DIGIT_END}`, 'g'),
  ],
]
const DATE = /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}(?!\d)/g
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const wholeWords = (words: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\d])(?:${words.map(escaped).join('|')})(?![\\p{L}\\d])`, 'giu')
const DISCIPLINE = wholeWords(gateWords.discipline.toSorted((a, b) => b.length - a.length))
const INTERNAL = wholeWords(gateWords.internal.toSorted((a, b) => b.length - a.length))
const CARD = new RegExp(`(?:${gateWords.card.map(escaped).join('|')})\\s*:?\\s*([\\d. -]{4,}\\d)`, 'giu')
const BORN_WORDS = gateWords.born.map(escaped).join('|')
const BORN = new RegExp(`(?<![\\p{L}])(?:${BORN_WORDS})(?![\\p{L}])[^.;]{0,20}$`, 'iu')

function harmless(text: string, at: number, word: string): boolean {
  const key = word.toLowerCase()
  const after = text
    .slice(at + word.length)
    .trimStart()
    .toLowerCase()
  const before = text.slice(0, at).trimEnd().toLowerCase()
  return (
    (gateWords.harmlessAfter[key] ?? []).some((next) => after.startsWith(next)) ||
    (gateWords.harmlessBefore[key] ?? []).some((previous) => before.endsWith(previous))
  )
}

function hitsIn(text: string): { kind: FindingKind; match: string }[] {
  const hits: { kind: FindingKind; match: string }[] = []
  let rest = text
  for (const [kind, pattern] of PATTERNS) {
    // What one pattern took the next must not see again: sixteen digits are a card, not a phone.
    rest = rest.replace(pattern, (match) => {
      hits.push({ kind, match: match.trim() })
      return ' '.repeat(match.length)
    })
  }
  for (const match of rest.matchAll(CARD)) hits.push({ kind: 'card_number', match: match[0] })
  for (const match of text.matchAll(DATE)) {
    if (BORN.test(text.slice(Math.max(0, match.index - 40), match.index)))
      hits.push({ kind: 'birth_date', match: match[0] })
  }
  const year = new RegExp(`(?:${BORN_WORDS})\\s*:?\\s*(${YEAR.source})`, 'giu')
  for (const match of text.matchAll(year)) hits.push({ kind: 'birth_date', match: match[0] })
  for (const match of text.matchAll(DISCIPLINE)) hits.push({ kind: 'discipline', match: match[0] })
  for (const match of text.matchAll(INTERNAL)) {
    if (!harmless(text, match.index, match[0])) hits.push({ kind: 'internal', match: match[0] })
  }
  return hits
}

/** Everything found, each once with all its places; `members` are names (as written) of the register that do not speak officially. */
export function findPersonalData(parts: readonly TextPart[], members: readonly string[] = []): Finding[] {
  const found = new Map<string, Finding>()
  const add = (kind: FindingKind, match: string, where: string) => {
    const key = `${kind}:${fold(match)}`
    const finding = found.get(key)
    if (!finding) found.set(key, { key, kind, match, where: [where] })
    else if (!finding.where.includes(where)) finding.where.push(where)
  }
  for (const part of parts) {
    const text = nfc(part.text)
    for (const { kind, match } of hitsIn(text)) add(kind, match, part.where)
    for (const name of members) if (text.includes(name)) add('member_name', name, part.where)
  }
  return [...found.values()]
}

const MOST_WORDS = 6

/** Runs of two to six capitalised words that may be somebody's name, as written; each once. */
export function possibleNames(text: string): string[] {
  const names = new Set<string>()
  for (const run of nfc(text).matchAll(/\p{Lu}[\p{L}\p{M}]*(?:\s+\p{Lu}[\p{L}\p{M}]*)+/gu)) {
    const words = run[0].split(/\s+/)
    for (let from = 0; from < words.length; from++) {
      for (let size = 2; size <= MOST_WORDS && from + size <= words.length; size++) {
        names.add(words.slice(from, from + size).join(' '))
      }
    }
  }
  return [...names]
}
