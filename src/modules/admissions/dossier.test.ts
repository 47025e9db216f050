// The way from the list of candidates to the ceremony, by example: order, votes, who, sponsors, clocks; each rule named.
import { addDays, addMonths, day } from '#kernel/day.ts'
import { itemsOf, rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import { describe, expect, it } from 'vitest'
import { admissionSteps, ceremonyOf, officialSteps, sampleDay } from '../../../tests/samples/admissions.ts'
import type { SampleStep } from '../../../tests/samples/admissions.ts'
import {
  UNDER,
  bent,
  calendar,
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
import { advance } from './dossier.ts'
import { judge } from './judge.ts'
import { hold } from './record-step.ts'
import { ADMISSION_STAGES, isOpen, OFFICIAL_STAGES } from './steps.ts'
import { decideDueBy, probationEnds, replyDueBy } from './terms.ts'

describe('the whole way', () => {
  it('leads from the list of candidates to full membership, on the legal day', () => {
    const { dossier, warnings } = hold(courtOf(), whole().map(step), 0, true)
    expect([dossier.stage, isOpen(dossier.stage), warnings]).toEqual(['full', false, []])
    expect(probationEnds(rules, dossier)).toBe(addMonths(ceremonyOf(sampleDay), 12))
  })

  it('needs no committee over a grassroots cell, and knows none there', () => {
    const alone = courtOf({ section: false, committee: false, delegated: false })
    const steps = [
      ...admissionSteps(sampleDay, { committee: false }),
      ...officialSteps(ceremonyOf(sampleDay), { committee: false }),
    ]
    expect(outcome(steps.map(step), alone)).toBe('full')
    expect(outcome(whole().map(step), alone)).toBe('admissions.no_committee')
  })

  it('has the stages of ADMISSION_STEPS and OFFICIAL_STEPS', () => {
    const codes = (code: string) => itemsOf(rules.at(code, sampleDay)!).map((item) => item.code)
    expect(codes('ADMISSION_STEPS')).toEqual([...ADMISSION_STAGES])
    expect(codes('OFFICIAL_STEPS')).toEqual([...OFFICIAL_STAGES])
  })

  it.each([
    ['decided before the vote', 'cell_vote', 'admissions.not_now'],
    ['decided before the committee', 'committee_vote', 'admissions.committee_first'],
    ['a ceremony before the decision', 'decided', 'admissions.not_now'],
    ['a vote before the file is complete', 'completed', 'admissions.not_now'],
    ['a complete file before the vetting', 'vetting', 'admissions.not_now'],
    ['papers before the class', 'certificate', 'admissions.not_now'],
    ['a confirmation before the vote', 'official_vote', 'admissions.not_now'],
  ])('refuses %s', (_, left, code) => {
    expect(outcome(bent(whole(), without(left)))).toBe(code)
  })

  it('asks for the appraisal of a section, and for a decision to be cited', () => {
    const section = courtOf({ section: true, committee: true, delegated: false })
    expect(outcome(whole().map(step), section)).toBe('admissions.appraisal_first')
    const appraised = bent(whole(), (each) =>
      each.kind === 'committee_vote' ? [{ kind: 'appraisal', on: each.on, agrees: 'yes' }, each] : each,
    )
    expect(outcome(appraised, section)).toBe('full')
    expect(
      outcome(bent(whole(), (each) => (each.kind === 'decided' ? { ...each, decision: undefined as never } : each))),
    ).toBe('admissions.decision_required')
  })

  it('lets days only go on, but papers be older than the last step', () => {
    expect(outcome(bent(whole(), on('committee_vote', { on: addDays(sampleDay, 1) })))).toBe('admissions.before_last')
    expect(outcome(bent(whole(), on('sponsor', { on: addDays(sampleDay, 1) })))).toBe('full')
    expect(outcome(bent(whole(), on('received', { on: addDays(sampleDay, 105) })))).toBe('admissions.before_last')
  })
})

describe('a count of votes', () => {
  it.each([
    [{ present: 8, yes: 9, no: 0 }, 'admissions.ballots_over_voters'],
    [{ present: 11 }, 'admissions.present_over_body'],
    [{ present: 9, yes: 9, no: 0, excused: 2 }, 'admissions.excused_over_absent'],
    [{ body: 0, present: 0, yes: 0, no: 0 }, 'admissions.nobody_votes'],
  ])('%j is %s', (more, code) => {
    expect(outcome(bent(whole(), on('cell_vote', more)))).toBe(code)
  })

  it('must reach two thirds of the full members to be carried: VOTE_CELL', () => {
    expect(outcome(bent(admissionSteps(sampleDay), on('cell_vote', { yes: 6, no: 4, carried: 'yes' })))).toBe(
      'VOTE_CELL',
    )
    expect(outcome(bent(admissionSteps(sampleDay).slice(0, 18), on('cell_vote', { yes: 6, no: 4 })))).toBe(
      'dossier_complete',
    )
    expect(outcome(bent(admissionSteps(sampleDay).slice(0, 18), on('cell_vote', { yes: 7, no: 3 })))).toBe(
      'cell_proposed',
    )
  })

  it('does not count the exempt and absent with leave, which is not confirmed: EXEMPT_NOT_IN_VOTES warns', () => {
    const steps = bent(admissionSteps(sampleDay), on('cell_vote', { present: 8, yes: 6, no: 2, excused: 1 }))
    expect(outcome(steps)).toBe('probationary')
    expect(warned(steps)).toContain(titleOf('EXEMPT_NOT_IN_VOTES', sampleDay))
  })

  it('of committees warns only where the share is not confirmed: VOTE_COMMITTEE_ADMISSION, VOTE_STANDING_ADMISSION', () => {
    const short = bent(admissionSteps(sampleDay), on('committee_vote', { yes: 5, no: 4, carried: 'yes' }))
    expect(warned(short)).toContain(titleOf('VOTE_COMMITTEE_ADMISSION', sampleDay))
    const half = bent(admissionSteps(sampleDay), on('decided', { body: 10, present: 10, yes: 5, no: 5, blank: 0 }))
    expect(warned(half)).toContain(titleOf('VOTE_STANDING_ADMISSION', sampleDay))
  })

  it('is secret or by card: VOTE_METHOD', () => {
    expect(itemsOf(rules.at('VOTE_METHOD', sampleDay)!).map((item) => item.code)).toEqual(['secret', 'card'])
  })
})

describe('who may be admitted', () => {
  const voted = addDays(sampleDay, 70)
  it.each([
    ['AGE_MIN', { birthOn: addMonths(voted, -(18 * 12 - 1)), education: 'university' }],
    ['AGE_MAX', { birthOn: addMonths(voted, -(60 * 12 + 1)), education: 'university' }],
    ['ADMISSION_EDUCATION', { birthOn: day('1995-05-19'), education: 'primary' }],
  ])('%s is judged on the day the cell considers', (code, applicant) => {
    expect(outcome(admissionSteps(sampleDay).map(step), courtOf(UNDER, applicant))).toBe(code)
  })

  it('counts ages by month, the day does not matter', () => {
    const edge = (months: number) => courtOf(UNDER, { birthOn: addMonths(voted, -months), education: 'university' })
    expect(outcome(admissionSteps(sampleDay).map(step), edge(18 * 12))).toBe('probationary')
    expect(outcome(admissionSteps(sampleDay).map(step), edge(60 * 12))).toBe('probationary')
  })

  it('AGE_MAX gives way to the written consent, had beforehand', () => {
    const old = courtOf(UNDER, { birthOn: addMonths(voted, -(61 * 12)), education: 'university' })
    const consent = bent(admissionSteps(sampleDay), (each) =>
      each.kind === 'cell_vote' ? [{ kind: 'paper', on: each.on, form: 'age_consent' }, each] : each,
    )
    expect(outcome(consent, old)).toBe('probationary')
  })

  it('ADMISSION_POLITICAL_STANDARD and HISTORY_PERSONS stand before the file is complete', () => {
    expect(outcome(bent(admissionSteps(sampleDay), on('vetting', { meets: 'no' })))).toBe('admissions.not_now')
    expect(outcome(bent(admissionSteps(sampleDay), on('vetting', { without: {} })))).toBe('HISTORY_PERSONS')
    const unanswered = admissionSteps(sampleDay).filter(
      (each, at, all) => !(each.kind === 'reply' && all[at - 1]?.['person'] === 'parents'),
    )
    expect(outcome(unanswered.map(step))).toBe('HISTORY_PERSONS')
    expect(rules.at('ADMISSION_POLITICAL_STANDARD', sampleDay)?.version.confirmed).toBe(true)
  })

  it('ADMISSION_PAPERS and ADMISSION_FILE: the file has its parts', () => {
    const no = (form: string) => (each: SampleStep) => (each['form'] === form ? null : each)
    expect(outcome(bent(admissionSteps(sampleDay), no('1-KNĐ')))).toBe('ADMISSION_FILE')
    expect(outcome(bent(admissionSteps(sampleDay), no('2-KNĐ')))).toBe('ADMISSION_PAPERS')
    expect(outcome(bent(admissionSteps(sampleDay), without('opinion')))).toBe('ADMISSION_FILE')
  })

  it('ADMISSION_LOCAL_CRITERIA: what the bloc itself asks for', () => {
    const own = rulebookOf([
      {
        ...{
          id: 'o',
          code: 'ADMISSION_LOCAL_CRITERIA',
          from: day('2020-01-01'),
          to: null,
          reason: 'NQ',
          decisionId: null,
        },
        value: { kind: 'list', items: [{ code: 'award', label: 'Lao động tiên tiến' }] },
      },
    ])
    const court = { ...courtOf(), rules: own }
    expect(outcome(admissionSteps(sampleDay).map(step), court)).toBe('ADMISSION_LOCAL_CRITERIA')
    const shown = bent(admissionSteps(sampleDay), (each) =>
      each.kind === 'opened' ? [each, { kind: 'paper', on: each.on, form: 'other', title: 'award' }] : each,
    )
    expect(outcome(shown, court)).toBe('probationary')
  })
})

describe('sponsors', () => {
  const one = (() => {
    let seen = 0
    return admissionSteps(sampleDay).filter((each) => each.kind !== 'sponsor' || seen++ === 0)
  })()
  it('SPONSOR_COUNT: two full members', () => {
    expect(outcome(one.map(step))).toBe('SPONSOR_COUNT')
    expect(outcome(bent(admissionSteps(sampleDay), on('sponsor', { fullSince: '2023-01-01' })))).toBe('SPONSOR_COUNT')
  })
  it('SPONSOR_SUBSTITUTE: a union’s resolution stands for one', () => {
    const union = one.flatMap((each) =>
      each.kind === 'sponsor' ? [each, { kind: 'introduction', on: each.on, by: 'youth_union' }] : each,
    )
    expect(outcome(union.map(step))).toBe('probationary')
    expect(rules.at('SPONSOR_SUBSTITUTE', sampleDay)?.version.confirmed).toBe(false)
  })
  it('SPONSOR_MIN_TOGETHER: twelve months in one place', () => {
    expect(outcome(bent(admissionSteps(sampleDay), on('sponsor', { togetherSince: addMonths(sampleDay, -3) })))).toBe(
      'SPONSOR_MIN_TOGETHER',
    )
  })
})

describe('clocks', () => {
  const certified = addDays(sampleDay, 30)
  it('CERT_AWARENESS_VALID: sixty months to the day the cell considers', () => {
    const late = (months: number) =>
      bent(admissionSteps(sampleDay), on('certificate', { on: addMonths(addDays(sampleDay, 70), -months) }))
    expect(outcome(late(60))).toBe('probationary')
    expect(
      outcome(
        bent(admissionSteps(sampleDay), on('certificate', { on: addDays(addMonths(addDays(sampleDay, 70), -60), -1) })),
      ),
    ).toBe('CERT_AWARENESS_VALID')
    expect(certified > sampleDay).toBe(true)
  })

  it('DOSSIER_VALID: twelve months, then sponsors, unions and opinions are renewed', () => {
    const [before, after] = [admissionSteps(sampleDay).slice(0, 17), admissionSteps(sampleDay).slice(17)]
    const later = after.map((each) => ({ ...each, on: addMonths(each.on, 13) }))
    expect(outcome([...before, ...later].map(step))).toBe('DOSSIER_VALID')
    const renewedOn = addMonths(sampleDay, 14)
    const again = before
      .filter((each) => ['sponsor', 'opinion', 'completed'].includes(each.kind))
      .map((each) => ({ ...each, on: renewedOn }))
    const redone = [
      ...before,
      { kind: 'renewed', on: renewedOn },
      ...again,
      ...later.map((each) => ({ ...each, on: addMonths(each.on, 3) })),
    ]
    expect(outcome(redone.map(step))).toBe('probationary')
    expect(
      outcome([...before, { kind: 'renewed', on: renewedOn }, { kind: 'completed', on: renewedOn }].map(step)),
    ).toBe('ADMISSION_FILE')
  })

  it('HISTORY_REPLY_HOME and HISTORY_REPLY_ABROAD: working days over the holidays', () => {
    expect(replyDueBy(rules, calendar, { on: day('2026-04-20'), abroad: false })).toBe('2026-06-04')
    const abroad = replyDueBy(rules, calendar, { on: day('2026-04-20'), abroad: true })!
    expect(abroad > '2026-08-20').toBe(true)
  })

  it('DECIDE_ADMISSION with DECIDE_EXTENSION: sixty working days, thirty more; late is told, not refused', () => {
    const { dossier } = hold(courtOf(), admissionSteps(sampleDay).slice(0, 19).map(step), 0, true)
    const due = decideDueBy(rules, calendar, dossier)!
    const extension = (days: number) =>
      step({ kind: 'extension', on: addDays(sampleDay, 80), days, reason: 'Thẩm tra thêm' })
    const more = advance(dossier, extension(30), courtOf()).dossier!
    expect(decideDueBy(rules, calendar, more)! > due).toBe(true)
    const told = judge(courtOf(), dossier, extension(31)).map((each) => [each.explanation.code, each.outcome])
    expect(told).toEqual([['DECIDE_EXTENSION', 'warning']])
    const late = bent(admissionSteps(sampleDay), (each) =>
      ['decided', 'received', 'ceremony'].includes(each.kind) ? { ...each, on: addMonths(each.on, 6) } : each,
    )
    expect(outcome(late)).toBe('probationary')
    expect(warned(late)).toContain(titleOf('DECIDE_ADMISSION', sampleDay))
  })

  it('CEREMONY: thirty working days from receipt; later only with consent', () => {
    const late = bent(admissionSteps(sampleDay), on('ceremony', { on: addDays(sampleDay, 170) }))
    expect(outcome(late)).toBe('CEREMONY')
    const consented = bent(admissionSteps(sampleDay), (each) =>
      each.kind === 'ceremony'
        ? [
            { kind: 'paper', on: each.on, form: 'ceremony_consent' },
            { ...each, on: addDays(sampleDay, 170) },
          ]
        : each,
    )
    expect(outcome(consented)).toBe('probationary')
  })

  it('DECIDERS: a committee decides itself only where it is delegated', () => {
    const delegated = bent(admissionSteps(sampleDay), on('decided', { by: 'delegated_grassroots' }))
    expect(outcome(delegated)).toBe('admissions.not_delegated')
    expect(outcome(delegated, courtOf({ ...UNDER, delegated: true }))).toBe('probationary')
  })
})
