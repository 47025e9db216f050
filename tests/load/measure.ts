// What every measurement gives: a name, a value, the goal it is held to, and whether it holds.

export interface Measurement {
  name: string
  value: number
  /** `<= 1.5` or `>= 0.25`, with its unit in words. */
  goal: string
  ok: boolean
  note?: string
}

export const atMost = (name: string, value: number, limit: number, note?: string): Measurement => ({
  name,
  value: round(value),
  goal: `<= ${limit}`,
  ok: value <= limit,
  ...(note === undefined ? {} : { note }),
})

export const atLeast = (name: string, value: number, limit: number, note?: string): Measurement => ({
  name,
  value: round(value),
  goal: `>= ${limit}`,
  ok: value >= limit,
  ...(note === undefined ? {} : { note }),
})

const round = (value: number): number => Math.round(value * 1000) / 1000

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** Times the works in turn (A B A B …), so that a drifting machine hits all alike; milliseconds, medians. */
export async function inTurn(rounds: number, ...works: (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[][] = works.map(() => [])
  for (let round_ = -2; round_ < rounds; round_++) {
    for (const [i, work] of works.entries()) {
      const began = performance.now()
      await work()
      // The first two rounds warm caches and statements up.
      if (round_ >= 0) times[i]?.push(performance.now() - began)
    }
  }
  return times.map(median)
}
