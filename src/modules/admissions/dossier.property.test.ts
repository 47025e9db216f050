// Under random histories: no path skips a guard, moves go forward in time, what was accepted folds again to the same dossier,
// and deadlines grow with the day they begin.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { admissionSteps, sampleDay } from '../../../tests/samples/admissions.ts'
import type { SampleStep } from '../../../tests/samples/admissions.ts'
import { calendar, courtOf, maxVotes, rules, step, whole } from '../../../tests/samples/dossiers.ts'
import { advance, dossierOf } from './dossier.ts'
import type { Dossier, Line } from './dossier.ts'
import { hold } from './record-step.ts'
import { ADDITIONS, FROM, isOpen, STAGES, STEP_KINDS } from './steps.ts'
import type { Step, StepKind } from './steps.ts'
import { ceremonyDueBy, decideDueBy, reviewDueBy, termsOf } from './terms.ts'

// Random histories: any step, on days that mostly go on, of people and places at random.
const pool: SampleStep[] = [
  ...whole(),
  ...(['renewed', 'resumed', 'completed', 'received'] as const).map((kind) => ({ kind, on: sampleDay })),
  { kind: 'returned', on: sampleDay, reason: 'x' },
  { kind: 'stopped', on: sampleDay, reason: 'other' },
  { kind: 'appraisal', on: sampleDay, agrees: 'yes' },
  { kind: 'extension', on: sampleDay, days: 20 },
  { kind: 'handed_over', on: sampleDay, unitId: '0190a0a0-0000-7000-8000-000000000001' },
  { kind: 'annulled', on: sampleDay, by: 'issuer', reason: 'x', decision: 3 },
  { kind: 'removal_decided', on: sampleDay, by: 'direct_upper', decision: 2 },
  { kind: 'cell_vote', on: sampleDay, body: 10, present: 10, yes: 2, no: 8 },
  { kind: 'official_vote', on: sampleDay, body: 10, present: 10, yes: 5, no: 5 },
  { kind: 'official_vote', on: sampleDay, body: 10, present: 10, yes: 8, no: 2, removal: true },
]
// A walk mostly takes a forward move that is open, so that it gets far, and anything else that is accepted sometimes.
const walk = fc.array(fc.record({ usual: fc.integer({ min: 0, max: 4 }), any: fc.nat(1000), days: fc.nat(25) }), {
  maxLength: 60,
  size: 'max',
})
const forward = pool.filter(
  ({ kind }) =>
    !ADDITIONS.includes(kind as StepKind) && !['stopped', 'annulled', 'handed_over', 'returned'].includes(kind),
)
const lines = fc.record({ section: fc.boolean(), committee: fc.boolean(), delegated: fc.boolean() })

interface Taken {
  step: Step
  before: Dossier | null
  after: Dossier
}

/** Every step that was accepted, with the dossier before and after. */
function walked(choices: readonly { usual: number; any: number; days: number }[], line: Line) {
  const around = { maxVotes, line: () => line }
  const taken: Taken[] = []
  let [dossier, today]: [Dossier | null, Day] = [null, sampleDay]
  for (const { usual, any, days } of choices) {
    today = addDays(today, days)
    const before: Dossier | null = dossier
    const open: Taken[] = (usual > 0 ? forward : [...pool, { kind: 'noted', on: today }]).flatMap((offered) => {
      const each = step({ ...offered, on: today })
      const next = advance(before, each, around)
      return next.refusal ? [] : [{ step: each, before, after: next.dossier }]
    })
    const chosen: Taken | undefined = open[any % Math.max(1, open.length)]
    if (!chosen) continue
    taken.push(chosen)
    dossier = chosen.after
  }
  return taken
}

