// The demo's only source of chance: the same seed gives the same blocs on every machine and at every load.
// xoshiro128** (Blackman and Vigna), seeded from text by a 32-bit FNV-1a hash spread with splitmix32.
import { uuidv7 } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'

export interface Random {
  /** In [0, 1). */
  next(): number
  /** An integer from 0 to n − 1. */
  below(n: number): number
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the entries, each as likely as its weight. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T
  shuffle<T>(list: readonly T[]): T[]
  bytes(count: number): Uint8Array
}

function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

function splitmix32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** A stream of its own for each seed text: streams do not disturb each other, so one part may grow without changing another. */
export function random(seed: string): Random {
  const spread = splitmix32(seedOf(seed))
  let [a, b, c, d] = [spread(), spread(), spread(), spread()]
  const word = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const kept = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= kept
    d = rotate(d, 11)
    return result
  }
  const next = (): number => word() / 0x1_0000_0000
  const below = (n: number): number => Math.floor(next() * n)
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('nothing to pick from')
    return list[below(list.length)] as T
  }
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => next() < probability,
    pick,
    weighted(entries) {
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of entries) if ((left -= weight) < 0) return value
      return (entries.at(-1) as (typeof entries)[number])[0]
    },
    shuffle(list) {
      const mixed = [...list]
      for (let at = mixed.length - 1; at > 0; at--) {
        const other = below(at + 1)
        ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
      }
      return mixed
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => word() & 255),
  }
}

/** Ids in order of their making, the same at every load. */
export function idsFrom(seed: string, beginMs: number): () => Id {
  const chance = random(seed)
  let made = 0
  return () => uuidv7(beginMs + made++, chance.bytes(10))
}
