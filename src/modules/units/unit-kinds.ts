// Kinds of Party units and where each may stand. The table itself is dated data (nesting.json: Party statute, articles 21 and 24,
// with the source of every row); this file only reads it: confirmed rows block, unconfirmed ones warn (idea 4).
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import nesting from './nesting.json' with { type: 'json' }

export const UNIT_KINDS = ['bloc', 'grassroots_committee', 'grassroots_cell', 'section', 'sub_cell', 'group'] as const

export type UnitKind = (typeof UNIT_KINDS)[number]

/** The kinds in which members hold their monthly meeting. */
export const CELL_KINDS = ['grassroots_cell', 'sub_cell'] as const satisfies readonly UnitKind[]

/** The kinds that count as grassroots organisations; a section never does. */
export const GRASSROOTS_KINDS = ['grassroots_committee', 'grassroots_cell'] as const satisfies readonly UnitKind[]

/** Its own, or that of the unit above. */
export const SEALS = ['own', 'parent'] as const

export type Seal = (typeof SEALS)[number]

/** A seal of its own begins at the grassroots organisation, also a cell; below, papers carry the parent's seal. */
export const sealOf = (unit: { kind: UnitKind; seal: Seal | null }): Seal =>
  unit.seal ?? (unit.kind === 'bloc' || isGrassroots(unit.kind) ? 'own' : 'parent')

export const isUnitKind = (value: unknown): value is UnitKind => UNIT_KINDS.some((kind) => kind === value)
export const isCell = (kind: UnitKind): boolean => CELL_KINDS.some((cell) => cell === kind)
export const isGrassroots = (kind: UnitKind): boolean => GRASSROOTS_KINDS.some((grassroots) => grassroots === kind)

export interface NestingRule {
  kind: UnitKind
  /** Kinds it may stand directly under; empty for the top. */
  parents: UnitKind[]
  from: Day
  to: Day | null
  document: string
  article: string
  source: string
  confirmed: boolean
}

export type NestingRules = readonly NestingRule[]

/** The table that came with the product. */
export const DEFAULT_NESTING: NestingRules = nesting.map((row) => ({
  ...row,
  kind: row.kind as UnitKind,
  parents: row.parents as UnitKind[],
  from: day(row.from),
  to: row.to === null ? null : day(row.to),
}))

/**
 * The rule that `kind` under `parent` breaks on a day, or null when it may stand there. A day before the first row of a kind
 * is not judged: the statute of that time is not in the table.
 */
export function nestingFault(
  rules: NestingRules,
  kind: UnitKind,
  parent: UnitKind | null,
  on: Day,
): NestingRule | null {
  const rule = rules.find((row) => row.kind === kind && row.from <= on && (row.to === null || on < row.to))
  if (!rule) return null
  const allowed = parent === null ? rule.parents.length === 0 : rule.parents.includes(parent)
  return allowed ? null : rule
}

/** The kinds that may be founded under a parent of this kind on a day; for choices in forms. */
export function kindsUnder(rules: NestingRules, parent: UnitKind | null, on: Day): UnitKind[] {
  return UNIT_KINDS.filter(
    (kind) => (kind === 'bloc') === (parent === null) && nestingFault(rules, kind, parent, on) === null,
  )
}
