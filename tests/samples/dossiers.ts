// A court of the national rules, and what becomes of a history before it: for tests of admissions as pure code.
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { rulebookOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import * as v from 'valibot'
import type { Line } from '../../src/modules/admissions/dossier.ts'
import type { Applicant } from '../../src/modules/admissions/judge.ts'
import { factsOf } from '../../src/modules/admissions/read-facts.ts'
import { hold } from '../../src/modules/admissions/record-step.ts'
import { stepFields } from '../../src/modules/admissions/step-facts.ts'
import type { Step, StepKind } from '../../src/modules/admissions/steps.ts'
import { admissionSteps, ceremonyOf, officialSteps, sampleDay } from './admissions.ts'
import type { SampleStep } from './admissions.ts'

export const rules = rulebookOf([])
export const calendar = workingCalendarOf(rules)
export const UNDER: Line = { section: false, committee: true, delegated: false }
export const maxVotes = () => 3

export const courtOf = (
  line: Line = UNDER,
  applicant: Applicant = { birthOn: day('1995-05-19'), education: 'university' },
) => ({
  ...{ rules, calendar, applicant, maxVotes },
  line: () => line,
})

let serial = 0
export function step({ kind, on, decision, ...raw }: SampleStep): Step {
  const name = kind as StepKind
  const parsed = v.parse(v.object(stepFields[name] as v.ObjectEntries), raw)
  const facts = factsOf(rules, name, parsed, on, false)
  return {
    id: `step-${serial++}`,
    kind: name,
    on,
    facts,
    decisionId: decision === undefined ? null : `paper-${decision}`,
  } as Step
}
export const whole = (from: Day = sampleDay) => [...admissionSteps(from), ...officialSteps(ceremonyOf(from))]

/** The history with some steps changed, left out (null) or added before one. */
export function bent(
  steps: readonly SampleStep[],
  change: (each: SampleStep) => SampleStep | SampleStep[] | null,
): Step[] {
  return steps.flatMap((each) => change(each) ?? []).map(step)
}

/** What comes of a history: its stage, or the rule or code that refuses it. */
export function outcome(steps: readonly Step[], court = courtOf()): string {
  try {
    return hold(court, steps, 0, true).dossier.stage
  } catch (thrown) {
    if (thrown instanceof AppError) return String(thrown.details['rule'] ?? thrown.code)
    throw thrown
  }
}
export const warned = (steps: readonly Step[], court = courtOf()): string =>
  hold(court, steps, 0, true).warnings.join('\n')
export const on = (kind: string, more: Record<string, unknown>) => (each: SampleStep) =>
  each.kind === kind ? { ...each, ...more } : each
export const without = (kind: string) => (each: SampleStep) => (each.kind === kind ? null : each)
export const titleOf = (code: string, at: Day) => rules.at(code, at)!.version.title
