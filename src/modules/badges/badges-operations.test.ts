// Badges, gaps and cards on a real database: steps in their order, by whom, refused with the rule; lists, due items and I12 agree.
import { beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { day } from '#kernel/day.ts'
import { confirmMember, leaveMember, receiveMember } from '#modules/members/members.server.ts'
import { addEntry } from '#modules/records/records.server.ts'
import { readFigures } from '#modules/figures/figures.server.ts'
import { sql } from 'kysely'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import { admitted, database, nobody, paper, person, run, system, unit, useRegister } from '../../../tests/samples/register.ts' // prettier-ignore
import {
  badgesDeadlines,
  decideBadges,
  decideCardBatch,
  endorseBadges,
  enterBadges,
  listCardBatches,
  listForCard,
  openCardBatch,
  proposeBadges,
  readCardBatch,
  readMemberBadges,
  readRound,
  recordCardChecks,
  recordGap,
  stopBadge,
  takeBackCard,
  unlistForCard,
  voidBadge,
  voidGap,
} from './badges.server.ts'

useRegister()

const now = new Date('2026-11-20T05:00:00Z')
const awardOn = '2027-02-03'
const act = <R = Record<string, unknown>>(op: AnyOperation, input: object, caller: Caller = system) =>
  execute(database, caller, op, input, { now }) as Promise<R>
const look = <R>(query: AnyQuery, input: object, caller: Caller = system) =>
  ask(database, caller, query, input, { now }) as Promise<R>
type Round = Awaited<ReturnType<typeof readRound.run>>
type Batch = Awaited<ReturnType<typeof readCardBatch.run>>
const round = (key: string, caller = system) => look<Round>(readRound, { unitId: unit(key), awardOn }, caller)
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (raised: unknown) => {
      if (!(raised instanceof AppError)) throw raised
      return Object.values(raised.fields)[0] ?? raised.code
    },
  )

let serial = 0
const veteran = async (key: string, admittedOn: string, confirmedOn: string, more: object = {}) => {
  const entered = { unitId: unit(key), ...nobody({ birthOn: '1950-03-03' }), admittedOn, confirmedOn, fromPlace: 'Nơi khác', decidedOn: '2020-01-01', effectiveOn: '2020-01-01', cardNumber: `1234567${serial++}`, ...more } // prettier-ignore
  return (await run<{ memberId: Id }>(system, receiveMember, entered)).memberId
}
let [thirty, nearly, old, punished]: Id[] = []

beforeAll(async () => {
  thirty = await veteran('a', '1997-02-03', '1998-02-03')
  nearly = await veteran('a', '1997-06-01', '1998-06-01')
  old = await veteran('c', '1981-05-01', '1982-05-01')
  punished = await veteran('b', '1996-01-05', '1997-01-05')
  await run(system, addEntry, { memberId: punished, kind: 'discipline', code: 'reprimand', remark: 'Vi phạm', decidedOn: '2023-12-01', number: '7-QĐ', decider: 'Đảng ủy' }) // prettier-ignore
})

