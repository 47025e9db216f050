import { describe, expect, it } from 'vitest'
import { day } from '#kernel/day.ts'
import { rulebookOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import type { CongressFacts } from './congress.ts'
import { ageReference, judgeCourse, nextStep, suggestedForm } from './congress-terms.ts'

const rules = rulebookOf([])
const calendar = workingCalendarOf(rules)
const facts = (more: Partial<CongressFacts>): CongressFacts => ({
  state: 'planned',
  plannedOn: day('2025-06-20'),
  contentApprovedOn: null,
  heldOn: null,
  heldTo: null,
  reportedOn: null,
  approvedOn: null,
  ...more,
})
const next = (more: Partial<CongressFacts>) => {
  const step = nextStep(rules, calendar, facts(more))
  return step && [step.act, step.by, step.rule?.version.code ?? null]
}

describe('what comes next', () => {
  it('counts working days over the holidays of spring', () => {
    // 45 working days before 20/06: three of them fall on holidays, one is a Saturday worked.
    expect(next({})).toEqual(['approve_content', '2025-04-16', 'CON-10'])
    expect(next({ state: 'content_approved', contentApprovedOn: day('2025-04-10') })).toEqual(['hold', '2025-06-20', null]) // prettier-ignore
    expect(next({ state: 'held', heldOn: day('2025-06-19'), heldTo: day('2025-06-20') })).toEqual(['report', '2025-07-01', 'ELE-22']) // prettier-ignore
    expect(next({ state: 'reported', heldOn: day('2025-06-20'), reportedOn: day('2025-06-27') })).toEqual(['approve', '2025-07-18', 'ELE-23']) // prettier-ignore
    expect(next({ state: 'approved' })).toBeNull()
    expect(next({ state: 'cancelled' })).toBeNull()
  })

  it('asks for no day where no rule was in force or no day is set', () => {
    expect(next({ plannedOn: day('2020-05-20') })).toEqual(['approve_content', '2020-05-20', null])
    expect(next({ plannedOn: null })).toEqual(['hold', null, null])
  })
})

describe('what did not keep its term', () => {
  const broken = (more: Partial<CongressFacts>, kind: 'sub_cell' | 'grassroots_cell' | 'bloc' = 'grassroots_cell') =>
    judgeCourse(rules, calendar, kind, facts(more)).map(({ outcome, explanation }) => [explanation.code, outcome])

  it('is told with its rule, confirmed or not', () => {
    expect(broken({ contentApprovedOn: day('2025-06-01') })).toEqual([['CON-10', 'warning']])
    expect(broken({ state: 'reported', heldOn: day('2022-06-20'), reportedOn: day('2022-07-20'), plannedOn: null })).toEqual([['ELE-22', 'refusal']]) // prettier-ignore
    expect(broken({ state: 'held', heldOn: day('2020-05-20'), heldTo: day('2020-05-22') })).toEqual([['CON-07', 'refusal']]) // prettier-ignore
    expect(broken({ state: 'held', heldOn: day('2020-05-20'), heldTo: day('2020-05-22') }, 'bloc')).toEqual([])
    expect(broken({ state: 'approved', heldOn: day('2025-06-20'), reportedOn: day('2025-06-27'), approvedOn: day('2025-07-18') })).toEqual([]) // prettier-ignore
  })
})

it.each([
  ['grassroots_committee', 199, 'members'],
  ['grassroots_committee', 200, 'delegates'],
  ['grassroots_cell', 250, 'members'],
  ['bloc', 10, 'delegates'],
] as const)('%s with %i members holds a congress of %s', (kind, members, form) => {
  expect(suggestedForm(rules, kind, members, day('2020-05-01'))).toBe(form)
})

it('ages are counted by the month the cycle sets', () => {
  expect(ageReference(rules, 'grassroots_cell', day('2025-05-01'))).toContain('4/2025')
  expect(ageReference(rules, 'grassroots_cell', day('2020-05-01'))).toBeNull()
})
