// Whatever is entered in whatever order: one holder of a single post on a day, no more people than seats, vacancies = seats − holders.
import { contains } from '#kernel/date-range.ts'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bodyFault,
  holderKey,
  HOLDING_BASES,
  holdingFault,
  isActing,
  seatsTaken,
  termFault,
  vacancyOf,
} from './committee.ts'
import type { Body, Holding, Term, UnitPosts } from './committee.ts'
import { bodiesOf, POST_KINDS, postsOf } from './post-kinds.ts'

const start = day('2020-01-01')
const range = (from: number, to: number | null) => ({
  from: addDays(start, from),
  to: to === null ? null : addDays(start, to),
})
const term: Term = {
  id: 'term',
  unitId: 'unit',
  ordinal: 1,
  restarted: false,
  label: '2020-2025',
  basis: 'congress',
  valid: range(0, 400),
}
const body: Body = {
  id: 'body',
  unitId: 'unit',
  termId: 'term',
  kind: 'executive',
  name: 'Committee',
  seats: 3,
  valid: term.valid,
}
const empty: UnitPosts = {
  unitId: 'unit',
  kinds: [{ kind: 'grassroots_committee', valid: range(-1000, null) }],
  terms: [term],
  bodies: [body],
  holdings: [],
}
const holding = (more: Partial<Holding> = {}): Holding => ({
  id: 'new',
  bodyId: 'body',
  post: 'secretary',
  personId: 'ann',
  holderName: 'Ann',
  basis: 'elected',
  actingForId: null,
  valid: range(0, 100),
  ...more,
})
const withHeld = (...holdings: Holding[]): UnitPosts => ({ ...empty, holdings })
const codeOf = (
  posts: UnitPosts,
  one: Holding,
  statuses: { status: 'probationary' | 'full'; valid: Holding['valid'] }[] | null = null,
) => holdingFault(posts, one, statuses && { name: one.holderName, statuses })?.code ?? null

const attempt = fc.record({
  post: fc.constantFrom('secretary', 'permanent_deputy', 'deputy_secretary', 'committee_member'),
  person: fc.constantFrom('ann', 'bob', 'cam', 'dan', 'eve'),
  basis: fc.constantFrom(...HOLDING_BASES),
  from: fc.integer({ min: -20, max: 420 }),
  days: fc.integer({ min: -5, max: 200 }),
  forSomebody: fc.boolean(),
})

/** Takes what the core accepts, as the operations do. */
function accepted(attempts: readonly (typeof attempt extends fc.Arbitrary<infer T> ? T : never)[]): UnitPosts {
  let posts = empty
  for (const [at, each] of attempts.entries()) {
    const actedFor = each.forSomebody ? posts.holdings.find((one) => one.post === each.post) : undefined
    const one = holding({
      id: `h${at}`,
      post: each.post,
      personId: each.person,
      holderName: each.person,
      basis: each.basis,
      actingForId: each.basis === 'acting' ? (actedFor?.id ?? null) : null,
      valid: range(each.from, each.from + each.days),
    })
    if (holdingFault(posts, one, null) === null) posts = { ...posts, holdings: [...posts.holdings, one] }
  }
  return posts
}

const days = Array.from({ length: 42 }, (_, at) => addDays(start, at * 10))
const on = (posts: UnitPosts, at: Day) => posts.holdings.filter((one) => contains(one.valid, at))

describe('whatever is accepted', () => {
  const sound = (check: (posts: UnitPosts, at: Day) => void) =>
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 25 }), (attempts) => {
        const posts = accepted(attempts)
        for (const at of days) check(posts, at)
      }),
    )

  test('there are never two secretaries on a day, nor two who act for one', () => {
    sound((posts, at) => {
      const secretaries = on(posts, at).filter((one) => one.post === 'secretary')
      expect(secretaries.filter((one) => !isActing(one)).length).toBeLessThanOrEqual(1)
      expect(secretaries.filter(isActing).length).toBeLessThanOrEqual(1)
    })
  })

  test('nobody sits twice, and never more sit than there are seats; what is vacant is seats less people', () => {
    sound((posts, at) => {
      const proper = on(posts, at).filter((one) => !isActing(one))
      expect(new Set(proper.map(holderKey)).size).toBe(proper.length)
      expect(proper.length).toBeLessThanOrEqual(3)
      if (!contains(body.valid, at)) return expect(proper).toEqual([])
      const vacancy = vacancyOf(posts, body, at)
      expect(vacancy.empty).toBe(3 - proper.length)
      expect(vacancy.headless).toBe(!proper.some((one) => one.post === 'secretary'))
    })
  })

  test('who acts without anybody to act for does so while the post is vacant', () => {
    sound((posts, at) => {
      for (const acting of on(posts, at).filter((one) => isActing(one) && one.actingForId === null)) {
        expect(on(posts, at).some((one) => !isActing(one) && one.post === acting.post)).toBe(false)
      }
    })
  })
})