describe('a round', () => {
  it('lists who reaches a level and has not got it, by unit', async () => {
    expect((await round('com')).candidates.map(({ memberId, level }) => [memberId, level]).toSorted()).toEqual(
      [[thirty, 30], [punished, 30]].toSorted(), // prettier-ignore
    )
    const [late] = (await round('c')).candidates
    expect([late?.memberId, late?.level, late?.late, late?.bonus]).toEqual([old, 45, true, null])
    expect((await round('a')).candidates[0]).toMatchObject({ late: false, bonus: 3_510_000 })
  })

  it('goes from the cell over the committee to the decision, each step once and by whom it may', async () => {
    const secretary = await person('cell_secretary', 'a')
    const committee = await person('grassroots_committee', 'com')
    const officer = await person('bloc_officer', 'bloc')
    expect(await code(act(proposeBadges, { awardOn, memberIds: [] }))).toBe('badges.nobody')
    expect(await code(act(proposeBadges, { awardOn, memberIds: [punished] }, secretary))).toBe('not_found')
    const { badgeIds } = await act<{ badgeIds: Id[] }>(proposeBadges, { awardOn, memberIds: [thirty] }, secretary)
    expect(await code(act(proposeBadges, { awardOn, memberIds: [thirty] }, secretary))).toBe('badges.not_reached')
    const deed = { badgeIds, decidedOn: '2026-11-19', numbers: { [badgeIds[0] as Id]: 'A 000123' }, ...paper('40-QĐ/TU', '2026-11-19') } // prettier-ignore
    expect(await code(act(decideBadges, deed, officer))).toBe('badges.wrong_state')
    expect(await code(act(endorseBadges, { badgeIds }, secretary))).toBe('not_found')
    await act(endorseBadges, { badgeIds }, committee)
    expect(await code(act(decideBadges, deed, committee))).toBe('not_found')
    expect(await code(act(decideBadges, { ...deed, decision: null }, officer))).toBe('badges.decision_required')
    expect(await code(act(decideBadges, { ...deed, decidedOn: '2026-11-21' }, officer))).toBe('badges.in_future')
    await act(decideBadges, deed, officer)
    const { badges, candidates } = await round('a')
    expect(badges).toMatchObject([{ state: 'awarded', number: 'A 000123', bonus: 3_510_000, decision: '40-QĐ/TU' }])
    expect(candidates).toEqual([])
  })

  it('asks for correction after a discipline, and for a reason when early', async () => {
    expect(await code(act(proposeBadges, { awardOn, memberIds: [punished] }))).toBe('badges.rule')
    await act(proposeBadges, { awardOn, memberIds: [punished], correctedOn: '2024-09-01' })
    const early = { awardOn, kind: 'early', memberIds: [nearly] }
    expect(await code(act(proposeBadges, early))).toBe('badges.reason_required')
    expect(await code(act(proposeBadges, { ...early, kind: 'due' }))).toBe('badges.not_reached')
    const { badgeIds } = await act<{ badgeIds: Id[] }>(proposeBadges, { ...early, reason: 'Ốm nặng' })
    await act(stopBadge, { badgeId: badgeIds[0], state: 'put_off', reason: 'Chờ hồ sơ bệnh án' })
    expect(await code(act(stopBadge, { badgeId: badgeIds[0], state: 'withdrawn', reason: 'x' }))).toBe('badges.wrong_state') // prettier-ignore
    expect(await code(act(proposeBadges, { awardOn, memberIds: [await admitted('a')] }))).toBe('badges.too_young')
  })

  it('is given after death up to a year early', async () => {
    const dead = await veteran('b', '1997-08-01', '1998-08-01')
    const death = { memberId: dead, kind: 'death', decidedOn: '2024-06-01', effectiveOn: '2024-06-01' }
    await run(system, leaveMember, death)
    const form = { awardOn, kind: 'posthumous', memberIds: [dead], reason: 'Từ trần' }
    expect(await code(act(proposeBadges, form))).toBe('badges.rule')
    const older = await veteran('b', '1995-01-01', '1996-01-01')
    await run(system, leaveMember, { ...death, memberId: older })
    expect(await code(act(proposeBadges, { ...form, memberIds: [older] }))).toBe('done')
    expect(await code(act(takeBackCard, { memberId: older, on: '2026-11-01', outcome: 'taken_back' }))).toBe('badges.exit_card') // prettier-ignore
    expect(await code(act(takeBackCard, { memberId: older, on: '2026-11-01', outcome: 'kept_by_family' }))).toBe('done')
  })

  it('is entered for earlier years, given again when lost, taken back when wrong; I12 counts what was given', async () => {
    const row = { memberId: old, level: 40, awardOn: '2021-05-19', number: 'D 000001' }
    const enter = (more: object, rest: object = {}) => act(enterBadges, { rows: [{ ...row, ...more }], ...rest })
    expect(await code(enter({ level: 35 }))).toBe('badges.no_level')
    expect(await code(enter({ awardOn: '2027-01-01' }))).toBe('badges.in_future')
    await enter({})
    expect(await code(enter({ number: null }))).toBe('badges.given_already')
    expect(await code(enter({ level: 30, number: 'D 000001' }))).toBe('badges.number_taken')
    const lost = { kind: 'reissue', reason: 'Cháy nhà', ...paper('9-QĐ/TU', '2026-10-01') }
    expect(await code(enter({ level: 30, awardOn: '2026-10-01', number: null }, lost))).toBe('badges.never_given')
    expect(await code(enter({ awardOn: '2026-10-01', number: null }, { kind: 'reissue' }))).toBe('badges.reason_required') // prettier-ignore
    await enter({ awardOn: '2026-10-01', number: null }, lost)
    const at = { unitId: unit('bloc'), period: 'nam-2026', indicators: 'I12' }
    type Figures = Awaited<ReturnType<typeof readFigures.run>>
    const counted = async () =>
      (await look<Figures>(readFigures, at)).figures.find(({ unitId }) => unitId === unit('bloc'))?.num
    const before = await counted()
    const { badges } = await look<Awaited<ReturnType<typeof readMemberBadges.run>>>(readMemberBadges, { memberId: thirty }) // prettier-ignore
    await act(voidBadge, { badgeId: badges[0]?.id, reason: 'Ghi nhầm người' })
    expect(before).toBe(1)
    expect((await counted()) ?? 0).toBe(0)
    expect((await round('a')).candidates.map(({ memberId }) => memberId)).toEqual([thirty])
  })

  it('its list is due some months before', async () => {
    const items = await askAll(database, system, (_, ctx) => badgesDeadlines(ctx, () => sql<boolean>`true`, day('2026-12-31')), { now }) // prettier-ignore
    expect(items.map(({ dueOn, params }) => [dueOn, params['count'], params['on']])).toContainEqual([
      '2026-11-03',
      1,
      '2027-02-03',
    ])
  })
})

