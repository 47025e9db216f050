// Which column of a sheet is which: by its heading, without marks and in any order, with the words registers use. A person corrects the
// guess once; for the next sheet with the same headings, in whatever order, the correction is remembered.
import { createHash } from 'node:crypto'
import { fold } from '#kernel/vietnamese/text.ts'
import { columnNames, columnSynonyms } from './column-messages.ts'
import { COLUMNS, isColumn } from './columns.ts'
import type { ColumnKey, Mapping } from './columns.ts'

/** A heading as it is compared: without marks, without what stands in brackets or behind a line break, without numbering. */
export const headingKey = (heading: string): string =>
  fold(heading)
    .replace(/\(.*?\)|\[.*?\]/g, ' ')
    .replace(/^\d+[.)]\s*/, '')
    .replace(/[*:;]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const words: readonly { key: ColumnKey; word: string; own: boolean }[] = COLUMNS.flatMap(({ key }) => [
  { key, word: headingKey(columnNames[key]), own: true },
  ...(columnSynonyms[key] ?? []).map((word) => ({ key, word, own: false })),
])

const EXACT = 3
const BEGINS = 2

/** How well a heading says a column: our own word, another word for it, one of these with more words behind. */
function scores(heading: string): { key: ColumnKey; score: number }[] {
  const asked = headingKey(heading)
  if (asked === '') return []
  return words.flatMap(({ key, word, own }) => {
    if (word === asked) return [{ key, score: EXACT + (own ? 1 : 0.5) }]
    // The longer of two words that fit says more: "so the dang vien moi" is no "so".
    return word.length > 3 && asked.startsWith(`${word} `)
      ? [{ key, score: BEGINS + word.length / (asked.length + 1) }]
      : []
  })
}

/** The columns found in a row of headings; each column and each place is used once, the surest first. */
export function mapColumns(heads: readonly string[]): Mapping {
  const found = heads
    .flatMap((head, place) => scores(head).map((each) => ({ ...each, place })))
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
  const mapping: Mapping = {}
  const taken = new Set<number>()
  for (const { key, place } of found) {
    if (mapping[key] !== undefined || taken.has(place)) continue
    mapping[key] = place
    taken.add(place)
  }
  return mapping
}

/** A fingerprint of the headings, in any order, with any marks. */
export const signatureOf = (heads: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(heads.map(headingKey).filter(Boolean).toSorted()))
    .digest('base64url')

/** A mapping as it is remembered: by heading, since the order may be another next time. */
export const byHeading = (mapping: Mapping, heads: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(mapping).map(([key, place]) => [key, headingKey(heads[place] ?? '')]))

/** The remembered columns at their places in these headings; what is not there any more is left out. */
export function fromMemory(remembered: Readonly<Record<string, string>>, heads: readonly string[]): Mapping {
  const keys = heads.map(headingKey)
  return Object.fromEntries(
    Object.entries(remembered).flatMap(([key, heading]) => {
      const place = heading === '' ? -1 : keys.indexOf(heading)
      return isColumn(key) && place >= 0 ? [[key, place]] : []
    }),
  )
}
