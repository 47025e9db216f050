// The contrast the look promises: AAA for text, AA for words in colour, 3:1 for edges of controls; in both modes.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const colour = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name,
    [light, dark],
  ]),
)

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(front: string, back: string, mode: 0 | 1): number {
  const [a, b] = [front, back].map((name) => luminance(colour.get(name)?.[mode] ?? '#')) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const grounds = ['paper', 'sheet', 'sunken']
const pairs: [string, string, number][] = [
  ...grounds.flatMap((g): [string, string, number][] => [
    ['ink', g, 7],
    ['ink-2', g, 7],
    ['ink-3', g, 4.5],
    ['red', g, 4.5],
    ['edge', g, 3],
    ['focus', g, 3],
  ]),
  ...['red', 'gold', 'done', 'due', 'info'].flatMap((c): [string, string, number][] => [
    [c, `${c}-soft`, 4.5],
    ['ink', `${c}-soft`, 7],
    ['ink-2', `${c}-soft`, 4.5],
  ]),
  ['on-red', 'red', 4.5],
  ...['k1', 'k2', 'k3', 'k4', 'k5'].map((k): [string, string, number] => [k, 'sheet', 3]),
]

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('%s', (_, mode) => {
  it.each(pairs)('%s on %s is at least %d:1', (front, back, least) => {
    expect(contrast(front, back, mode)).toBeGreaterThanOrEqual(least)
  })
})