describe('days that do not count', () => {
  type Member = Awaited<ReturnType<typeof readMemberBadges.run>>
  const months = async (memberId: Id) => (await look<Member>(readMemberBadges, { memberId })).months

  it('move the beginning, each once, until they are taken back', async () => {
    const memberId = await veteran('c', '2000-01-01', '2001-01-01')
    expect(await months(memberId)).toBe(322)
    const gap = {
      memberId,
      cause: 'lost_contact',
      from: '2005-01-01',
      to: '2006-01-01',
      ...paper('3-QĐ', '2006-02-01'),
    }
    expect(await code(act(recordGap, { ...gap, decision: null }))).toBe('badges.decision_required')
    expect(await code(act(recordGap, { ...gap, to: '2005-01-01' }))).toBe('badges.days_reversed')
    expect(await code(act(recordGap, { ...gap, to: '2026-12-01' }))).toBe('badges.in_future')
    await act(recordGap, gap)
    expect(await code(act(recordGap, { ...gap, from: '2005-06-01' }))).toBe('badges.gap_overlaps')
    expect(await months(memberId)).toBe(310)
    const { gaps } = await look<Member>(readMemberBadges, { memberId })
    await act(voidGap, { gapId: gaps[0]?.id, reason: 'Nhầm' })
    expect(await code(act(voidGap, { gapId: gaps[0]?.id, reason: 'Nhầm' }))).toBe('badges.voided_already')
    expect(await months(memberId)).toBe(322)
  })
})

