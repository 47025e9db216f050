import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#kernel/day.ts'
import { actsOf, afterAct, CONGRESS_ACTS, isHeld, isOpen, stateOfDays, withoutLastStep } from './congress.ts'
import type { CongressAct, CongressFacts } from './congress.ts'

const planned: CongressFacts = {
  state: 'planned',
  plannedOn: day('2025-05-20'),
  contentApprovedOn: null,
  heldOn: null,
  heldTo: null,
  reportedOn: null,
  approvedOn: null,
}

/** What the operations do to the days. */
function carryOut(facts: CongressFacts, act: CongressAct): CongressFacts {
  const state = afterAct(facts, act)
  if (state === null) return facts
  const on = addDays(facts.plannedOn ?? day('2025-05-20'), 1)
  if (act === 'take_back') return withoutLastStep(facts)
  return {
    ...facts,
    state,
    ...(act === 'postpone' ? { plannedOn: on } : {}),
    ...(act === 'approve_content' ? { contentApprovedOn: on } : {}),
    ...(act === 'hold' ? { heldOn: on } : {}),
    ...(act === 'report' ? { reportedOn: on } : {}),
    ...(act === 'approve' ? { approvedOn: on } : {}),
  }
}

describe('the course of a congress', () => {
  it('goes from plan to approved result, and no act is skipped on the way', () => {
    const course: CongressAct[] = ['approve_content', 'hold', 'report', 'approve']
    expect(course.reduce(carryOut, planned).state).toBe('approved')
    expect(afterAct(planned, 'report')).toBeNull()
    expect(afterAct({ ...planned, state: 'held' }, 'approve')).toBeNull()
    expect(afterAct({ ...planned, state: 'approved' }, 'cancel')).toBeNull()
  })

  it('keeps the approval of its content when it is put off', () => {
    const put = (['approve_content', 'postpone'] as const).reduce(carryOut, planned)
    expect(put).toMatchObject({ state: 'postponed', contentApprovedOn: '2025-05-21' })
    expect(carryOut(carryOut(put, 'hold'), 'take_back').state).toBe('content_approved')
  })

  const courses = fc.array(fc.constantFrom(...CONGRESS_ACTS), { maxLength: 20 })

  it('never has a day of a step that its state does not have behind it', () => {
    fc.assert(
      fc.property(courses, (acts) => {
        const facts = acts.reduce(carryOut, planned)
        expect(facts.heldOn !== null).toBe(isHeld(facts.state))
        expect(facts.reportedOn !== null).toBe(['reported', 'approved'].includes(facts.state))
        expect(facts.approvedOn !== null).toBe(facts.state === 'approved')
        if (facts.state === 'content_approved') expect(facts.contentApprovedOn).not.toBeNull()
        if (isHeld(facts.state)) expect(stateOfDays(facts)).toBe(facts.state)
      }),
    )
  })

  it('always has something that may be done, and taking back undoes the last step', () => {
    fc.assert(
      fc.property(courses, (acts) => {
        const facts = acts.reduce(carryOut, planned)
        expect(actsOf(facts).length).toBeGreaterThan(0)
        for (const act of ['hold', 'report', 'approve'] as const) {
          if (afterAct(facts, act) === null || facts.state === 'postponed') continue
          const back = carryOut(carryOut(facts, act), 'take_back')
          // An approved content stands in the record even when a day was given up after it.
          expect(back).toEqual({ ...facts, state: isOpen(facts.state) && facts.contentApprovedOn ? 'content_approved' : facts.state }) // prettier-ignore
        }
      }),
    )
  })
})