describe('a holding is refused', () => {
  const full = [{ status: 'full' as const, valid: range(-500, null) }]
  test.each([
    ['backwards', holding({ valid: range(10, 10) }), 'committees.ends_before_start'],
    ['before its body', holding({ valid: range(-1, 10) }), 'committees.outside_body'],
    ['after its body', holding({ valid: range(390, 401) }), 'committees.outside_body'],
    ['in an unknown body', holding({ bodyId: 'other' }), 'committees.unknown_body'],
    ['in a post of another body', holding({ post: 'inspection_head' }), 'committees.no_such_post'],
    ['acting in a post of many', holding({ post: 'deputy_secretary', basis: 'acting' }), 'committees.acting_single'],
    ['acting for nobody known', holding({ basis: 'acting', actingForId: 'x' }), 'committees.acting_for_whom'],
  ])('%s', (_, one, code) => {
    expect(codeOf(empty, one)).toBe(code)
    expect(codeOf(empty, holding())).toBeNull()
  })

  test('by what the register says of the holder on its first day', () => {
    expect(codeOf(empty, holding(), full)).toBeNull()
    expect(codeOf(empty, holding(), [])).toBe('committees.not_a_member')
    expect(codeOf(empty, holding(), [{ status: 'full', valid: range(-500, -1) }])).toBe('committees.member_left')
    expect(codeOf(empty, holding(), [{ status: 'full', valid: range(1, null) }])).toBe('committees.not_a_member')
    const probation = [{ status: 'probationary' as const, valid: range(-100, null) }]
    expect(codeOf(empty, holding(), probation)).toBe('committees.probationary')
  })

  test('where another sits, or the same person sits already', () => {
    const held = withHeld(holding({ id: 'old' }))
    expect(codeOf(held, holding({ personId: 'bob', valid: range(99, 120) }))).toBe('committees.post_taken')
    expect(codeOf(held, holding({ personId: 'bob', valid: range(100, 120) }))).toBeNull()
    expect(codeOf(held, holding({ valid: range(50, 120) }))).toBe('committees.same_post')
    expect(codeOf(held, holding({ post: 'committee_member', valid: range(50, 120) }))).toBe('committees.other_post')
    const three = withHeld(...['b', 'c', 'd'].map((id) => holding({ id, personId: id, post: 'committee_member' })))
    expect(codeOf(three, holding({ valid: range(60, 200) }))).toBe('committees.no_seat_left')
    expect(codeOf(three, holding({ valid: range(100, 200) }))).toBeNull()
    expect(seatsTaken(three.holdings, 'body', start)).toBe(3)
  })

  test('acting beyond the days of whom one acts for, for oneself, or beside somebody who acts', () => {
    const held = withHeld(holding({ id: 'old' }))
    const acting = (more: Partial<Holding>) =>
      holding({ personId: 'bob', holderName: 'Bob', basis: 'acting', actingForId: 'old', ...more })
    expect(codeOf(held, acting({}))).toBeNull()
    expect(codeOf(held, acting({ actingForId: null }))).toBe('committees.acting_not_vacant')
    expect(codeOf(held, acting({ valid: range(50, 101) }))).toBe('committees.acting_outside')
    expect(codeOf(held, acting({ personId: 'ann', holderName: 'Ann' }))).toBe('committees.acting_for_oneself')
    const two = withHeld(holding({ id: 'old' }), acting({ id: 'first' }))
    expect(codeOf(two, acting({ personId: 'cam', holderName: 'Cam' }))).toBe('committees.acting_taken')
    const vacant = withHeld(acting({ id: 'first', actingForId: null }))
    expect(codeOf(vacant, holding({ personId: 'cam', valid: range(50, 60) }))).toBe('committees.acting_goes_on')
  })
})

describe('terms and bodies', () => {
  test('a term stands in its unit, and beside no other', () => {
    const next = (from: number, to: number | null): Term => ({ ...term, id: 'next', valid: range(from, to) })
    expect(termFault(empty, next(400, null))).toBeNull()
    expect(termFault(empty, next(399, null))?.code).toBe('committees.term_overlaps')
    expect(termFault(empty, next(-2000, -1500))?.code).toBe('committees.unit_not_there')
    expect(termFault(empty, next(500, 500))?.code).toBe('committees.ends_before_start')
  })

  test('a body stands in its term, once, and where its kind of unit has one', () => {
    const make = (more: Partial<Body>): Body => ({ ...body, id: 'more', kind: 'standing', name: 'Standing', ...more })
    expect(bodyFault(empty, make({}))).toBeNull()
    expect(bodyFault(empty, make({ kind: 'executive' }))?.code).toBe('committees.body_there')
    expect(bodyFault(empty, make({ valid: range(0, 401) }))?.code).toBe('committees.outside_term')
    expect(bodyFault(empty, make({ termId: null }))?.code).toBe('committees.no_term')
    const cell: UnitPosts = { ...empty, kinds: [{ kind: 'sub_cell', valid: range(-1000, null) }] }
    expect(bodyFault(cell, make({ kind: 'inspection' }))?.code).toBe('committees.no_such_body')
    const board = make({ kind: 'board', termId: null, valid: range(0, null) })
    expect(bodyFault(empty, board)).toBeNull()
    expect(bodyFault({ ...empty, bodies: [body, board] }, { ...board, id: 'twin' })?.code).toBe('committees.body_there')
    expect(bodyFault({ ...empty, bodies: [body, board] }, { ...board, id: 'b', name: 'Other' })).toBeNull()
  })
})

describe('the list of posts', () => {
  test('a section and a cell have no committee of inspection, a bloc has all', () => {
    expect(bodiesOf('section', start)).toEqual(['executive'])
    expect(bodiesOf('sub_cell', start)).toEqual(['executive'])
    expect(bodiesOf('bloc', start)).toEqual(['executive', 'standing', 'inspection', 'board'])
    expect(bodiesOf('group', start)).toEqual([])
  })

  test('every row names where it was read, no two rows say the same on a day, and a day before the list has the first one', () => {
    const keys = POST_KINDS.flatMap((kind) =>
      kind.units.map((unit) => `${kind.code} ${kind.body} ${unit} ${kind.from}`),
    )
    expect(new Set(keys).size).toBe(keys.length)
    expect(POST_KINDS.every((kind) => kind.source.length > 0 && kind.document.length > 0)).toBe(true)
    expect(postsOf('executive', 'bloc', day('1999-01-01'))).toEqual(postsOf('executive', 'bloc', start))
  })
})
