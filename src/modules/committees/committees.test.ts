// Committees on a real database: terms, bodies, posts, what is refused and what is listed.
import type { Id } from '#kernel/ids.ts'
import { day } from '#kernel/day.ts'
import { newId } from '#platform/new-id.ts'
import { askAll } from '#platform/operation/execute.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeOf, committees, fullMember, look, put, today, unitWithTerm } from '../../../tests/samples/committees.ts'
import { admitted, database, profile, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import {
  correctHolding,
  editBody,
  endBody,
  endHolding,
  importPosts,
  listComposition,
  listPosts,
  listVacancies,
  openTerm,
  postsOfPerson,
  readCommittees,
  readComposition,
  setTermEnd,
  setUpBody,
  unitsWithoutSecretary,
  voidHolding,
} from './committees.server.ts'
import type { UnitCommittees } from './committees.server.ts'

useRegister()

describe('terms and bodies', () => {
  test('a term brings its committees; the next one closes it with everybody in it', async () => {
    const { unitId, body } = await unitWithTerm('grassroots_committee', { executive: 9, standing: 3 })
    await put(body, { holderName: 'Lò Thị Pha' })
    const next = await run<{ warnings: string[] }>(system, openTerm, {
      ...{ unitId, ordinal: 5, label: '2025-2030', from: '2024-05-01', basis: 'congress', executive: 9 },
      closePrevious: 'on',
    })
    expect(next.warnings).toEqual([expect.stringContaining('lần thứ 4')])
    const seen = await look<UnitCommittees>(readCommittees, { unitId, day: '2024-05-01' })
    expect(seen.terms.map(({ label, valid }) => [label, valid.to])).toEqual([
      ['2025-2030', null],
      ['2020-2025', '2024-05-01'],
    ])
    expect(seen.history).toMatchObject([{ name: 'Lò Thị Pha', endReason: 'term_end', valid: { to: '2024-05-01' } }])
    expect(seen.bodies).toMatchObject([{ kind: 'executive', empty: 9, headless: true }])
    const before = await look<UnitCommittees>(readCommittees, { unitId, day: '2024-04-30' })
    expect(before.bodies.map(({ kind, empty, headless }) => [kind, empty, headless])).toEqual([
      ['executive', 8, false],
      ['standing', 3, false],
    ])
  })

  test('overlapping terms, a second committee, a body outside its term or its kind of unit are refused', async () => {
    const { unitId } = await unitWithTerm()
    const open = { unitId, label: '2025-2030', from: '2023-01-01', basis: 'congress' }
    expect(await codeOf(run(system, openTerm, open))).toBe('committees.term_overlaps')
    const set = { unitId, kind: 'executive', from: '2023-01-01' }
    expect(await codeOf(run(system, setUpBody, set))).toBe('committees.body_there')
    expect(await codeOf(run(system, setUpBody, { ...set, from: '2021-12-31' }))).toBe('committees.no_term')
    expect(await codeOf(run(system, setUpBody, { ...set, unitId: unit('a'), kind: 'inspection' }))).toBe(
      'committees.no_such_body',
    )
  })

  test('a term shorter than TERM-01 and its shift allow is told, and recorded all the same', async () => {
    const { unitId, termId } = await unitWithTerm()
    const told = async () =>
      (await look<{ warnings: string[] }>(readCommittees, { unitId, day: '2022-06-01' })).warnings
    expect(await told()).toEqual([])
    await run(system, setTermEnd, { termId, version: 1, to: '2024-01-01' })
    expect(await told()).toEqual([expect.stringContaining('Nhiệm kỳ đại hội đảng bộ, chi bộ cơ sở')])
    await run(system, setTermEnd, { termId, version: 2, to: '2026-06-01' })
    expect(await told()).toEqual([])
  })

  test('a standing committee wants nine in the committee, by a confirmed rule; the third only warns', async () => {
    const { unitId } = await unitWithTerm('grassroots_committee', { executive: 8 })
    const standing = { unitId, kind: 'standing', seats: 3, from: '2022-01-01' }
    expect(await codeOf(run(system, setUpBody, standing))).toBe('committees.rule')
    const { bodies } = await look<UnitCommittees>(readCommittees, { unitId, day: '2022-01-01' })
    const executive = bodies[0]!
    await run(system, editBody, { bodyId: executive.id, version: 1, name: executive.name, seats: 9 })
    const made = await run<{ warnings: string[] }>(system, setUpBody, { ...standing, seats: 5 })
    expect(made.warnings).toEqual([expect.stringContaining('24-QĐ/TW')])
    expect(await codeOf(run(system, editBody, { bodyId: executive.id, version: 1, name: 'x', seats: 9 }))).toBe('stale')
  })

  test('a cell of fewer than nine full members has no committee: its secretary stands alone', async () => {
    const small = await unitWithTerm('grassroots_cell', { executive: 2 })
    await put(small.body, { holderName: 'Vi Văn Tới' })
    expect(await codeOf(put(small.body, { post: 'committee_member', holderName: 'Lý Văn Ba' }))).toBe('committees.rule')
    expect(await codeOf(unitWithTerm('grassroots_cell', { executive: 3 }))).toBe('committees.rule')
    expect((await committees('bloc')).terms).toEqual([])
  })

  test('a term is closed, extended again with those who left only with it, and not closed before what begins later', async () => {
    const { unitId, termId, body } = await unitWithTerm()
    const one = await put(body, { holderName: 'Ma Văn Một' })
    await put(body, { holderName: 'Ma Thị Hai', post: 'deputy_secretary', to: '2023-01-01' })
    await run(system, setTermEnd, { termId, version: 1, to: '2024-01-01' })
    expect(await codeOf(run(system, setTermEnd, { termId, version: 1, to: '2024-01-01' }))).toBe('stale')
    await run(system, setTermEnd, { termId, version: 2, to: '' })
    const seen = await look<UnitCommittees>(readCommittees, { unitId, day: today })
    expect(seen.bodies[0]?.holders).toMatchObject([{ id: one.holdingId, valid: { to: null }, endReason: null }])
    await put(body, { holderName: 'Ma Văn Ba', post: 'deputy_secretary', from: '2024-03-01' })
    expect(await codeOf(run(system, setTermEnd, { termId, version: 3, to: '2024-02-01' }))).toBe(
      'committees.body_has_later',
    )
  })

  test('a board goes on over the terms and ends with everybody in it', async () => {
    const { unitId } = await unitWithTerm()
    const { bodyId } = await run<{ bodyId: Id }>(system, setUpBody, {
      ...{ unitId, kind: 'board', name: 'Ban Dân vận', from: '2016-01-01' },
    })
    await put(bodyId, { post: 'board_head', holderName: 'Hà Thị Sáu', basis: 'appointed' })
    expect(await run(system, endBody, { bodyId, version: 1, on: '2023-06-01' })).toMatchObject({ ended: 1 })
    expect(await codeOf(run(system, endBody, { bodyId, version: 2, on: '2023-07-01' }))).toBe(
      'committees.already_ended',
    )
    const seen = await look<UnitCommittees>(readCommittees, { unitId, day: today })
    expect(seen.history[0]).toMatchObject({ endReason: 'body_ended', valid: { to: '2023-06-01' } })
  })
})

describe('holders', () => {
  test('are members of the day, or written down by name; each refusal has its code', async () => {
    const { body } = await unitWithTerm()
    const { personId } = await fullMember('a')
    const probationary = await profile(await admitted('a'))
    expect(await codeOf(put(body, { personId, from: '2020-06-01' }))).toBe('committees.outside_body')
    expect(await codeOf(put(body, { personId: probationary.personId, from: '2023-04-01' }))).toBe(
      'committees.probationary',
    )
    expect(await codeOf(put(body, { personId: probationary.personId }))).toBe('committees.not_a_member')
    expect(await codeOf(put(body, { personId: newId() }))).toBe('committees.unknown_person')
    expect(await codeOf(put(body))).toBe('committees.no_holder')
    await put(body, { personId })
    expect(await codeOf(put(body, { holderName: 'Ai Khác' }))).toBe('committees.post_taken')
    const held = await look<{ label: string }[]>(postsOfPerson, { personId })
    expect(held.map((one) => one.label)).toEqual(['Bí thư'])
  })

  test('one that ends takes along who acts for it; a mistake is voided or corrected, and stays on record', async () => {
    const { unitId, body } = await unitWithTerm()
    const secretary = await put(body, { holderName: 'Nông Văn An' })
    const acting = await put(body, {
      ...{ holderName: 'Lý Thị Bé', basis: 'acting', actingForId: secretary.holdingId, from: '2023-01-01' },
    })
    expect(await codeOf(run(system, voidHolding, { holdingId: secretary.holdingId, version: 1, reason: 'Nhầm' }))).toBe(
      'committees.body_has_later',
    )
    await run(system, endHolding, {
      ...{ holdingId: secretary.holdingId, version: 1, on: '2023-06-01', reason: 'retired' },
    })
    const seen = await look<UnitCommittees>(readCommittees, { unitId, day: '2023-06-01' })
    expect(seen.history.map((one) => [one.name, one.valid.to, one.endReason])).toEqual([
      ['Lý Thị Bé', '2023-06-01', 'other'],
      ['Nông Văn An', '2023-06-01', 'retired'],
    ])
    const again = { holdingId: secretary.holdingId, version: 2, on: '2023-07-01', reason: 'other' }
    expect(await codeOf(run(system, endHolding, again))).toBe('committees.already_ended')
    await run(system, voidHolding, { holdingId: acting.holdingId, version: 2, reason: 'Ghi nhầm người' })
    expect(await codeOf(run(system, voidHolding, { holdingId: acting.holdingId, version: 3, reason: 'x' }))).toBe(
      'committees.voided',
    )
    const corrected = await run<{ holdingId: Id }>(system, correctHolding, {
      ...{ holdingId: secretary.holdingId, version: 2, post: 'secretary', basis: 'appointed', from: '2022-02-01' },
      ...{ to: '2023-06-15', reason: 'Theo quyết định' },
    })
    const after = await look<UnitCommittees>(readCommittees, { unitId, day: '2023-06-10' })
    expect(after.bodies[0]?.holders).toMatchObject([
      {
        id: corrected.holdingId,
        basis: 'appointed',
        endReason: 'retired',
        valid: { from: '2022-02-01', to: '2023-06-15' },
      },
    ])
    expect(after.history.filter((one) => one.voidReason !== null)).toHaveLength(2)
  })
})

describe('over the tree', () => {
  let whole: { unitId: Id; body: Id }
  let women: Id[]
  beforeAll(async () => {
    whole = await unitWithTerm('grassroots_committee', { executive: 9 })
    const people = []
    for (const more of [
      { sex: 'female', ethnicity: 'tay', birthOn: '1995-05-01', theoryLevel: 'intermediate' },
      { sex: 'female', birthOn: '1960-05-01', education: 'master' },
      { sex: 'male', birthOn: '1980-05-01' },
    ])
      people.push(await fullMember('b', more))
    women = people.slice(0, 2).map((one) => one.personId)
    for (const [i, { personId }] of people.entries())
      await put(whole.body, { personId, post: i === 0 ? 'secretary' : 'committee_member' })
    await put(whole.body, { holderName: 'Người Ngoài', post: 'deputy_secretary', servedBefore: 'yes' })
  })

  test('who held what on a day is listed by rank, and found by name', async () => {
    const input = { unitId: whole.unitId, day: '2023-01-01' }
    const found = await look<{ total: number; holdings: { label: string }[] }>(listPosts, input)
    expect(found.holdings.map((one) => one.label)).toEqual([
      'Bí thư',
      'Phó bí thư',
      'Ủy viên ban chấp hành',
      'Ủy viên ban chấp hành',
    ])
    expect((await look<{ total: number }>(listPosts, { ...input, post: 'secretary' })).total).toBe(1)
    expect((await look<{ total: number }>(listPosts, { ...input, day: '2021-12-31' })).total).toBe(0)
    expect((await look<{ total: number }>(listPosts, { ...input, find: 'nguoi ngoai' })).total).toBe(0)
    expect((await look<{ total: number }>(listPosts, { ...input, find: 'Người Ngoài' })).total).toBe(1)
  })

  test('what is vacant is listed with the units that have no committee', async () => {
    const all = await look<{ vacancies: { unitId: Id; empty: number; bodyId: Id | null; headless: boolean }[] }>(
      listVacancies,
      { unitId: unit('bloc'), day: '2023-01-01' },
    )
    const own = all.vacancies.find((one) => one.unitId === whole.unitId)
    expect(own).toMatchObject({ empty: 5, headless: false })
    expect(all.vacancies.find((one) => one.unitId === unit('com'))).toMatchObject({ bodyId: null })
    const without = await askAll(database, system, (_, ctx) =>
      unitsWithoutSecretary(ctx, [whole.unitId, unit('com')], day('2023-01-01')),
    )
    expect(without).toEqual([unit('com')])
  })

  test('every count of a composition opens exactly its people, and parts add up to the whole', async () => {
    const scope = { unitId: unit('bloc'), below: 'grassroots_committee', day: '2023-01-01' }
    const table = await look<{ total: number; counts: Record<string, number>; units: { total: number }[] }>(
      readComposition,
      scope,
    )
    expect(table.counts).toMatchObject({ 'sex.female': 2, 'ethnicity.minority': 1, 'age.18-30': 1, 'age.61-up': 1 })
    expect(table.counts['service.returning']).toBe(1)
    expect(table.total).toBe(table.units.reduce((sum, one) => sum + one.total, 0))
    const sums = new Map<string, number>()
    for (const [part, count] of Object.entries(table.counts)) {
      const people = await look<{ total: number }>(listComposition, { ...scope, part })
      expect([part, people.total]).toEqual([part, count])
      const dimension = part.split('.')[0] as string
      sums.set(dimension, (sums.get(dimension) ?? 0) + count)
    }
    expect([...sums.values()].every((sum) => sum === table.total)).toBe(true)
    expect(women).toHaveLength(2)
  })
})

test('thousands of holdings are taken over at once, all or none', async () => {
  const { unitId } = await unitWithTerm()
  const bodies = Array.from({ length: 300 }, (_, at) => ({
    ...{ id: newId(), unitId, kind: 'board', name: `Ban ${at}`, seats: 10, from: '2022-01-01' },
  }))
  const holdings = bodies.flatMap((body) =>
    Array.from({ length: 10 }, (_, at) => ({
      ...{
        unitId,
        bodyId: body.id,
        post: 'specialist',
        holderName: `Cán bộ ${at}`,
        basis: 'appointed',
        from: '2022-01-01',
      },
    })),
  )
  const wrong = [...holdings.slice(0, -1), { ...holdings.at(-1), holderName: 'Cán bộ 0' }]
  const refused = await run(system, importPosts, { bodies, holdings: wrong }).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: 'committees.same_post',
    fields: { 'holdings.2999.post': 'committees.same_post' },
  })
  const began = performance.now()
  expect(await run(system, importPosts, { bodies, holdings })).toEqual({ terms: 0, bodies: 300, holdings: 3000 })
  expect(performance.now() - began).toBeLessThan(2000)
})
