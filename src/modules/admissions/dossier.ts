// A dossier as its steps make it: `advance` takes one step or says why not, `dossierOf` folds them all. Pure. What can never be is
// refused here (order, days, votes that do not add up); what the rules of the day say is judged in judge.ts.
import { maxDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { ADDITIONS, FROM } from './steps.ts'
import type { DecidingBody, Readmission, Refusal, Stage, Step, StepFacts, StepKind, Vote } from './steps.ts'
import { voteFault } from './votes.ts'

type Kept<K extends StepKind> = StepFacts[K] & { readonly id: Id; readonly on: Day }

export interface Dossier {
  readonly stage: Stage
  /** The day of the last move from stage to stage. */
  readonly stageOn: Day
  readonly readmission: Readmission | null
  readonly helpers: readonly Kept<'helper'>[]
  readonly certificate: Kept<'certificate'> | null
  readonly newClass: Kept<'new_class'> | null
  /** When the papers were begun; rule DOSSIER_VALID counts from `clockOn`, which a renewal sets anew. */
  readonly openedOn: Day | null
  readonly clockOn: Day | null
  readonly papers: readonly Kept<'paper'>[]
  readonly sponsors: readonly Kept<'sponsor'>[]
  readonly introductions: readonly Kept<'introduction'>[]
  readonly opinions: readonly Kept<'opinion'>[]
  readonly checks: readonly (Kept<'check'> & { readonly repliedOn: Day | null })[]
  readonly vetting: Kept<'vetting'> | null
  readonly cellVotes: readonly Kept<'cell_vote'>[]
  readonly appraisal: Kept<'appraisal'> | null
  readonly committeeVotes: readonly Kept<'committee_vote'>[]
  /** The cell's resolution the deciding body answers, and by how much its term was extended. */
  readonly proposedOn: Day | null
  readonly extendedDays: number
  readonly decidedOn: Day | null
  readonly decidedBy: DecidingBody | null
  readonly receivedOn: Day | null
  readonly ceremonyOn: Day | null
  readonly officialVotes: readonly Kept<'official_vote'>[]
  readonly officialProposedOn: Day | null
  readonly officialExtendedDays: number
  readonly officialDecidedOn: Day | null
  /** Why it lies still: returned, stopped, annulled. */
  readonly reason: string | null
}

/** What the fold asks from outside: how many votes without result go up, and whether a committee stands over the cell on a day. */
export interface Surroundings {
  readonly maxVotes: (on: Day) => number | null
  readonly line: (on: Day) => Line
}

/** What stands over a cell on a day. */
export interface Line {
  /** A section (đảng ủy bộ phận) between the cell and its committee. */
  readonly section: boolean
  /** A committee of a grassroots organisation; a grassroots cell has none. */
  readonly committee: boolean
  /** That committee decides admissions itself. */
  readonly delegated: boolean
}

export type Advance = { dossier: Dossier; refusal: null } | { dossier: null; refusal: Refusal }

const refuse = (code: string, field = '', details: Refusal['details'] = {}): Advance => ({
  dossier: null,
  refusal: { code, field, details },
})

const EMPTY: Omit<Dossier, 'stage' | 'stageOn'> = {
  readmission: null,
  helpers: [],
  certificate: null,
  newClass: null,
  openedOn: null,
  clockOn: null,
  papers: [],
  sponsors: [],
  introductions: [],
  opinions: [],
  checks: [],
  vetting: null,
  cellVotes: [],
  appraisal: null,
  committeeVotes: [],
  proposedOn: null,
  extendedDays: 0,
  decidedOn: null,
  decidedBy: null,
  receivedOn: null,
  ceremonyOn: null,
  officialVotes: [],
  officialProposedOn: null,
  officialExtendedDays: 0,
  officialDecidedOn: null,
  reason: null,
}

const OFFICIAL = ['official_cell_proposed', 'official_committee_proposed']
const REMOVAL = ['removal_cell_proposed', 'removal_committee_proposed']

/** Sittings in which a probationary member got two thirds neither for nor against; several votes of one day are one sitting. */
export const votesWithoutResult = (dossier: Pick<Dossier, 'officialVotes'>): number => {
  const byDay = Map.groupBy(dossier.officialVotes, (vote) => vote.on)
  return [...byDay.values()].filter((votes) => votes.every((vote) => !vote.carried)).length
}

const votesOf = (step: Step): Vote | null =>
  step.kind === 'cell_vote' ||
  step.kind === 'committee_vote' ||
  step.kind === 'official_vote' ||
  step.kind === 'official_committee'
    ? step.facts
    : step.kind === 'decided' || step.kind === 'official_decided' || step.kind === 'removal_decided'
      ? step.facts.vote
      : null

const checkAnswered = (dossier: Dossier, id: Id | null) =>
  id === null
    ? dossier.checks.findLast((each) => each.repliedOn === null)
    : dossier.checks.find((each) => each.id === id)

/** Why a step cannot be taken at all, whatever the rules; null when it can. */
export function stepFault(before: Dossier | null, step: Step, around: Surroundings): Refusal | null {
  const fault = (code: string, field = '', details: Refusal['details'] = {}): Refusal => ({ code, field, details })
  const stage = before?.stage ?? 'none'
  if (!FROM[step.kind].includes(stage)) return fault('admissions.not_now', '', { stage, step: step.kind })
  if (before && !ADDITIONS.includes(step.kind) && step.on < before.stageOn)
    return fault('admissions.before_last', 'on', { on: before.stageOn })
  const vote = votesOf(step)
  const wrong = vote ? voteFault(vote) : null
  if (wrong) return wrong
  const line = around.line(step.on)
  switch (step.kind) {
    case 'reply': {
      const check = before ? checkAnswered(before, step.facts.checkId) : undefined
      if (!check) return fault('admissions.no_such_check', 'checkId')
      if (step.on < check.on) return fault('admissions.reply_before_check', 'on', { on: check.on })
      return null
    }
    case 'committee_vote':
    case 'official_committee':
      if (!line.committee) return fault('admissions.no_committee')
      if (step.kind === 'committee_vote' && line.section && before?.appraisal?.agrees !== true)
        return fault('admissions.appraisal_first')
      return null
    case 'decided':
    case 'official_decided':
    case 'removal_decided':
      if (step.decisionId === null) return fault('admissions.decision_required', 'decision.number')
      if (line.committee && ['cell_proposed', 'official_cell_proposed', 'removal_cell_proposed'].includes(stage))
        return fault('admissions.committee_first')
      if (step.facts.by === 'delegated_grassroots' && !line.delegated) return fault('admissions.not_delegated', 'by')
      return null
    case 'ceremony':
      return before?.receivedOn && step.on < before.receivedOn
        ? fault('admissions.before_receipt', 'on', { on: before.receivedOn })
        : null
    case 'annulled':
      return step.decisionId === null ? fault('admissions.decision_required', 'decision.number') : null
    default:
      return null
  }
}

/** One step further, or why not. `null` before is a dossier that does not exist yet. */
export function advance(before: Dossier | null, step: Step, around: Surroundings): Advance {
  const fault = stepFault(before, step, around)
  if (fault) return { dossier: null, refusal: fault }
  const base: Dossier = before ?? { ...EMPTY, stage: 'outstanding', stageOn: step.on }
  const kept = { ...step.facts, id: step.id, on: step.on }
  const to = (stage: Stage, more: Partial<Dossier> = {}): Advance => ({
    dossier: { ...base, ...more, stage, stageOn: step.on },
    refusal: null,
  })
  const add = (more: Partial<Dossier>): Advance => ({ dossier: { ...base, ...more }, refusal: null })
  switch (step.kind) {
    case 'noted':
      return to('outstanding')
    case 'listed':
      return to('candidate', { readmission: step.facts.readmission })
    case 'helper':
      return add({ helpers: [...base.helpers, kept as Kept<'helper'>] })
    case 'class_sent':
      return to('in_class')
    case 'certificate': {
      const certificate = kept as Kept<'certificate'>
      const first = base.stage === 'candidate' || base.stage === 'in_class'
      // Somebody may bring a certificate from before; the day of the move is never earlier than the last one.
      return add({ certificate, ...(first ? { stage: 'class_done', stageOn: maxDay(base.stageOn, step.on) } : {}) })
    }
    case 'opened':
      return to('dossier', { openedOn: step.on, clockOn: step.on })
    case 'sponsor':
      return add({ sponsors: [...base.sponsors, kept as Kept<'sponsor'>] })
    case 'introduction':
      return add({ introductions: [...base.introductions, kept as Kept<'introduction'>] })
    case 'paper':
      return add({ papers: [...base.papers, kept as Kept<'paper'>] })
    case 'opinion':
      return add({ opinions: [...base.opinions, kept as Kept<'opinion'>] })
    case 'check':
      return add({ checks: [...base.checks, { ...(kept as Kept<'check'>), repliedOn: null }] })
    case 'reply':
      return add({
        checks: base.checks.map((each) =>
          each === checkAnswered(base, step.facts.checkId) ? { ...each, repliedOn: step.on } : each,
        ),
      })
    case 'vetting': {
      const vetting = kept as Kept<'vetting'>
      // A second look at a file that is past this point changes nothing but the conclusion.
      if (base.stage !== 'dossier') return add({ vetting })
      return step.facts.meets ? to('history_checked', { vetting }) : to('dossier', { vetting })
    }
    case 'completed':
      return to('dossier_complete')
    case 'renewed':
      // Sponsors' letters and the unions' resolutions are to be made anew, opinions and vetting supplemented (rule DOSSIER_VALID).
      return to(base.vetting?.meets ? 'history_checked' : 'dossier', {
        clockOn: step.on,
        sponsors: [],
        introductions: [],
        opinions: [],
      })
    case 'cell_vote': {
      const cellVotes = [...base.cellVotes, kept as Kept<'cell_vote'>]
      return step.facts.carried
        ? to('cell_proposed', { cellVotes, proposedOn: step.on, extendedDays: 0, appraisal: null })
        : to('dossier_complete', { cellVotes })
    }
    case 'appraisal':
      return to('cell_proposed', { appraisal: kept as Kept<'appraisal'> })
    case 'committee_vote': {
      const committeeVotes = [...base.committeeVotes, kept as Kept<'committee_vote'>]
      return to(step.facts.carried ? 'committee_proposed' : 'cell_proposed', { committeeVotes })
    }
    case 'extension':
      return base.ceremonyOn === null
        ? to(base.stage, { extendedDays: step.facts.days })
        : to(base.stage, { officialExtendedDays: step.facts.days })
    case 'decided':
      return to('decided', { decidedOn: step.on, decidedBy: step.facts.by, receivedOn: null })
    case 'received':
      return to('decided', { receivedOn: step.on })
    case 'ceremony':
      return to('probationary', { ceremonyOn: step.on })
    case 'handed_over':
      return handedOver(base, to)
    case 'returned':
      return base.ceremonyOn === null
        ? to('returned', { reason: step.facts.reason })
        : to('probationary', { reason: step.facts.reason })
    case 'resumed':
      return to('history_checked', { reason: null, appraisal: null })
    case 'stopped':
      return to('stopped', { reason: step.facts.reason })
    case 'new_class':
      return add({ newClass: kept as Kept<'new_class'> })
    case 'official_vote': {
      const officialVotes = [...base.officialVotes, kept as Kept<'official_vote'>]
      const proposed = { officialVotes, officialProposedOn: step.on, officialExtendedDays: 0, reason: null }
      if (step.facts.carried)
        return to(step.facts.removal ? 'removal_cell_proposed' : 'official_cell_proposed', proposed)
      const most = around.maxVotes(step.on)
      const up = most !== null && votesWithoutResult({ officialVotes }) >= most
      return up ? to('reported_up', proposed) : to('probationary', { officialVotes })
    }
    case 'official_committee': {
      if (!step.facts.carried) return to(base.stage)
      return to(REMOVAL.includes(base.stage) ? 'removal_committee_proposed' : 'official_committee_proposed')
    }
    case 'official_decided':
      return to('full', { officialDecidedOn: step.on })
    case 'removal_decided':
      return to('removed', { officialDecidedOn: step.on })
    case 'annulled':
      return to('annulled', { reason: step.facts.reason })
  }
}

/** The new cell considers what the old one only proposed; a decision goes along, and its term runs anew from receipt (2.4). */
function handedOver(base: Dossier, to: (stage: Stage, more?: Partial<Dossier>) => Advance): Advance {
  if (base.stage === 'cell_proposed' || base.stage === 'committee_proposed')
    return to('dossier_complete', { proposedOn: null, appraisal: null })
  if (base.stage === 'decided') return to('decided', { receivedOn: null })
  if ([...OFFICIAL, ...REMOVAL].includes(base.stage)) return to('probationary')
  return to(base.stage)
}

/** The whole history: what it makes of the dossier, or its first fault and the place of the step at fault. */
export function dossierOf(
  steps: readonly Step[],
  around: Surroundings,
): { dossier: Dossier; fault: null } | { dossier: null; fault: Refusal & { at: number } } {
  let dossier: Dossier | null = null
  for (const [at, step] of steps.entries()) {
    const next: Advance = advance(dossier, step, around)
    if (next.refusal) return { dossier: null, fault: { ...next.refusal, at } }
    dossier = next.dossier
  }
  if (!dossier) return { dossier: null, fault: { ...refuse('admissions.no_steps').refusal!, at: 0 } }
  return { dossier, fault: null }
}
