// A rule is a code with dated versions; a bloc may set its own value where a version allows it. All lookups are by day.
// A new version begins on its day and never changes what a lookup on an earlier day answers (architecture, idea 4).
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { misfitOf } from './rule-value.ts'
import type { Quantity, RuleFields, RuleItem, RuleLimits, RuleValue, Share } from './rule-value.ts'

export const AREAS = [
  'membership',
  'meetings',
  'organisation',
  'reporting',
  'conferences',
  'documents',
  'calendar',
  'quality',
] as const
export type RuleArea = (typeof AREAS)[number]

/** One version of a rule, in force on the days [from, to). `source` is where its text was read. */
export interface RuleVersion {
  readonly code: string
  readonly area: RuleArea
  readonly title: string
  readonly value: RuleValue
  readonly from: Day
  readonly to: Day | null
  readonly document: string
  readonly article: string
  readonly source: string
  /** Whether the text was read in its source; an unconfirmed rule warns and never blocks. */
  readonly confirmed: boolean
  readonly overridable: boolean
  readonly limits?: RuleLimits
  readonly note?: string
}

/** A bloc's own value for a rule, on the days [from, to). */
export interface RuleOverride {
  readonly id: Id
  readonly code: string
  readonly value: RuleValue
  readonly from: Day
  readonly to: Day | null
  readonly reason: string
  /** The decision it rests on, when the bloc keeps it here. */
  readonly decisionId: Id | null
}

/** What holds on a day: the national version, and the bloc's value when there is one. */
export interface EffectiveRule {
  readonly version: RuleVersion
  readonly value: RuleValue
  readonly override: RuleOverride | null
}

interface Dated {
  readonly code: string
  readonly from: Day
  readonly to: Day | null
}

const holdsOn = (row: Dated, on: Day): boolean => row.from <= on && (row.to === null || on < row.to)

/** The one version of a code in force on a day, or null. */
export function inForce<Row extends Dated>(versions: readonly Row[], code: string, on: Day): Row | null {
  return versions.find((row) => row.code === code && holdsOn(row, on)) ?? null
}

/** All versions of all codes in force on a day, in the order given. */
export function allInForce<Row extends Dated>(versions: readonly Row[], on: Day): Row[] {
  return versions.filter((row) => holdsOn(row, on))
}

/**
 * What holds on a day for one tenant, or null when no national version is in force. A bloc's value counts only while the
 * national version of that day lets it be set, and as far as it does: a later, stricter version wins by itself.
 */
export function effectiveRule(
  national: readonly RuleVersion[],
  overrides: readonly RuleOverride[],
  code: string,
  on: Day,
): EffectiveRule | null {
  const version = inForce(national, code, on)
  if (version === null) return null
  const override = version.overridable ? inForce(overrides, code, on) : null
  const fits = override !== null && misfitOf(version.value, override.value, version.limits) === null
  return fits ? { version, value: override.value, override } : { version, value: version.value, override: null }
}

/** The versions with one more: it closes what is open on its first day. Throws RangeError when it would begin before, or with, another. */
export function withVersion(versions: readonly RuleVersion[], next: RuleVersion): RuleVersion[] {
  const same = versions.filter((row) => row.code === next.code)
  if (same.some((row) => row.from >= next.from))
    throw new RangeError(`${next.code}: a version begins after the last one`)
  const closed = versions.map((row) =>
    row.code === next.code && (row.to === null || row.to > next.from) ? { ...row, to: next.from } : row,
  )
  return [...closed, next]
}

/** Pairs of versions of one code that are in force on the same day; empty in a sound catalogue. */
export function overlappingVersions<Row extends Dated>(versions: readonly Row[]): [Row, Row][] {
  const ordered = versions.toSorted((a, b) =>
    a.code === b.code ? (a.from < b.from ? -1 : 1) : a.code < b.code ? -1 : 1,
  )
  return ordered.flatMap((row, i): [Row, Row][] => {
    const next = ordered[i + 1]
    return next !== undefined && next.code === row.code && (row.to === null || row.to > next.from) ? [[row, next]] : []
  })
}

function valueOf<Kind extends RuleValue['kind']>(rule: EffectiveRule, kind: Kind): Extract<RuleValue, { kind: Kind }> {
  if (rule.value.kind !== kind) throw new RangeError(`${rule.version.code} holds a ${rule.value.kind}, not a ${kind}`)
  return rule.value as Extract<RuleValue, { kind: Kind }>
}

/** The value as a quantity. This and the three below throw RangeError when the rule holds another kind of value. */
export const quantityOf = (rule: EffectiveRule): Quantity => valueOf(rule, 'quantity')

export const shareOf = (rule: EffectiveRule): Share => valueOf(rule, 'share')

export const itemsOf = (rule: EffectiveRule): readonly RuleItem[] => valueOf(rule, 'list').items

export const fieldsOf = (rule: EffectiveRule): RuleFields => valueOf(rule, 'record').fields
