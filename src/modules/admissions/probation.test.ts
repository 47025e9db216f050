// Probation, coming back, being moved, returned and stopped, by example: each rule named.
import { addDays, addMonths, day } from '#kernel/day.ts'
import { describe, expect, it } from 'vitest'
import { admissionSteps, ceremonyOf, officialSteps, sampleDay } from '../../../tests/samples/admissions.ts'
import type { SampleStep } from '../../../tests/samples/admissions.ts'
import {
  UNDER,
  bent,
  courtOf,
  on,
  outcome,
  rules,
  step,
  titleOf,
  warned,
  whole,
  without,
} from '../../../tests/samples/dossiers.ts'
import { votesWithoutResult } from './dossier.ts'
import { hold } from './record-step.ts'
import { probationEnds } from './terms.ts'

describe('probation', () => {
  const ceremony = ceremonyOf(sampleDay)
  const member = admissionSteps(sampleDay)
  const end = addMonths(ceremony, 12)
  it('PROBATION: twelve months from the ceremony before the cell reviews', () => {
    const early = bent(officialSteps(ceremony), on('official_vote', { on: addDays(end, -1) }))
    expect(outcome([...member.map(step), ...early])).toBe('PROBATION')
  })
  it('REVIEW_OFFICIAL and DECIDE_OFFICIAL: late is told; OFFICIAL_DAY: the legal day stays', () => {
    const late = bent(officialSteps(ceremony), (each) => ({ ...each, on: addMonths(each.on, 5) }))
    const { dossier, warnings } = hold(courtOf(), [...member.map(step), ...late], 0, true)
    expect(dossier.stage).toBe('full')
    expect(warnings.join()).toContain(titleOf('REVIEW_OFFICIAL', end))
    expect(probationEnds(rules, dossier)).toBe(end)
    expect(rules.at('OFFICIAL_DAY', end)?.version.confirmed).toBe(true)
    const slow = bent(officialSteps(ceremony), on('official_decided', { on: addMonths(end, 6) }))
    expect(warned([...member.map(step), ...slow])).toContain(titleOf('DECIDE_OFFICIAL', addDays(end, 5)))
  })
  it('NEW_MEMBER_CLASS and OFFICIAL_PAPERS: the class and the three papers come first', () => {
    expect(outcome([...member.map(step), ...bent(officialSteps(ceremony), without('new_class'))])).toBe(
      'NEW_MEMBER_CLASS',
    )
    expect(outcome([...member.map(step), ...bent(officialSteps(ceremony), without('paper'))])).toBe('OFFICIAL_PAPERS')
  })
  it('MAX_VOTES: after three sittings without result it is reported upward', () => {
    const split = (n: number) => ({
      ...officialSteps(ceremony).find((each) => each.kind === 'official_vote')!,
      on: addDays(end, 5 + n),
      yes: 5,
      no: 5,
    })
    const papers = officialSteps(ceremony).slice(0, 4)
    const after = (count: number) =>
      outcome([...member, ...papers, ...Array.from({ length: count }, (_, n) => split(n))].map(step))
    expect([after(1), after(2), after(3), after(4)]).toEqual([
      'probationary',
      'probationary',
      'reported_up',
      'admissions.not_now',
    ])
    const decided = [
      ...member,
      ...papers,
      split(0),
      split(1),
      split(2),
      { kind: 'official_decided', on: addDays(end, 40), by: 'direct_upper', decision: 1 },
    ]
    expect(outcome(decided.map(step))).toBe('full')
    // For and against on one evening are one sitting.
    const twice = [split(0), { ...split(0), removal: true }].map(step)
    expect(
      votesWithoutResult({
        officialVotes: twice.map((each) => ({ ...each.facts, id: each.id, on: each.on })) as never,
      }),
    ).toBe(1)
  })
  it('VOTE_COMMITTEE_OFFICIAL refuses where it is confirmed', () => {
    const short = bent(officialSteps(ceremony), on('official_committee', { yes: 5, no: 4, carried: 'yes' }))
    expect(outcome([...member.map(step), ...short])).toBe('VOTE_COMMITTEE_OFFICIAL')
  })
  it('strikes off who is not fit: VOTE_COMMITTEE_REMOVAL, VOTE_STANDING_REMOVAL, VOTE_DELEGATED_REMOVAL', () => {
    const vote = officialSteps(ceremony).find((each) => each.kind === 'official_vote')!
    const committee = officialSteps(ceremony).find((each) => each.kind === 'official_committee')!
    const decision = { kind: 'removal_decided', on: addDays(end, 30), by: 'direct_upper', decision: 2 }
    const path = (...last: SampleStep[]) => outcome([...member, { ...vote, removal: true }, ...last].map(step))
    expect(path(committee, decision)).toBe('removed')
    expect(path({ ...committee, yes: 5, no: 4, carried: 'yes' }, decision)).toBe('VOTE_COMMITTEE_REMOVAL')
    expect(path(committee, { ...decision, body: 10, present: 10, yes: 5, no: 5, blank: 0 })).toBe(
      'VOTE_STANDING_REMOVAL',
    )
    const delegated = [
      ...member,
      { ...vote, removal: true },
      committee,
      { ...decision, by: 'delegated_grassroots', body: 9, present: 9, yes: 5, no: 4, blank: 0 },
    ]
    expect(outcome(delegated.map(step), courtOf({ ...UNDER, delegated: true }))).toBe('VOTE_DELEGATED_REMOVAL')
  })
  it('ADMISSION_CANCELLED: the committee one has moved to cancels only with consent', () => {
    const cancel = (by: string) => ({
      kind: 'annulled',
      on: addMonths(end, 3),
      by,
      reason: 'Kết nạp không đúng',
      decision: 3,
    })
    expect(outcome([...whole(), cancel('issuer')].map(step))).toBe('annulled')
    expect(outcome([...member, cancel('current')].map(step))).toBe('ADMISSION_CANCELLED')
    expect(
      outcome([...member, { kind: 'paper', on: end, form: 'annulment_consent' }, cancel('current')].map(step)),
    ).toBe('annulled')
  })
})

