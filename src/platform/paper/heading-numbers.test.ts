// Numbers of headings and heading rows of tables, shared by PDF and Word.
import { expect, test } from 'vitest'
import { letter, numberHeadings, roman } from './heading-numbers.ts'
import { headingTiers } from './header-tiers.ts'
import type { HeadingBlock } from './report-paper.ts'

const heading = (level: 1 | 2 | 3, numbered = true): HeadingBlock => ({ kind: 'heading', level, text: 'x', numbered })
const texts = (...blocks: HeadingBlock[]) => numberHeadings(blocks).map((b) => ('text' in b ? b.text : ''))

test('Roman numbers and Vietnamese letters', () => {
  expect([1, 4, 9, 14, 39].map(roman)).toEqual(['I', 'IV', 'IX', 'XIV', 'XXXIX'])
  expect([1, 4, 5, 6, 7, 23, 24].map(letter)).toEqual(['a', 'd', 'đ', 'e', 'g', 'y', 'aa'])
})

test('a higher heading restarts the lower ones; an unnumbered one counts for nothing', () => {
  expect(
    texts(heading(1), heading(2), heading(3), heading(3), heading(1, false), heading(2), heading(1), heading(2)),
  ).toEqual(['I. x', '1. x', 'a) x', 'b) x', 'x', '2. x', 'II. x', '1. x'])
})

test('neighbouring columns of one group share a heading; the same group further on gets its own', () => {
  const column = (label: string, group?: string) => ({
    label,
    align: 'right' as const,
    width: 1,
    ...(group ? { group } : {}),
  })
  expect(headingTiers([column('a'), column('b')])).toEqual([
    [
      { text: 'a', columns: 1, rows: 1 },
      { text: 'b', columns: 1, rows: 1 },
    ],
  ])
  const [upper, lower] = headingTiers([column('a', 'G'), column('b', 'G'), column('c'), column('d', 'G')])
  expect(upper).toEqual([
    { text: 'G', columns: 2, rows: 1 },
    { text: 'c', columns: 1, rows: 2 },
    { text: 'G', columns: 1, rows: 1 },
  ])
  expect(lower?.map((c) => c.text)).toEqual(['a', 'b', 'd'])
})