describe('under any history', () => {
  it('reaches every part of the way', () => {
    const reached = new Set(
      fc
        .sample(fc.tuple(walk, lines), { numRuns: 600, seed: 1 })
        .flatMap(([choices, line]) => walked(choices, line).map(({ after }) => after.stage)),
    )
    expect(STAGES.filter((stage) => !reached.has(stage))).toEqual([])
  })

  it('no path skips a guard', () => {
    fc.assert(
      fc.property(walk, lines, (choices, line) => {
        const taken = walked(choices, line)
        const last = taken.at(-1)?.after
        const did = (kind: StepKind, holds: (s: Step) => boolean = () => true) =>
          taken.findLastIndex(({ step: s }) => s.kind === kind && holds(s))
        const carried = (s: Step) => (s.facts as { carried?: boolean }).carried === true
        if (last && ['decided', 'probationary', 'full', 'removed', 'annulled'].includes(last.stage)) {
          const [decided, cell, complete, vetted] = [
            did('decided'),
            did('cell_vote', carried),
            did('completed'),
            did('vetting', (s) => (s.facts as { meets?: boolean }).meets === true),
          ]
          expect(decided).toBeGreaterThan(cell)
          expect(cell).toBeGreaterThan(complete)
          expect(complete).toBeGreaterThan(-1)
          expect(vetted).toBeGreaterThan(-1)
          expect(taken[decided]!.step.decisionId).not.toBeNull()
          if (line.committee) expect(did('committee_vote', carried)).toBeGreaterThan(cell)
          if (line.committee && line.section) expect(did('appraisal')).toBeGreaterThan(cell)
        }
        if (last && ['probationary', 'full', 'removed', 'annulled'].includes(last.stage))
          expect(did('ceremony')).toBeGreaterThan(did('decided'))
        if (last?.stage === 'full' || last?.stage === 'removed')
          expect(did('official_vote')).toBeGreaterThan(did('ceremony'))
      }),
      { numRuns: 400 },
    )
  })

  it('every step stands in a stage it is open to, and moves only go forward in time', () => {
    fc.assert(
      fc.property(walk, lines, (choices, line) => {
        for (const { step: each, before, after } of walked(choices, line)) {
          expect(FROM[each.kind]).toContain(before?.stage ?? 'none')
          expect(STAGES).toContain(after.stage)
          if (before) expect(after.stageOn >= before.stageOn).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('what was accepted folds again to the same dossier, and what is closed takes nothing but a cancelling', () => {
    fc.assert(
      fc.property(walk, lines, (choices, line) => {
        const taken = walked(choices, line)
        if (taken.length === 0) return
        const again = dossierOf(
          taken.map(({ step: each }) => each),
          { maxVotes, line: () => line },
        )
        expect(again.dossier).toEqual(taken.at(-1)!.after)
        const { stage } = taken.at(-1)!.after
        const open = STEP_KINDS.filter((kind) => FROM[kind].includes(stage))
        if (!isOpen(stage)) expect(open).toEqual(stage === 'full' ? ['paper', 'annulled'] : [])
      }),
      { numRuns: 200 },
    )
  })

  it('deadlines grow with the day they begin, and never lie before it', () => {
    const days = fc.integer({ min: 0, max: 2500 }).map((n) => addDays(day('2020-01-01'), n))
    fc.assert(
      fc.property(days, fc.nat(400), fc.nat(30), (from, more, extended) => {
        const later = addDays(from, more)
        const at = (on_: Day, days_ = 0) =>
          ({
            proposedOn: on_,
            extendedDays: days_,
            ceremonyOn: null,
            decidedOn: on_,
            receivedOn: null,
          }) as unknown as Dossier
        const inProbation = (on_: Day) =>
          ({ ceremonyOn: on_, officialProposedOn: on_, officialExtendedDays: 0 }) as unknown as Dossier
        for (const due of [
          (on_: Day) => decideDueBy(rules, calendar, at(on_)),
          (on_: Day) => ceremonyDueBy(rules, calendar, at(on_)),
          (on_: Day) => reviewDueBy(rules, calendar, inProbation(on_)),
          (on_: Day) => decideDueBy(rules, calendar, inProbation(on_)),
        ]) {
          expect(due(later)! >= due(from)!).toBe(true)
          expect(due(from)! > from).toBe(true)
        }
        expect(decideDueBy(rules, calendar, at(from, extended))! >= decideDueBy(rules, calendar, at(from))!).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('tells the terms that run, soonest first', () => {
    const { dossier } = hold(courtOf(), admissionSteps(sampleDay).slice(0, 17).map(step), 0, true)
    expect(termsOf(rules, calendar, dossier, sampleDay).map((term) => term.kind)).toEqual(['dossier', 'certificate'])
  })
})
