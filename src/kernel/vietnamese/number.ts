// Numbers as Vietnamese papers write them: 4.351 and 67,78. Rounding is half up on the exact decimal value, never on
// binary fractions: 305 of 450 is 67,78%. Half up means away from zero for negative numbers, as people round by hand.

const NO_VALUE = '—'
const MINUS = '−'

interface Exact {
  readonly units: bigint
  /** value = units / 10^scale */
  readonly scale: number
}

function exact(value: number | bigint): Exact {
  if (typeof value === 'bigint') return { units: value, scale: 0 }
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (!match) throw new RangeError(`not a number: ${value}`)
  const fraction = match[2] ?? ''
  const scale = fraction.length - Number(match[3] ?? 0)
  const units = BigInt(`${match[1]}${fraction}`)
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 }
}

function divide(num: bigint, den: bigint, halfUp: boolean): bigint {
  const negative = num < 0n !== den < 0n
  const [top, bottom] = [num < 0n ? -num : num, den < 0n ? -den : den]
  const size = halfUp ? (2n * top + bottom) / (2n * bottom) : top / bottom
  return negative ? -size : size
}

// units / 10^digits, written with a comma; no minus before a zero.
function written(units: bigint, digits: number): string {
  const figures = String(units < 0n ? -units : units).padStart(digits + 1, '0')
  const whole = figures.slice(0, figures.length - digits).replace(/\B(?=(\d{3})+$)/g, '.')
  return (units < 0n ? MINUS : '') + whole + (digits > 0 ? `,${figures.slice(-digits)}` : '')
}

function percent(num: number | null, den: number | null, digits: number, halfUp: boolean): string {
  if (num === null || den === null || den === 0) return NO_VALUE
  const [top, bottom] = [exact(num), exact(den)]
  const scaled = top.units * 10n ** BigInt(bottom.scale + digits + 2)
  return `${written(divide(scaled, bottom.units * 10n ** BigInt(top.scale), halfUp), digits)}%`
}

/** 4351 → 4.351. Throws RangeError when the value is not whole. */
export function formatInteger(value: number | bigint): string {
  const { units, scale } = exact(value)
  if (scale !== 0) throw new RangeError(`not a whole number: ${value}`)
  return written(units, 0)
}

/** formatDecimal(67.777, 2) → 67,78; always `digits` digits after the comma. */
export function formatDecimal(value: number, digits: number): string {
  const { units, scale } = exact(value)
  return written(divide(units * 10n ** BigInt(digits), 10n ** BigInt(scale), true), digits)
}

/** The ratio in percent, rounded half up: 305 of 450 → 67,78%; — when either is missing or the whole is 0. */
export function formatPercent(num: number | null, den: number | null, digits = 2): string {
  return percent(num, den, digits, true)
}

/**
 * The ratio in percent, cut off instead of rounded: 305 of 450 → 67,77%. Some published reports print ratios so;
 * it serves only to compare our figures with theirs.
 */
export function truncatePercent(num: number | null, den: number | null, digits = 2): string {
  return percent(num, den, digits, false)
}

/** A difference of whole numbers: +7, −1, 0. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatInteger(value)}` : formatInteger(value)
}

/**
 * The number a person typed: 4.351 → 4351, 67,78 → 67.78, 1 234 → 1234, −5; null when it is none.
 * A point or space groups thousands, a comma begins the decimals; 12.5 is refused rather than guessed.
 */
export function parseNumber(text: string): number | null {
  const match = /^([+−-]?)(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:\s\d{3})+)(?:,(\d+))?$/.exec(text.trim())
  if (!match) return null
  const size = Number(`${match[2]!.replace(/[.\s]/g, '')}.${match[3] ?? '0'}`)
  return match[1] === '' || match[1] === '+' ? size : size === 0 ? 0 : -size
}

/** As parseNumber, for fields with decimals: also refuses 1.234, which may be meant as one and a bit. */
export function parseDecimal(text: string): number | null {
  return /^[+−-]?\d{1,3}\.\d{3}$/.test(text.trim()) ? null : parseNumber(text)
}
