// Breaks words into lines of a drawing, where nothing measures text: widths of letters are taken on the wide side. Pure.

// Widths in em of a wide sans serif face; a narrower one leaves a little air.
const NARROW = new Set("ijl.,;:!|'()[]")
const HALF = new Set('frt-–/ ')
const WIDE = new Set('mwMW')

function letterWidth(letter: string): number {
  const base = letter.normalize('NFD')[0] ?? letter
  if (NARROW.has(base)) return 0.32
  if (HALF.has(base)) return 0.42
  if (WIDE.has(base)) return 0.92
  return base === base.toUpperCase() && base !== base.toLowerCase() ? 0.72 : 0.6
}

/** Width of a text in the unit of `size`, rather too much than too little. */
export const textWidth = (text: string, size: number): number =>
  size * [...text.normalize('NFC')].reduce((sum, letter) => sum + letterWidth(letter), 0)

/**
 * Lines no wider than `width`, broken between words (a word that is too long, between letters), at most `most` of them:
 * what is left over ends in an ellipsis.
 */
export function wrapText(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.normalize('NFC').trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (textWidth(longer, size) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const letter of word) {
      if (line !== '' && textWidth(line + letter, size) > width) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= most) return lines
  let last = lines[most - 1] ?? ''
  while (last !== '' && textWidth(`${last}…`, size) > width) last = last.slice(0, -1)
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`]
}
