// The list of posts: in which body of which kind of unit each stands, whether one or many hold it, and which rights come with it.
// Dated data with the source of every row (post-kinds.json); this file only reads it.
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { isRole } from '#modules/access/access.server.ts'
import type { Role } from '#modules/access/access.server.ts'
import { isUnitKind } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import rows from './post-kinds.json' with { type: 'json' }

export const BODY_KINDS = ['executive', 'standing', 'inspection', 'board'] as const
export type BodyKind = (typeof BODY_KINDS)[number]

/** The bodies that are elected or appointed for a term; boards go on over the terms. */
export const TERM_BODIES: readonly BodyKind[] = ['executive', 'standing', 'inspection']

export interface PostKind {
  readonly code: string
  readonly body: BodyKind
  readonly units: readonly UnitKind[]
  readonly label: string
  /** One holder at a time. */
  readonly single: boolean
  /** Order in lists, the first first. */
  readonly rank: number
  /** Only for full members. */
  readonly full: boolean
  readonly roles: readonly Role[]
  readonly from: Day
  readonly to: Day | null
  readonly document: string
  readonly article: string
  readonly source: string
  readonly confirmed: boolean
}

function read(row: (typeof rows)[number]): PostKind {
  const body = BODY_KINDS.find((kind) => kind === row.body)
  if (!body || !row.units.every(isUnitKind) || !row.roles.every(isRole)) {
    throw new RangeError(`post-kinds.json: ${row.code} names an unknown body, kind of unit or role`)
  }
  return Object.freeze({
    ...row,
    body,
    units: row.units as UnitKind[],
    roles: row.roles as Role[],
    from: day(row.from),
    to: row.to === null ? null : day(row.to),
  })
}

/** Every row of the list. A wrong row stops the start. */
export const POST_KINDS: readonly PostKind[] = Object.freeze(rows.map(read))

export const POST_CODES: readonly string[] = [...new Set(POST_KINDS.map((kind) => kind.code))]

/** The posts of a body in a kind of unit on a day, the first first. A day before the list begins has the first list. */
export function postsOf(body: BodyKind, unit: UnitKind, on: Day): PostKind[] {
  const all = POST_KINDS.filter((kind) => kind.body === body && kind.units.includes(unit))
  const first = all.reduce<Day | null>((least, kind) => (least === null || kind.from < least ? kind.from : least), null)
  const asked = first !== null && on < first ? first : on
  return all
    .filter((kind) => kind.from <= asked && (kind.to === null || asked < kind.to))
    .toSorted((a, b) => a.rank - b.rank)
}

/** The post of that code in a body, or undefined where there is none. */
export function postOf(code: string, body: BodyKind, unit: UnitKind, on: Day): PostKind | undefined {
  return postsOf(body, unit, on).find((kind) => kind.code === code)
}

/** The bodies a kind of unit may have on a day. */
export const bodiesOf = (unit: UnitKind, on: Day): BodyKind[] =>
  BODY_KINDS.filter((body) => postsOf(body, unit, on).length > 0)

/** What a post is called in a kind of unit; the code where the list does not know it. */
export function postLabel(code: string, body: BodyKind, unit: UnitKind): string {
  const known = POST_KINDS.filter((kind) => kind.code === code)
  return (
    (
      known.find((kind) => kind.body === body && kind.units.includes(unit)) ??
      known.find((kind) => kind.body === body) ??
      known[0]
    )?.label ?? code
  )
}