describe('cards', () => {
  const batch = (batchId: Id) => look<Batch>(readCardBatch, { batchId })
  const opened = async (kind: string) => (await act<{ batchId: Id }>(openCardBatch, { unitId: unit('com'), kind, name: `Danh sách ${kind}` })).batchId // prettier-ignore

  it('are issued, replaced and kept in the history with their days', async () => {
    const memberId = await admitted('a')
    const first = await opened('first')
    expect(await code(act(listForCard, { batchId: first, memberIds: [memberId] }))).toBe('badges.card_already')
    await run(system, confirmMember, { memberId, decidedOn: '2024-04-01', ...paper('71-QĐ/ĐUK', '2024-04-01') })
    expect(await code(act(listForCard, { batchId: first, memberIds: [old] }))).toBe('badges.not_of_unit')
    await act(listForCard, { batchId: first, memberIds: [memberId] })
    expect(await code(act(listForCard, { batchId: first, memberIds: [memberId] }))).toBe('badges.listed_already')
    const { lines, version } = await batch(first)
    const deed = { batchId: first, version, decidedOn: '2026-11-01', form: 'chip', ...paper('55-QĐ/ĐUK', '2026-11-01') }
    expect(await code(act(decideCardBatch, deed))).toBe('field.required')
    const decided = await act<{ warnings: string[] }>(decideCardBatch, { ...deed, numbers: { [lines[0]!.id]: '99-1' } })
    expect(decided.warnings).toHaveLength(1)
    expect(await code(act(decideCardBatch, deed))).toBe('stale')
    expect(await code(act(decideCardBatch, { ...deed, version: 2 }))).toBe('badges.batch_decided')

    const lost = await opened('lost')
    await act(listForCard, { batchId: lost, memberIds: [memberId, thirty], reportedOn: '2026-11-05', note: 'Bị trộm' })
    const again = await batch(lost)
    const other = again.lines.find((line) => line.memberId === thirty)
    await act(unlistForCard, { batchId: lost, lineId: other?.id })
    const [line] = (await batch(lost)).lines
    const form = { batchId: lost, version: 1, decidedOn: '2026-11-10', ...paper('56-QĐ/ĐUK', '2026-11-10') }
    expect(await code(act(decideCardBatch, { ...form, numbers: { [line!.id]: '12345670' } }))).toBe('badges.card_taken')
    await act(decideCardBatch, { ...form, numbers: { [line!.id]: '999999999999' } })
    type Member = Awaited<ReturnType<typeof readMemberBadges.run>>
    const { cards, cardNumber } = await look<Member>(readMemberBadges, { memberId })
    expect(cardNumber).toBe('999999999999')
    expect(cards.map(({ number, reason, endReason, valid }) => [number, reason, endReason, valid.from, valid.to])).toEqual([
      ['999999999999', 'lost', null, '2026-11-10', null],
      ['99-1', 'first', 'lost', '2026-11-01', '2026-11-10'],
    ]) // prettier-ignore
  })

  it('are looked at every five years (CARD_CHECK), and taken back from who left', async () => {
    const check = await opened('check')
    await act(listForCard, { batchId: check, memberIds: [thirty] })
    const [line] = (await batch(check)).lines
    const deed = { batchId: check, version: 1, decidedOn: '2026-11-10' }
    expect(await code(act(decideCardBatch, deed))).toBe('badges.check_open')
    expect(await code(act(recordCardChecks, { batchId: await opened('first'), version: 1, results: {} }))).toBe('badges.no_check') // prettier-ignore
    await act(recordCardChecks, { batchId: check, version: 1, results: { [line!.id]: 'damaged' } })
    await act(decideCardBatch, { ...deed, version: 2 })

    const gone = await veteran('a', '2010-01-01', '2011-01-01')
    expect(await code(act(takeBackCard, { memberId: gone, on: '2026-11-01', outcome: 'taken_back' }))).toBe('badges.still_member') // prettier-ignore
    const leaving = { memberId: gone, kind: 'removal', decidedOn: '2024-06-10', effectiveOn: '2024-06-20', ...paper('6-QĐ/ĐUK', '2024-06-10') } // prettier-ignore
    await run(system, leaveMember, leaving)
    const list = async () => (await look<Awaited<ReturnType<typeof listCardBatches.run>>>(listCardBatches, { unitId: unit('com') })).unsettled // prettier-ignore
    expect(await code(act(takeBackCard, { memberId: gone, on: '2024-06-01', outcome: 'taken_back' }))).toBe('badges.before_exit') // prettier-ignore
    await act(takeBackCard, { memberId: gone, on: '2026-11-01', outcome: 'taken_back' })
    expect(await code(act(takeBackCard, { memberId: gone, on: '2026-11-02', outcome: 'taken_back' }))).toBe('badges.voided_already') // prettier-ignore
    expect((await list()).map((row) => row.memberId)).not.toContain(gone)
    expect(await code(act(listForCard, { batchId: await opened('lost'), memberIds: [await admitted('a')] }))).toBe('badges.no_card') // prettier-ignore
  })
})
