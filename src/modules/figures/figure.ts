// A figure as a value: sums that add up over the tree, and the ratio computed from them at the very end. Pure.

/** Sums of one indicator at one unit. `den` is null for counts. */
export interface Figure {
  num: number
  den: number | null
  /** Records that concern the unit but cannot be shared out after a division (HIS-07): not counted here. Absent: none. */
  unshared?: number
  /** Sums by breakdown and value: parts.sex.female. Every breakdown adds up to the figure. */
  parts: Record<string, Record<string, { num: number; den: number | null }>>
}

export const zeroFigure = (shape: 'count' | 'ratio'): Figure => ({
  num: 0,
  den: shape === 'ratio' ? 0 : null,
  parts: {},
})

/** The number people read: a count, or a percentage; null where there is nothing to divide by (shown as —). */
export function figureValue(figure: Pick<Figure, 'num' | 'den'>): number | null {
  if (figure.den === null) return figure.num
  return figure.den === 0 ? null : (figure.num / figure.den) * 100
}

function addParts(a: Figure['parts'], b: Figure['parts']): Figure['parts'] {
  const sum: Figure['parts'] = structuredClone(a)
  for (const [dimension, values] of Object.entries(b)) {
    const into = (sum[dimension] ??= {})
    for (const [value, part] of Object.entries(values)) {
      const before = into[value]
      into[value] = before
        ? { num: before.num + part.num, den: part.den === null ? null : (before.den ?? 0) + part.den }
        : { ...part }
    }
  }
  return sum
}

/** The sum of two figures of the same indicator: what a parent has of its children. */
export function addFigures(a: Figure, b: Figure): Figure {
  const unshared = (a.unshared ?? 0) + (b.unshared ?? 0)
  return {
    num: a.num + b.num,
    den: a.den === null ? b.den : a.den + (b.den ?? 0),
    ...(unshared > 0 ? { unshared } : {}),
    parts: addParts(a.parts, b.parts),
  }
}

/** Whether figures of two periods say the same thing of the same unit: nothing of either is left out because it cannot be shared. */
export const comparable = (...figures: readonly (Pick<Figure, 'unshared'> | undefined)[]): boolean =>
  figures.every((figure) => !figure?.unshared)

/**
 * Change against an earlier figure: in the count's own unit, in percentage points for a ratio; null when either is unknown or a
 * division lies between them that cannot be shared out.
 */
export function changeOf(now: Omit<Figure, 'parts'>, before: Omit<Figure, 'parts'>): number | null {
  if (!comparable(now, before)) return null
  const [a, b] = [figureValue(now), figureValue(before)]
  return a === null || b === null ? null : a - b
}
