// Committees by term, their bodies, and who holds which post when (TERM-*, EXE-*, HIS-09, HIS-10): pure, with all days passed in.
// A holding fills a seat of its body; acting for somebody fills none. Vacancies are computed, never written down.
import { contains, overlaps, subtract } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorDetails } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { postOf, postsOf, TERM_BODIES } from './post-kinds.ts'
import type { BodyKind, PostKind } from './post-kinds.ts'

export const TERM_BASES = ['congress', 'appointed'] as const
export type TermBasis = (typeof TERM_BASES)[number]

export const HOLDING_BASES = ['elected', 'appointed', 'appointed_after_failed_election', 'acting'] as const
export type HoldingBasis = (typeof HOLDING_BASES)[number]

/** Why a holding ended. The last two are written by the product itself: its body, its unit ended. */
export const END_REASONS = [
  'term_end',
  'dismissed',
  'resigned',
  'moved',
  'retired',
  'died',
  'disciplined',
  'other',
  'body_ended',
  'unit_ended',
] as const
export type EndReason = (typeof END_REASONS)[number]

export interface Term {
  readonly id: Id
  readonly unitId: Id
  readonly ordinal: number | null
  readonly restarted: boolean
  readonly label: string
  readonly basis: TermBasis
  readonly valid: DateRange
}

export interface Body {
  readonly id: Id
  readonly unitId: Id
  readonly termId: Id | null
  readonly kind: BodyKind
  readonly name: string
  readonly seats: number | null
  readonly valid: DateRange
}

export interface Holding {
  readonly id: Id
  readonly bodyId: Id
  readonly post: string
  readonly personId: Id | null
  readonly holderName: string
  readonly basis: HoldingBasis
  readonly actingForId: Id | null
  readonly valid: DateRange
}

/** Everything of one unit that a new fact is held against; voided holdings are left out. */
export interface UnitPosts {
  readonly unitId: Id
  readonly kinds: readonly { kind: UnitKind; valid: DateRange }[]
  readonly terms: readonly Term[]
  readonly bodies: readonly Body[]
  readonly holdings: readonly Holding[]
}

/** What the register knows of somebody: each status with its days. */
export interface PersonDays {
  readonly name: string
  readonly statuses: readonly { status: 'probationary' | 'full'; valid: DateRange }[]
}

/** Why something cannot be: a code of the catalogue, the field at fault. */
export interface Fault {
  readonly code: string
  readonly field: string
  readonly details: ErrorDetails
}

const fault = (field: string, code: string, details: ErrorDetails = {}): Fault => ({ field, code, details })

/** Two holders are the same when the register says so, or, outside it, when the name does. */
export const holderKey = (holding: Pick<Holding, 'personId' | 'holderName'>): string =>
  holding.personId ?? `name:${holding.holderName}`

export const isActing = (holding: Pick<Holding, 'basis'>): boolean => holding.basis === 'acting'

export const kindOn = (posts: UnitPosts, on: Day): UnitKind | undefined =>
  posts.kinds.find(({ valid }) => contains(valid, on))?.kind

/** The unit must be there from the first day; what becomes of it later is the business of the act that ends it. */
const gapOf = (posts: UnitPosts, valid: DateRange): Day | null =>
  kindOn(posts, valid.from) === undefined ? valid.from : null

const backwards = (valid: DateRange): boolean => valid.to !== null && valid.to <= valid.from

export function termFault(posts: UnitPosts, term: Term): Fault | null {
  if (backwards(term.valid)) return fault('to', 'committees.ends_before_start')
  if (gapOf(posts, term.valid)) return fault('from', 'committees.unit_not_there', { on: term.valid.from })
  const kind = kindOn(posts, term.valid.from) as UnitKind
  if (postsOf('executive', kind, term.valid.from).length === 0) return fault('unitId', 'committees.no_such_body')
  const other = posts.terms.find((each) => each.id !== term.id && overlaps(each.valid, term.valid))
  if (other) return fault('from', 'committees.term_overlaps', { label: other.label, ...other.valid })
  return null
}

export function bodyFault(posts: UnitPosts, body: Body): Fault | null {
  if (backwards(body.valid)) return fault('to', 'committees.ends_before_start')
  if (gapOf(posts, body.valid)) return fault('from', 'committees.unit_not_there', { on: body.valid.from })
  const kind = kindOn(posts, body.valid.from) as UnitKind
  if (postsOf(body.kind, kind, body.valid.from).length === 0) return fault('kind', 'committees.no_such_body')
  if (TERM_BODIES.includes(body.kind)) {
    const term = posts.terms.find(({ id }) => id === body.termId)
    if (!term) return fault('from', 'committees.no_term', { on: body.valid.from })
    if (subtract(body.valid, term.valid).length > 0) {
      return fault('from', 'committees.outside_term', { label: term.label, ...term.valid })
    }
  }
  const twin = posts.bodies.find(
    (each) =>
      each.id !== body.id &&
      each.kind === body.kind &&
      overlaps(each.valid, body.valid) &&
      (body.kind !== 'board' || each.name === body.name),
  )
  return twin ? fault('kind', 'committees.body_there', { name: twin.name, ...twin.valid }) : null
}

/** How many seats of a body are taken on a day: people, not posts; acting takes none. */
export function seatsTaken(holdings: readonly Holding[], bodyId: Id, on: Day): number {
  const taken = holdings.filter((each) => each.bodyId === bodyId && !isActing(each) && contains(each.valid, on))
  return new Set(taken.map(holderKey)).size
}

/** Days on which the number of holders can have risen inside a span: its first day, and each beginning in it. */
export const risesIn = (holdings: readonly Holding[], span: DateRange): Day[] => [
  ...new Set([span.from, ...holdings.map(({ valid }) => valid.from).filter((on) => contains(span, on))]),
]

