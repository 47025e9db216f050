// Small arithmetic of the drawings: round ticks, where a value lies, and paths with gaps where nothing is known.

/** Where `value` lies between `from` and `to`, as a share 0–1; 0 when they are the same. */
export const share = (value: number, from: number, to: number): number =>
  to === from ? 0 : (value - from) / (to - from)

/** Round steps (1, 2, 5 × 10ⁿ) that cover `min`–`max`; the first is ≤ min, the last ≥ max, at least two. */
export function ticks(min: number, max: number, about = 4): number[] {
  const span = max - min || Math.abs(max) || 1
  const raw = span / about
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((f) => f * power).find((s) => s >= raw) ?? 10 * power
  const first = Math.floor(min / step)
  const last = Math.max(Math.ceil(max / step), first + 1)
  return Array.from({ length: last - first + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12)))
}

/** The smallest and largest known value; zeros when nothing is known. */
export function extent(values: readonly (number | null)[]): [number, number] {
  const known = values.filter((v): v is number => v !== null)
  return known.length === 0 ? [0, 0] : [Math.min(...known), Math.max(...known)]
}

/** SVG path through the points in a 100 × 100 box, y up from `low` to `high`; a null breaks the line. */
export function linePath(values: readonly (number | null)[], low: number, high: number): string {
  const round = (n: number) => Math.round(n * 100) / 100
  let pen = 'M'
  return values
    .map((v, n) => {
      if (v === null) {
        pen = 'M'
        return ''
      }
      const step = `${pen}${round(values.length === 1 ? 50 : (100 * n) / (values.length - 1))} ${round(100 - 100 * share(v, low, high))}`
      pen = 'L'
      return step
    })
    .join('')
}
