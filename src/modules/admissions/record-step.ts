// One step of a dossier from its form to the record: folded with all the others, judged by the rules of its day, carried over into the
// register where it makes or ends a membership, and written. All or nothing; of two officers at once the second is told so.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionsById } from '#modules/decisions/decisions.server.ts'
import type { CitedDecision } from '#modules/decisions/decisions.server.ts'
import { admitWithin, confirmWithin, endWithin } from '#modules/members/members.server.ts'
import { refusalAmong, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import type { Verdict } from '#modules/rulebook/rulebook.server.ts'
import { isCell, nameOn } from '#modules/units/units.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { advance } from './dossier.ts'
import type { Dossier, Surroundings } from './dossier.ts'
import { cellOn, chamberOf, insertSteps, readDossiers, saveProjections, voidSteps } from './dossier-store.ts'
import type { StoredDossier, StoredStep } from './dossier-store.ts'
import { judge } from './judge.ts'
import type { Court } from './judge.ts'
import { factsOf } from './read-facts.ts'
import { withPerson } from './sponsor-facts.ts'
import { keepScan } from './step-files.ts'
import type { Scan } from './step-files.ts'
import type { Refusal, Step, StepKind } from './steps.ts'

export interface StepInput extends Partial<CitedDecision>, Scan {
  dossierId: Id
  version: number
  on: Day
  replaces: Id | null
  replaceReason: string | null
}

/** Steps that make, change or end a membership: what is wrong with one is corrected in the register, or by cancelling the decision. */
const EFFECTS: readonly StepKind[] = ['ceremony', 'official_decided', 'removal_decided', 'annulled']

/** Whether the register stands on a step: its own effect, or the decision of a member it has made. */
export const stands = (stored: Pick<StoredDossier, 'memberId'>, kind: StepKind): boolean =>
  EFFECTS.includes(kind) || (kind === 'decided' && stored.memberId !== null)

/** The refusal of the fold as an error at its field. */
export const asError = ({ code, field, details }: Refusal): AppError =>
  field === '' ? new AppError(code, details) : AppError.at(field, code, details)

/** Throws admissions.rule when a confirmed rule is broken, naming it; returns the sentences of those that only warn. */
export function enforce(verdicts: readonly Verdict[], field = 'on', details: Record<string, unknown> = {}): string[] {
  const refusal = refusalAmong(verdicts)
  if (refusal) {
    const { code } = refusal.explanation
    throw AppError.at(field, 'admissions.rule', {
      ...details,
      ...{ rule: code, sentence: verdictSentence(refusal), explanation: refusal.explanation },
    })
  }
  return verdicts.filter((each) => each.outcome === 'warning').map(verdictSentence)
}

/** The locked dossier with the version the form was opened with. Throws not_found or stale. */
export async function lockDossier(ctx: Context, id: Id, version: number): Promise<StoredDossier> {
  const [stored] = await readDossiers(ctx, [id], true)
  if (!stored) throw notFound()
  if (stored.version !== version) throw new AppError('stale')
  return stored
}

/**
 * Folds a history and judges it from a place on: the step at hand and whatever comes after it. Returns the dossier and what the rules
 * warn of at that place; throws what is refused. `whole`: a history from outside, each of whose steps is at hand.
 */
export function hold(
  court: Court & Surroundings,
  steps: readonly Step[],
  place: number,
  whole = false,
): { dossier: Dossier; warnings: string[] } {
  let dossier: Dossier | null = null
  const warnings: string[] = []
  for (const [at, step] of steps.entries()) {
    const later = at > place && !whole
    const next = advance(dossier, step, court)
    if (next.refusal && later) throw new AppError('admissions.later_step', { step: step.kind, on: step.on })
    if (next.refusal) throw asError({ ...next.refusal, details: { on: step.on, ...next.refusal.details } })
    if (at >= place) {
      const said = enforce(judge(court, dossier, step), 'on', later ? { later: step.kind } : {})
      if (!later) warnings.push(...said)
    }
    dossier = next.dossier
  }
  if (!dossier) throw new AppError('admissions.no_steps')
  return { dossier, warnings }
}

/** Writes one step. Returns what the dossier has become and what the rules warn of. */
export async function recordStep<K extends StepKind>(
  ctx: Context,
  kind: K,
  input: StepInput,
  raw: Readonly<Record<string, unknown>>,
) {
  if (input.on > ctx.today) throw AppError.at('on', 'admissions.in_future')
  const stored = await lockDossier(ctx, input.dossierId, input.version)
  const replaced = replacedStep(stored, kind, input)
  const target = kind === 'handed_over' ? [raw['unitId'] as Id] : []
  if (target[0]) await needCell(ctx, target[0], input.on)
  const chamber = await chamberOf(ctx, [stored.unitId, ...stored.steps.map((step) => step.unitId), ...target])
  const decisionId = await cite(ctx, input)
  const removing = stored.stage === 'removal_cell_proposed' || stored.stage === 'removal_committee_proposed'
  const facts = factsOf(chamber.rules, kind, await withPerson(ctx, kind, raw), input.on, removing)
  const step = { id: ctx.newId(), kind, on: input.on, facts, decisionId } as Step
  const place = replaced ? stored.steps.indexOf(replaced) : stored.steps.length
  const steps: Step[] = replaced
    ? [...stored.steps.slice(0, place), step, ...stored.steps.slice(place + 1)]
    : [...stored.steps, step]

  const first = stored.steps[0]?.unitId ?? stored.unitId
  const unitOn = cellOn(first, steps)
  const court = chamber.court(stored.applicant, unitOn)
  const { dossier, warnings } = hold(court, steps, place)
  const unitId = kind === 'handed_over' ? target[0]! : stored.unitId
  const memberId = (await carryOver(ctx, stored, dossier, step)) ?? stored.memberId

  // Entered anew without a new scan, the step keeps the one it had.
  const fileId = (await keepScan(ctx, input)) ?? replaced?.fileId ?? null
  if (replaced) await voidSteps(ctx, [replaced.id], input.replaceReason ?? '')
  const last = stored.steps.at(-1)?.seq ?? 0
  const seq = replaced?.seq ?? last + 1
  await insertSteps(ctx, [{ step, dossierId: stored.id, unitId: stored.unitId, seq, fileId }])
  await saveProjections(ctx, [{ id: stored.id, unitId, memberId, dossier }])
  ctx.touch(stored.id, stored.personId, unitId)
  ctx.note({
    step: kind,
    on: input.on,
    stage: dossier.stage,
    ...(replaced ? { replaced: replaced.on, reason: input.replaceReason } : {}),
  })
  return { dossierId: stored.id, stage: dossier.stage, version: stored.version + 1, memberId, warnings }
}

/** A dossier goes on in a cell. Throws at the field. */
async function needCell(ctx: Context, unitId: Id, on: Day): Promise<void> {
  const unit = await nameOn(ctx, unitId, on)
  if (!unit) throw AppError.at('unitId', 'members.unknown_cell')
  if (!isCell(unit.kind)) throw AppError.at('unitId', 'members.not_a_cell')
}

function replacedStep(stored: StoredDossier, kind: StepKind, input: StepInput): StoredStep | null {
  if (input.replaces === null) return null
  const replaced = stored.steps.find((step) => step.id === input.replaces && step.kind === kind)
  if (!replaced) throw new AppError('admissions.step_gone')
  if (input.replaceReason === null) throw AppError.at('replaceReason', 'field.required')
  if (stands(stored, kind)) throw new AppError('admissions.has_effect')
  if (kind === 'handed_over') throw new AppError('admissions.hand_back')
  return replaced
}

/** The decision of a step, which is signed on the day of the step. */
async function cite(ctx: Context, input: StepInput): Promise<Id | null> {
  const cited = { decisionId: input.decisionId ?? null, decision: input.decision ?? null }
  const id = await citeDecision(ctx, cited)
  const issuedOn = cited.decision?.issuedOn ?? (id ? (await decisionsById(ctx, [id])).get(id)?.issuedOn : undefined)
  if (issuedOn !== undefined && issuedOn !== input.on)
    throw AppError.at('on', 'admissions.decision_day', { on: issuedOn })
  return id
}

/** What a step does to the register. Returns the member made by it. */
export async function carryOver(ctx: Context, stored: StoredDossier, after: Dossier, step: Step): Promise<Id | null> {
  if (!EFFECTS.includes(step.kind)) return null
  const decision = stored.steps.findLast((each) => each.kind === 'decided')
  if (step.kind === 'ceremony') {
    if (!decision?.decisionId) throw new AppError('admissions.decision_required')
    return admitWithin(ctx, {
      personId: stored.personId,
      unitId: stored.unitId,
      decidedOn: decision.on,
      effectiveOn: step.on,
      decisionId: decision.decisionId,
      youthMember: step.facts.youthMember,
    })
  }
  const { memberId } = stored
  if (memberId === null || step.decisionId === null) throw new AppError('admissions.decision_required')
  const deed = { memberId, decidedOn: step.on, decisionId: step.decisionId }
  if (step.kind === 'official_decided') await confirmWithin(ctx, { ...deed, cardNumber: step.facts.cardNumber })
  else await endWithin(ctx, { ...deed, kind: step.kind === 'annulled' ? 'annulment' : 'removal' })
  return memberId
}