function personFault(kind: PostKind, person: PersonDays, on: Day): Fault | null {
  const status = person.statuses.find(({ valid }) => contains(valid, on))?.status
  if (status === 'full') return null
  const field = 'personId'
  if (status === 'probationary') {
    return kind.full ? fault(field, 'committees.probationary', { name: person.name, on }) : null
  }
  const left = person.statuses.some(({ valid }) => valid.to !== null && valid.to <= on)
  return fault(field, left ? 'committees.member_left' : 'committees.not_a_member', { name: person.name, on })
}

/**
 * Why this holding cannot be, or null. `person` is what the register knows of the holder; null for somebody outside it.
 * The holding itself may be among the unit's already: it is held against the others.
 */
export function holdingFault(posts: UnitPosts, holding: Holding, person: PersonDays | null): Fault | null {
  const { valid } = holding
  if (backwards(valid)) return fault('to', 'committees.ends_before_start')
  const body = posts.bodies.find(({ id }) => id === holding.bodyId)
  if (!body) return fault('bodyId', 'committees.unknown_body')
  if (subtract(valid, body.valid).length > 0) {
    return fault(contains(body.valid, valid.from) ? 'to' : 'from', 'committees.outside_body', {
      name: body.name,
      ...body.valid,
    })
  }
  const unit = kindOn(posts, valid.from)
  const kind = unit && postOf(holding.post, body.kind, unit, valid.from)
  if (!kind) return fault('post', 'committees.no_such_post', { name: body.name })
  const wrongPerson = person && personFault(kind, person, valid.from)
  if (wrongPerson) return wrongPerson
  const others = posts.holdings.filter(
    (each) => each.id !== holding.id && each.bodyId === body.id && overlaps(each.valid, valid),
  )
  return isActing(holding) ? actingFault(posts, holding, kind, others) : properFault(body, holding, kind, others)
}

function properFault(body: Body, holding: Holding, kind: PostKind, others: readonly Holding[]): Fault | null {
  const proper = others.filter((each) => !isActing(each))
  const own = proper.find((each) => holderKey(each) === holderKey(holding))
  if (own) {
    return fault('post', own.post === holding.post ? 'committees.same_post' : 'committees.other_post', {
      name: holding.holderName,
      post: own.post,
      body: body.kind,
      ...own.valid,
    })
  }
  const taken = kind.single ? proper.find((each) => each.post === holding.post) : undefined
  if (taken)
    return fault('post', 'committees.post_taken', { label: kind.label, name: taken.holderName, ...taken.valid })
  const acting =
    kind.single && others.find((each) => isActing(each) && each.actingForId === null && each.post === holding.post)
  if (acting) {
    return fault('from', 'committees.acting_goes_on', { label: kind.label, name: acting.holderName, ...acting.valid })
  }
  if (body.seats !== null) {
    const all = [...proper, holding]
    const full = risesIn(all, holding.valid).find((on) => seatsTaken(all, body.id, on) > (body.seats as number))
    if (full) return fault('bodyId', 'committees.no_seat_left', { name: body.name, seats: body.seats, on: full })
  }
  return null
}

function actingFault(posts: UnitPosts, holding: Holding, kind: PostKind, others: readonly Holding[]): Fault | null {
  if (!kind.single) return fault('post', 'committees.acting_single', { label: kind.label })
  const acting = others.find((each) => isActing(each) && each.post === holding.post)
  if (acting) {
    return fault('post', 'committees.acting_taken', { label: kind.label, name: acting.holderName, ...acting.valid })
  }
  if (holding.actingForId === null) {
    const taken = others.find((each) => !isActing(each) && each.post === holding.post)
    return taken
      ? fault('actingForId', 'committees.acting_not_vacant', {
          label: kind.label,
          name: taken.holderName,
          ...taken.valid,
        })
      : null
  }
  const absent = posts.holdings.find(({ id }) => id === holding.actingForId)
  if (!absent || absent.bodyId !== holding.bodyId || absent.post !== holding.post || isActing(absent)) {
    return fault('actingForId', 'committees.acting_for_whom')
  }
  if (holderKey(absent) === holderKey(holding)) return fault('personId', 'committees.acting_for_oneself')
  return subtract(holding.valid, absent.valid).length > 0
    ? fault(contains(absent.valid, holding.valid.from) ? 'to' : 'from', 'committees.acting_outside', {
        name: absent.holderName,
        ...absent.valid,
      })
    : null
}

export interface Vacancy {
  /** Seats without a holder; 0 where the seats are not fixed. */
  readonly empty: number
  /** The body's first post (secretary, head) has no holder. */
  readonly headless: boolean
  /** Who acts in that post meanwhile. */
  readonly acting: Holding | null
}

/** What is vacant in a body on a day. */
export function vacancyOf(posts: UnitPosts, body: Body, on: Day): Vacancy {
  const unit = kindOn(posts, on)
  const heads = unit ? headsOf(body, unit, on) : []
  const here = posts.holdings.filter((each) => each.bodyId === body.id && contains(each.valid, on))
  const leading = here.filter((each) => heads.includes(each.post))
  return {
    empty: Math.max(0, (body.seats ?? 0) - seatsTaken(here, body.id, on)),
    headless: heads.length > 0 && !leading.some((each) => !isActing(each)),
    acting: leading.find(isActing) ?? null,
  }
}

/** The posts of which one must be held: the secretary; head of a committee of inspection; of a board, its head or chief. */
export function headsOf(body: Pick<Body, 'kind'>, unit: UnitKind, on: Day): string[] {
  const single = postsOf(body.kind, unit, on).filter((kind) => kind.single)
  return (body.kind === 'board' ? single : single.slice(0, 1)).map((kind) => kind.code)
}
