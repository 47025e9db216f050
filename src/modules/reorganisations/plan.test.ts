// The life of a plan: which step is possible when, and that only what was shared is ever carried out.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterStep, PLAN_STATES, PLAN_STEPS } from './plan.ts'
import type { PlanState } from './plan.ts'

test('the way of a plan that is carried out and taken back', () => {
  let state: PlanState | null = 'draft'
  for (const step of [
    'edit',
    'share',
    'comment',
    'edit',
    'schedule',
    'unschedule',
    'schedule',
    'apply',
    'reverse',
  ] as const) {
    state = state && afterStep(state, step)
  }
  expect(state).toBe('reversed')
})

test('a scheduled plan is fixed, an ended one stays as it is', () => {
  expect(afterStep('scheduled', 'edit')).toBeNull()
  for (const ended of ['withdrawn', 'reversed'] as const) {
    expect(PLAN_STEPS.filter((step) => afterStep(ended, step) !== null)).toEqual([])
  }
  expect(PLAN_STATES.filter((state) => afterStep(state, 'apply') !== null)).toEqual(['scheduled'])
})

test('whatever steps are tried, nothing is applied that was not shared and scheduled before', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PLAN_STEPS), { maxLength: 30 }), (steps) => {
      let state: PlanState = 'draft'
      const seen: PlanState[] = [state]
      for (const step of steps) {
        const next = afterStep(state, step)
        if (next !== null && next !== state) seen.push((state = next))
      }
      if (seen.includes('applied')) {
        expect(seen.indexOf('shared')).toBeGreaterThan(0)
        expect(seen.lastIndexOf('scheduled')).toBe(seen.indexOf('applied') - 1)
      }
    }),
  )
})
