// Money is whole đồng. A share of an amount is rounded once, at the end, to the nearest đồng, half a đồng up; of what is divided
// between two, one part is cut down to a whole đồng and the other gets all the rest, so that both add up to the amount.

/** numerator/denominator of an amount, to the nearest đồng. Throws RangeError for what is no whole, safe number of đồng. */
export function shareOfMoney(amount: number, numerator: number, denominator: number): number {
  const parts = [amount, numerator, denominator]
  if (!parts.every((part) => Number.isSafeInteger(part) && part >= 0) || denominator === 0)
    throw new RangeError(`no share: ${parts.join(' ')}`)
  const [whole, num, den] = parts.map(BigInt) as [bigint, bigint, bigint]
  return Number((2n * whole * num + den) / (2n * den))
}

export interface Split {
  readonly kept: number
  readonly passed: number
}

/** What a level keeps of what came to it, and passes up: the kept part is cut down to a whole đồng, what remains is passed. */
export function keepAndPass(received: number, percent: number): Split {
  const kept = Number((BigInt(received) * BigInt(percent)) / 100n)
  return { kept, passed: received - kept }
}
