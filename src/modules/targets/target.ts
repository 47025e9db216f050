// How far a figure is from its target (rule CR-10). Pure; nothing of it is ever stored.

export type TargetStatus = 'exceeded' | 'met' | 'unmet'

/** What has been reached of a target: an exact ratio (percent = num / den), null den where nothing can be divided. */
export interface Progress {
  num: number
  den: number | null
  status: TargetStatus | null
}

/** Targets are written with at most two decimals, so in hundredths they are whole and all arithmetic stays exact. */
const HUNDREDTHS = 100

export const hundredthsOf = (value: number): number => Math.round(value * HUNDREDTHS)

/** Whether a value may be a target: not negative, at most two decimals. */
export const isTargetValue = (value: number): boolean =>
  Number.isFinite(value) && value >= 0 && Math.abs(value * HUNDREDTHS - hundredthsOf(value)) < 1e-6

/**
 * Progress of a figure towards a target. For a count the target is a number of records; for a ratio (den not null) it is a
 * percentage, and the figure counts as the percentage it shows. A ratio with nothing to divide by has no progress yet.
 */
export function progressOf(figure: { num: number; den: number | null }, target: number): Progress {
  const goal = hundredthsOf(target)
  // Both sides in hundredths: count × 100 against goal, or num/den in percent × 100 against goal.
  const [reached, wanted] =
    figure.den === null ? [figure.num * HUNDREDTHS, goal] : [figure.num * HUNDREDTHS * HUNDREDTHS, goal * figure.den]
  if (figure.den === 0) return { num: 0, den: null, status: null }
  const status = reached > wanted ? 'exceeded' : reached === wanted ? 'met' : 'unmet'
  return { num: reached, den: wanted === 0 ? null : wanted, status }
}