describe('coming back', () => {
  const listed = day('2026-01-05')
  const back = (past: Record<string, unknown>, extra: SampleStep[] = []) => {
    const [, ...rest] = admissionSteps(listed)
    return outcome([{ kind: 'listed', on: listed, ...past }, ...extra, ...rest].map(step))
  }
  it.each([
    ['READMIT_NEVER', { exitReason: 'abandoned', leftOn: '2015-01-01' }],
    ['READMIT_NEVER', { exitReason: 'own_request', leftOn: '2015-01-01' }],
    ['READMIT_WAIT', { exitReason: 'removed', leftOn: '2024-01-01' }],
    ['READMIT_WAIT_CRIME', { exitReason: 'lesser_crime', leftOn: '2015-01-01', clearedOn: '2022-01-01' }],
    ['READMIT_MAX', { exitReason: 'removed', leftOn: '2015-01-01', times: 1 }],
  ])('%s refuses %j', (code, past) => {
    expect(back(past)).toBe(code)
  })
  it('needs the consent of the province before the decision', () => {
    const past = { exitReason: 'removed', leftOn: '2015-01-01' }
    expect(back(past)).toBe('READMIT_WAIT')
    expect(back(past, [{ kind: 'paper', on: listed, form: 'readmission_consent' }])).toBe('probationary')
  })
  it('spares a request out of extreme hardship', () => {
    const past = { exitReason: 'own_request', leftOn: '2015-01-01', hardship: true }
    expect(back(past, [{ kind: 'paper', on: listed, form: 'readmission_consent' }])).toBe('probationary')
  })
})

describe('moved, returned, stopped', () => {
  it('begins again with the new cell’s vote; after the decision the ceremony is the new cell’s', () => {
    const proposed = admissionSteps(sampleDay).slice(0, 19)
    const move = (at: number) => ({
      kind: 'handed_over',
      on: addDays(sampleDay, at),
      unitId: '0190a0a0-0000-7000-8000-000000000001',
    })
    expect(outcome([...proposed, move(80)].map(step))).toBe('dossier_complete')
    const decided = admissionSteps(sampleDay).slice(0, 21)
    const { dossier } = hold(courtOf(), [...decided, move(95)].map(step), 0, true)
    expect([dossier.stage, dossier.receivedOn]).toEqual(['decided', null])
  })
  it('goes on after a return from where the file is checked', () => {
    const steps = [
      ...admissionSteps(sampleDay).slice(0, 19),
      { kind: 'returned', on: addDays(sampleDay, 80), reason: 'Bổ sung nhận xét nơi cư trú' },
      { kind: 'resumed', on: addDays(sampleDay, 85) },
    ]
    expect(outcome(steps.map(step))).toBe('history_checked')
  })
  it('stops for good', () => {
    const stopped = { kind: 'stopped', on: addDays(sampleDay, 101), reason: 'withdrawn' }
    expect(outcome([...admissionSteps(sampleDay).slice(0, 17), stopped].map(step))).toBe('stopped')
    expect(outcome([...admissionSteps(sampleDay), stopped].map(step))).toBe('admissions.not_now')
  })
})
