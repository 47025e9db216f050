// Numbers of the headings (I, 1, a) for every way a paper leaves the house, so that PDF and DOCX never differ.
import type { PaperBlock, ReportPaper } from './report-paper.ts'

// Vietnamese lists run a, b, c, d, đ, e, g …: no f, j, w, z.
const LETTERS = 'abcdđeghiklmnopqrstuvxy'
const ROMAN: readonly (readonly [number, string])[] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

/** 1 → I, 14 → XIV. For n ≥ 1. */
export function roman(n: number): string {
  let rest = n
  let out = ''
  for (const [value, mark] of ROMAN) {
    for (; rest >= value; rest -= value) out += mark
  }
  return out
}

/** 1 → a, 5 → đ, 23 → y, 24 → aa. For n ≥ 1. */
export function letter(n: number): string {
  const i = n - 1
  const own = LETTERS[i % LETTERS.length] ?? ''
  return i < LETTERS.length ? own : letter(Math.floor(i / LETTERS.length)) + own
}

/** The same blocks with "I. ", "1. " or "a) " in front of each numbered heading; a heading restarts the levels below it. */
export function numberHeadings(blocks: readonly PaperBlock[]): PaperBlock[] {
  const counts = [0, 0, 0]
  return blocks.map((block) => {
    if (block.kind !== 'heading' || block.numbered === false) return block
    const at = block.level - 1
    const n = (counts[at] ?? 0) + 1
    counts[at] = n
    counts.fill(0, at + 1)
    const mark = block.level === 1 ? `${roman(n)}. ` : block.level === 2 ? `${n}. ` : `${letter(n)}) `
    return { ...block, text: mark + block.text }
  })
}

/** The paper with every heading numbered; each appendix counts anew. */
export function numberedPaper(paper: ReportPaper): ReportPaper {
  return {
    ...paper,
    blocks: numberHeadings(paper.blocks),
    appendices: paper.appendices.map((a) => ({ ...a, blocks: numberHeadings(a.blocks) })),
  }
}
