// An admission from the list of candidates to full membership, as inputs of the steps: for tests that bend one thing of it.
import { addDays, addMonths, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

export interface SampleStep {
  kind: string
  on: Day
  decision?: number
  [field: string]: unknown
}

const vote = (yes: number, body = 10, present = body) => ({
  ...{ body, present, yes, no: present - yes, blank: 0, method: 'secret', number: '5-NQ/CB' },
})

const RELATIVES = { in_law_parents: 'on', spouse: 'on', children: 'on' }

/** Everything up to the ceremony; `listedOn` is day one. `committee`: a committee stands over the cell. */
export function admissionSteps(listedOn: Day, { committee = true, decision = 0 } = {}): SampleStep[] {
  const at = (days: number) => addDays(listedOn, days)
  return [
    { kind: 'listed', on: at(0), number: '1-NQ/CB' },
    { kind: 'helper', on: at(0), name: 'Trần Văn Giúp' },
    { kind: 'class_sent', on: at(20), place: 'Trung tâm chính trị' },
    { kind: 'certificate', on: at(30), number: '12' },
    { kind: 'opened', on: at(40) },
    { kind: 'paper', on: at(40), form: '1-KNĐ' },
    { kind: 'paper', on: at(40), form: '2-KNĐ' },
    {
      kind: 'sponsor',
      on: at(42),
      name: 'Trần Văn Giúp',
      fullSince: '2005-01-01',
      togetherSince: addMonths(at(42), -24),
    },
    { kind: 'sponsor', on: at(42), name: 'Lê Thị Đỡ', fullSince: '2006-01-01', togetherSince: addMonths(at(42), -24) },
    { kind: 'check', on: at(45), person: 'applicant' },
    { kind: 'reply', on: at(60) },
    { kind: 'check', on: at(45), person: 'parents' },
    { kind: 'reply', on: at(62) },
    { kind: 'vetting', on: at(65), meets: 'yes', without: RELATIVES },
    { kind: 'opinion', on: at(66), from: 'mass' },
    { kind: 'opinion', on: at(66), from: 'residence' },
    { kind: 'completed', on: at(68) },
    { kind: 'cell_vote', on: at(70), ...vote(9) },
    ...(committee ? [{ kind: 'committee_vote', on: at(75), ...vote(7, 9) }] : []),
    { kind: 'decided', on: at(90), by: 'direct_upper', decision },
    { kind: 'received', on: at(92) },
    { kind: 'ceremony', on: at(100), youthMember: 'yes' },
  ]
}

/** The day of the ceremony in the history above. */
export const ceremonyOf = (listedOn: Day): Day => addDays(listedOn, 100)

/** From the ceremony to full membership, decided in time. */
export function officialSteps(ceremonyOn: Day, { committee = true, decision = 1 } = {}): SampleStep[] {
  const ends = addMonths(ceremonyOn, 12)
  const at = (days: number) => addDays(ends, days)
  return [
    { kind: 'new_class', on: at(-100), number: '7' },
    ...['10-KNĐ', '11-KNĐ', '12-KNĐ'].map((form) => ({ kind: 'paper', on: at(1), form })),
    { kind: 'official_vote', on: at(5), ...vote(8) },
    ...(committee ? [{ kind: 'official_committee', on: at(10), ...vote(8, 9) }] : []),
    { kind: 'official_decided', on: at(20), by: 'direct_upper', decision },
  ]
}

export const sampleDay = day('2022-03-07')
