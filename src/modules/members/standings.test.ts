// Standings and exits on a real database, and the rules they are held to.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { rulebookOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import { ask } from '#platform/operation/execute.ts'
import { describe, expect, it } from 'vitest'
import { admitted, database, now, paper, profile, refused, run, system, unit, useRegister } from '../../../tests/samples/register.ts' // prettier-ignore
import { confirmMember, leaveMember, noteExit, readExits, restoreMember, setExemption, setStanding } from './members.server.ts' // prettier-ignore
import { complaintDays, exemptionHints, judgePause, judgeResignation, judgeVotes, removalCauses } from './standing-rules.ts' // prettier-ignore

useRegister()
const rules = rulebookOf([])
const outcomes = (verdicts: { outcome: string }[]) => verdicts.map((each) => each.outcome)
const on = { decidedOn: '2024-06-05', effectiveOn: '2024-06-05' }
async function full(key: string): Promise<Id> {
  const memberId = await admitted(key)
  await run(system, confirmMember, { memberId, decidedOn: '2024-04-10', ...paper(`9${key}-QĐ/ĐUK`, '2024-04-10') })
  return memberId
}

describe('rules', () => {
  it('PAUSE_MAX: less than twelve months', () => {
    const pause = (until: string) => outcomes(judgePause(rules, { from: day('2024-01-15'), until: day(until) }))
    expect([pause('2025-01-14'), pause('2025-01-15')]).toEqual([['kept'], ['refusal']])
    // The text in force was not read: it only warns.
    expect(outcomes(judgePause(rules, { from: day('2025-09-01'), until: day('2027-01-01') }))).toEqual(['warning'])
  })

  it('EXEMPTION_AGE_MEN, EXEMPTION_AGE_WOMEN, EXEMPTION_ILLNESS are told and decide nothing', () => {
    const facts = { sex: 'male', birthOn: day('1964-06-01'), monthsIll: null, on: day('2024-06-05') } as const
    expect(exemptionHints(rules, { ...facts, ground: 'age' })).toHaveLength(1)
    expect(exemptionHints(rules, { ...facts, ground: 'age', sex: 'female' })).toEqual([])
    expect(exemptionHints(rules, { ...facts, ground: 'age', birthOn: day('1960-01-01') })).toEqual([])
    expect(exemptionHints(rules, { ...facts, ground: 'illness', monthsIll: 2 })).toHaveLength(1)
    expect(exemptionHints(rules, { ...facts, ground: 'illness', monthsIll: 3 })).toEqual([])
    expect(exemptionHints(rules, { ...facts, ground: 'other' })).toEqual([])
  })

  it('VOTE_CELL, VOTE_COMMITTEE_REMOVAL, VOTE_STANDING_REMOVAL, VOTE_DELEGATED_REMOVAL: 2/3, 2/3, more than half, 2/3', () => {
    const of = (cell: number, committee: number, deciders: number, delegated = false) =>
      outcomes(
        judgeVotes(
          rules,
          'removal',
          {
            cell: { voters: 9, for: cell },
            committee: { voters: 9, for: committee },
            deciders: { voters: 10, for: deciders },
            delegated,
          },
          day('2024-06-05'),
        ),
      )
    expect(of(6, 6, 6)).toEqual(['kept', 'kept', 'kept'])
    expect(of(5, 5, 5)).toEqual(['refusal', 'refusal', 'refusal'])
    expect(of(6, 6, 6, true)).toEqual(['kept', 'kept', 'refusal'])
    expect(of(6, 6, 7, true)).toEqual(['kept', 'kept', 'kept'])
  })

  it('EXPULSION_PROPOSE, EXPULSION_DECIDE: 2/3 propose, more than half decide', () => {
    const votes = { cell: { voters: 9, for: 5 }, committee: { voters: 9, for: 6 }, deciders: { voters: 10, for: 6 } }
    expect(outcomes(judgeVotes(rules, 'expulsion', { ...votes, delegated: false }, day('2024-06-05')))).toEqual(['refusal', 'kept', 'kept']) // prettier-ignore
  })

  it('RESIGNATION: only without breach; STRIKE_OFF_CAUSES: five cases', () => {
    expect(outcomes(judgeResignation(rules, true, day('2024-06-05')))).toEqual(['refusal'])
    expect(outcomes(judgeResignation(rules, false, day('2024-06-05')))).toEqual(['kept'])
    expect(removalCauses(rules, day('2024-06-05')).map(({ code }) => code)).toEqual(['absent', 'card', 'will', 'standard', 'political']) // prettier-ignore
  })

  it('STRIKE_OFF_COMPLAINT, STRIKE_OFF_ANSWER: thirty and ninety working days', () => {
    const days = complaintDays(rules, workingCalendarOf(rules), { toldOn: day('2026-03-02'), complainedOn: day('2026-03-10') }) // prettier-ignore
    expect(days.complainBy).toBe('2026-04-13')
    expect((days.answerBy ?? '') > '2026-07-10').toBe(true)
  })
})

