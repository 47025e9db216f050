// A quarter's reads are gone through once, when the quarter is over; it is due until somebody did (READ_REVIEW).
import type { Id } from '#kernel/ids.ts'
import { day } from '#kernel/day.ts'
import { countReads, listReads } from '#modules/access/access.server.ts'
import { revealField } from '#modules/members/members.server.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll, execute } from '#platform/operation/execute.ts'
import type { AnyOperation } from '#platform/operation/operation.ts'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { admitted, database, now, person, profile, run, useRegister } from '../../../tests/samples/register.ts'
import { quarterBefore } from './read-review.ts'
import { readReview, readReviewDue, reviewReads, withdrawReview } from './records.server.ts'

useRegister()
const later = new Date('2024-07-10T05:00:00Z')
const quarter = { year: 2024, quarter: 2 }
const span = { from: '2024-04-01', to: '2024-06-30' }
let office: Caller
let auditor: Caller
let one: Id
beforeAll(async () => {
  one = await admitted('a', { phone: '0912345678' })
  const other = await admitted('b', { phone: '0912345679' })
  office = await person('bloc_officer', 'bloc')
  auditor = await person('administrator', 'bloc')
  for (const memberId of [one, one, other])
    await run(office, revealField, { memberId, field: 'phone', reason: 'Liên hệ' })
})
const at = <R>(work: Parameters<typeof askAll<R>>[2], caller = auditor) =>
  askAll(database, caller, work, { now: later })

test('quarters run back without a gap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), (back) => {
      const [here, before] = [quarterBefore(day('2024-07-10'), back), quarterBefore(day('2024-07-10'), back + 1)]
      expect(here.year * 4 + here.quarter - (before.year * 4 + before.quarter)).toBe(1)
      expect(here.quarter >= 1 && here.quarter <= 4).toBe(true)
    }),
  )
})

test('reads are counted by who read, and the list narrows to one reader or one person', async () => {
  const counts = await ask(database, auditor, countReads, span, { now })
  expect(counts.map(({ reader, reads, people }) => [reader, reads, people])).toEqual([['bloc_officer', 3, 2]])
  const of = async (more: object) => (await ask(database, auditor, listReads, { ...span, ...more }, { now })).length
  expect(await of({ readerId: counts[0]?.readerId })).toBe(3)
  expect(await of({ personId: (await profile(one)).personId })).toBe(2)
  expect(await of({ readerId: one })).toBe(0)
  await expect(ask(database, office, countReads, span, { now })).rejects.toMatchObject({ code: 'not_found' })
})

test('it waits until somebody goes through it, once; taken back it waits again', async () => {
  await expect(run(auditor, reviewReads, quarter)).rejects.toMatchObject({ code: 'records.quarter_running' })
  const due = () => at((_, ctx) => readReviewDue(ctx))
  expect((await due()).map(({ kind, dueOn, params }) => [kind, dueOn, params['reads']])).toEqual([
    ['reads_to_review', '2024-07-19', 3],
  ])
  expect(await at((_, ctx) => readReviewDue(ctx), office)).toEqual([])
  const deed = (operation: AnyOperation, input: object, caller = auditor) =>
    execute(database, caller, operation, input, { now: later })
  await expect(deed(reviewReads, quarter, office)).rejects.toMatchObject({ code: 'not_found' })
  await deed(reviewReads, { ...quarter, note: 'Đã hỏi lại' })
  await expect(deed(reviewReads, quarter)).rejects.toMatchObject({ code: 'records.quarter_reviewed' })
  const { review } = await at((ask) => ask(readReview, quarter))
  expect([review?.reads, review?.note, review?.reviewer]).toEqual([3, 'Đã hỏi lại', 'administrator'])
  expect(await due()).toEqual([])
  await deed(withdrawReview, { ...quarter, reason: 'Còn sót' })
  expect(await due()).toHaveLength(1)
})
