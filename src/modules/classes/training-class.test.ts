// The pure core of classes: half-days, stages, who is for which class, attendance, numbers and validity of certificates.
import { addMonths, day } from '#kernel/day.ts'
import { rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allKinds, CLASS_KINDS, kindOf } from './class-kinds.ts'
import {
  audienceFault,
  certificateNumbers,
  halfDaysOf,
  markFaults,
  moved,
  roomFor,
  stageOf,
  studied,
  validUntil,
} from './training-class.ts'
import type { ClassFacts } from './training-class.ts'

const from = day('2025-10-06')
const to = day('2025-10-10')

test('five days have ten half-days, in order', () => {
  const sessions = halfDaysOf(from, to, 10)
  expect(sessions).toHaveLength(10)
  expect(sessions[0]).toEqual({ on: '2025-10-06', part: 'morning' })
  expect(sessions[9]).toEqual({ on: '2025-10-10', part: 'afternoon' })
  expect(halfDaysOf(from, to, 3)).toHaveLength(3)
})

test('half-days never lie outside the class and never exceed its room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 100 }), (length, count) => {
      const last = day(new Date(Date.UTC(2025, 0, 1 + length)).toISOString().slice(0, 10))
      const sessions = halfDaysOf(day('2025-01-01'), last, count)
      expect(sessions).toHaveLength(Math.min(count, roomFor(day('2025-01-01'), last)))
      expect(sessions.every(({ on }) => on >= '2025-01-01' && on <= last)).toBe(true)
      expect(new Set(sessions.map(({ on, part }) => on + part)).size).toBe(sessions.length)
    }),
  )
})

test('a class put off keeps the distances of its days', () => {
  expect(moved(day('2025-10-08'), from, day('2025-11-03'))).toBe('2025-11-05')
})

describe('stage', () => {
  const facts: ClassFacts = {
    fromOn: from,
    toOn: to,
    enrolBy: day('2025-09-30'),
    cancelledOn: null,
    learners: 3,
    unmarked: 0,
    ungraded: 0,
    uncertified: 0,
    missing: 0,
  }
  const awareness = kindOf('awareness')
  const at = (today: string, more: Partial<ClassFacts> = {}, kind = awareness) =>
    stageOf(kind, { ...facts, ...more }, day(today))

  test('goes with the days, then with what is missing', () => {
    expect(at('2025-09-30')).toBe('enrolling')
    expect(at('2025-10-01')).toBe('ready')
    expect(at('2025-10-10')).toBe('running')
    expect(at('2025-10-11', { unmarked: 1, ungraded: 3, uncertified: 3 })).toBe('attendance')
    expect(at('2025-10-11', { ungraded: 1, uncertified: 2 })).toBe('results')
    expect(at('2025-10-11', { uncertified: 2 })).toBe('certificates')
    expect(at('2025-10-11')).toBe('done')
    expect(at('2025-10-11', { cancelledOn: day('2025-10-01'), unmarked: 2 })).toBe('cancelled')
  })

  test('a study is done when nobody obliged is missing; it has no results', () => {
    expect(at('2025-10-11', { ungraded: 5, missing: 2 }, kindOf('study'))).toBe('make_up')
    expect(at('2025-10-11', { ungraded: 5 }, kindOf('study'))).toBe('done')
  })
})

test('each kind asks for its own people', () => {
  expect(audienceFault('non_members', { status: 'full' })).toBe('classes.member_already')
  expect(audienceFault('non_members', { status: null })).toBeNull()
  expect(audienceFault('probationary', { status: 'full' })).toBe('classes.not_probationary')
  expect(audienceFault('probationary', { status: 'probationary' })).toBeNull()
  expect(audienceFault('obliged', { status: null })).toBe('classes.not_member')
  expect(audienceFault('anyone', { status: null })).toBeNull()
})

test('everybody on the list has one mark, nobody else', () => {
  expect(markFaults(['a', 'b'], { a: 'present', c: 'absent' })).toEqual({
    'marks.c': 'classes.not_on_list',
    'marks.b': 'classes.mark_missing',
  })
  expect(markFaults(['a'], { a: 'excused' })).toEqual({})
})

test('being there each time counts, or at one that makes up; being there once of twice does not', () => {
  expect(studied({ held: 2, present: 2, madeUp: 0 })).toBe('done')
  expect(studied({ held: 2, present: 1, madeUp: 0 })).toBe('missing')
  expect(studied({ held: 2, present: 1, madeUp: 1 })).toBe('made_up')
  expect(studied({ held: 0, present: 0, madeUp: 0 })).toBe('missing')
})

describe('certificates', () => {
  test('are numbered one after the other, as wide as the first', () => {
    expect(certificateNumbers('{n}/GCN', '098', 3)).toEqual(['098/GCN', '099/GCN', '100/GCN'])
    expect(certificateNumbers('GCN-{n}', '7', 2)).toEqual(['GCN-7', 'GCN-8'])
  })

  test('never give a number twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 300 }), (first, count) => {
        const numbers = certificateNumbers('{n}/GCN', String(first), count)
        expect(new Set(numbers).size).toBe(count)
      }),
    )
  })

  test('CERT_AWARENESS_VALID: sixty months; other certificates do not run out', () => {
    const rules = rulebookOf([])
    expect(validUntil(rules, kindOf('awareness'), day('2020-06-15'))).toBe(addMonths(day('2020-06-15'), 60))
    expect(validUntil(rules, kindOf('awareness'), day('2010-01-01'))).toBeNull()
    expect(validUntil(rules, kindOf('new_member'), day('2020-06-15'))).toBeNull()
  })
})

test('every kind is in the file, and its pattern has one place for the number', () => {
  expect(allKinds.map(({ code }) => code)).toEqual([...CLASS_KINDS])
  for (const { certificate } of allKinds) if (certificate) expect(certificate.pattern.split('{n}')).toHaveLength(2)
})