describe('deeds', () => {
  it('pause and resumption keep the member counted, and name their days', async () => {
    const memberId = await full('a')
    await refused(() => run(system, setStanding, { memberId, deed: 'pause', untilOn: '2025-07-01', ...on }), 'members.rule', { untilOn: 'members.rule' }) // prettier-ignore
    await run(system, setStanding, { memberId, deed: 'pause', untilOn: '2024-12-01', ground: 'away', ...on })
    expect(await profile(memberId)).toMatchObject({ state: 'paused' })
    await refused(() => run(system, setStanding, { memberId, deed: 'pause', untilOn: '2024-12-01', ...on }), 'members.not_active', { effectiveOn: 'members.not_active' }) // prettier-ignore
    await run(system, setStanding, { memberId, deed: 'resumption', decidedOn: '2024-06-20', effectiveOn: '2024-06-20' })
    const after = await profile(memberId)
    expect([after.state, after.events[0]?.kind, after.events[1]?.kind]).toEqual(['full', 'resumption', 'pause'])
  })

  it('a suspension cites its decision; an exemption ends with a resumption', async () => {
    const memberId = await full('b')
    await refused(() => run(system, setStanding, { memberId, deed: 'suspension', ...on }), 'members.decision_required', { 'decision.number': 'members.decision_required' }) // prettier-ignore
    await run(system, setStanding, { memberId, deed: 'suspension', ...on, ...paper('77-QĐ/ĐUK', '2024-06-05') })
    expect(await profile(memberId)).toMatchObject({ state: 'suspended' })
    await run(system, setStanding, { memberId, deed: 'resumption', decidedOn: '2024-06-20', effectiveOn: '2024-06-20' })
    const made = await run<{ warnings: string[] }>(system, setExemption, { memberId, exempt: true, ground: 'age', decidedOn: '2024-06-21', effectiveOn: '2024-06-21' }) // prettier-ignore
    expect(made.warnings).toHaveLength(1)
    await run(system, setExemption, { memberId, exempt: false, decidedOn: '2024-06-25', effectiveOn: '2024-06-25' })
    expect((await profile(memberId)).events.slice(0, 2).map((each) => each.kind)).toEqual(['resumption', 'exemption'])
  })

  it('a removal records its case and votes, and what follows; too few votes are refused', async () => {
    const memberId = await full('a')
    const removal = { memberId, kind: 'removal', cause: 'will', hearing: 'heard', ...on, ...paper('78-QĐ/ĐUK', '2024-06-05') } // prettier-ignore
    const votes = { cellVoters: 9, cellFor: 7, committeeVoters: 9, committeeFor: 7, deciders: 11, decidersFor: 8 }
    await refused(() => run(system, leaveMember, { ...removal, ...votes, cellFor: 5 }), 'members.rule', { cellFor: 'members.rule' }) // prettier-ignore
    await refused(() => run(system, leaveMember, { ...removal, ...votes, cellFor: 10 }), 'members.ballots', { cellFor: 'members.ballots' }) // prettier-ignore
    await refused(() => run(system, leaveMember, { ...removal, ...votes, cause: 'other' }), 'members.cause_required', { cause: 'members.cause_required' }) // prettier-ignore
    await run(system, leaveMember, { ...removal, ...votes, toldOn: '2024-06-06' })
    const exits = () => ask(database, system, readExits, { memberId }, { now })
    const [exit] = await exits()
    expect(exit).toMatchObject({ kind: 'removal', cause: 'will', cell_for: 7, complainBy: '2024-07-18' })
    const note = { memberId, exitId: exit!.id, version: 1, toldOn: '2024-06-06', cardBackOn: '2024-06-10' }
    await refused(() => run(system, noteExit, { ...note, answeredOn: '2024-06-20' }), 'members.answer_without_complaint', { answeredOn: 'members.answer_without_complaint' }) // prettier-ignore
    await run(system, noteExit, { ...note, complainedOn: '2024-06-12', answeredOn: '2024-06-25', upheld: false })
    expect((await exits())[0]).toMatchObject({ upheld: false, version: 2 })

    const made = await run<{ warnings: string[] }>(system, restoreMember, { memberId, unitId: unit('a'), cause: 'wrongful', decidedOn: '2024-06-28', effectiveOn: '2024-06-28', ...paper('79-QĐ/ĐUK', '2024-06-28') }) // prettier-ignore
    expect(made.warnings).toHaveLength(1)
    // Seniority goes on as if nothing had been: from the decision of admission, 01/03/2023.
    expect((await profile(memberId)).seniorityMonths).toBe(15)
  })

  it('a resignation after a breach is refused', async () => {
    const memberId = await full('b')
    const resign = { memberId, kind: 'resignation', ...on, ...paper('80-QĐ/ĐUK', '2024-06-05') }
    await refused(() => run(system, leaveMember, { ...resign, breach: true }), 'members.rule', { breach: 'members.rule' }) // prettier-ignore
    await run(system, leaveMember, resign)
    expect(await profile(memberId)).toMatchObject({ state: 'left' })
  })
})
