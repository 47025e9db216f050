// One dossier as its page shows it: where it stands, what is next and lacks, the file, the terms that run, everything that was done.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import type { Decision } from '#modules/decisions/decisions.server.ts'
import { itemsOf, loadRulebook, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { advance, dossierOf } from './dossier.ts'
import type { Dossier, Surroundings } from './dossier.ts'
import { cellOn, chamberOf, readDossiers, stageNames } from './dossier-store.ts'
import FORM_CODES from './form-codes.json' with { type: 'json' }
import { judge, missingOfficial, partsThere } from './judge.ts'
import type { Court } from './judge.ts'
import { nextStep, openSteps } from './next-step.ts'
import { offeredOf } from './offered-certificates.ts'
import { cellOfDossier, LEVEL_OF, unitsOfLevel } from './step-operations.ts'
import type { Level } from './step-operations.ts'
import { stands } from './record-step.ts'
import type { Step, StepFacts, StepKind } from './steps.ts'
import { certificateUntil, decideDueBy, dossierUntil, probationEnds, replyDueBy, termsOf } from './terms.ts'

export interface StepView {
  id: Id
  kind: StepKind
  on: Day
  facts: Record<string, unknown>
  decision: Decision | undefined
  /** The scan of its paper. */
  fileId: Id | null
  /** Set when it was taken back or replaced: why it no longer counts. */
  voidReason: string | null
  mayCorrect: boolean
}

/** All steps, also those that no longer count, as they were entered. One statement. */
const allSteps = (ctx: ReadContext, dossierId: Id) =>
  ctx.db
    .selectFrom('admission_step')
    .select(['id', 'kind', 'on_day', 'facts', 'decision_id', 'file_id', 'void_reason', 'voided_at'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('dossier_id', '=', dossierId)
    .orderBy('on_day')
    .orderBy('seq')
    .orderBy('recorded_at')
    .execute()

/** Which bodies' deeds the caller may write down for a cell. */
async function levelsOf(ctx: ReadContext, unitId: Id): Promise<Set<Level>> {
  const held = new Set<Level>()
  if (!ctx.actor.holds('member.write')) return held
  for (const level of ['cell', 'section', 'committee', 'deciding'] as const) {
    const units = await unitsOfLevel(ctx, [unitId], level)
    if (await ctx.actor.covers(ctx.db, 'member.write', units)) held.add(level)
  }
  return held
}

/** What the rules have to say of what was done, each rule once. */
function remarks(court: Court & Surroundings, steps: readonly Step[]): string[] {
  const said = new Set<string>()
  let dossier: Dossier | null = null
  for (const step of steps) {
    for (const each of judge(court, dossier, step)) if (each.outcome !== 'kept') said.add(verdictSentence(each))
    dossier = advance(dossier, step, court).dossier
  }
  return [...said]
}

export const readDossier = query({
  name: 'admissions.read-dossier',
  summary: 'One admission dossier: stage, next step, file with its terms, steps with their papers',
  permission: 'member.read',
  input: v.object({ dossierId: idField() }),
  units: (ctx, input) => cellOfDossier(ctx, input.dossierId),
  async run(ctx, input) {
    const [stored] = await readDossiers(ctx, [input.dossierId])
    if (!stored) throw notFound()
    const { id, personId, name, unitId, memberId, version, applicant, steps } = stored
    const chamber = await chamberOf(ctx, [unitId, ...steps.map((step) => step.unitId)])
    const court = chamber.court(applicant, cellOn(steps[0]?.unitId ?? unitId, steps))
    const { dossier } = dossierOf(steps, court)
    if (!dossier) throw notFound()
    const { rules } = chamber
    const line = chamber.lines.of(unitId, ctx.today)
    const every = await allSteps(ctx, id)
    const papers = await decisionsById(
      ctx,
      every.flatMap((step) => step.decision_id ?? []),
    )
    const units = await namesOn(
      ctx,
      [unitId, ...[line.sectionId, line.committeeId, line.topId].filter((each) => each !== null)],
      ctx.today,
    )
    const levels = await levelsOf(ctx, unitId)
    const mayWrite = (kind: StepKind) => levels.has(LEVEL_OF[kind] ?? 'cell')
    const offered = (await offeredOf(ctx, [{ stored, dossier }])).get(id) ?? []
    const issued = offered.map(({ kind }) => kind)
    const next = nextStep(rules, dossier, line, ctx.today, issued)
    const file = rules.at('ADMISSION_FILE', ctx.today)
    const there = partsThere(dossier)
    return {
      id,
      personId,
      name,
      birthOn: applicant.birthOn,
      education: applicant.education,
      unitId,
      unitName: units.get(unitId)?.name ?? '',
      /** The bloc; the cell itself where nothing stands above it. */
      topId: line.topId ?? unitId,
      committeeName: line.committeeId ? (units.get(line.committeeId)?.name ?? '') : null,
      line: { section: line.section, committee: line.committee, delegated: line.delegated },
      memberId,
      version,
      today: ctx.today,
      dossier,
      stageName: stageNames(rules, ctx.today)[dossier.stage] ?? dossier.stage,
      next: {
        ...next,
        level: next.act ? (LEVEL_OF[next.act] ?? 'cell') : null,
        may: next.act !== null && mayWrite(next.act),
      },
      /** Certificates of classes the dossier does not have yet, newest first. */
      offered,
      acts: openSteps(dossier, line).filter((kind) => kind !== next.act && mayWrite(kind)),
      warnings: remarks(court, steps),
      terms: termsOf(rules, court.calendar, dossier, ctx.today),
      checklist: (file ? itemsOf(file) : []).map(({ code, label }) => ({
        code,
        label,
        there: code === FORM_CODES.introduction ? dossier.introductions.length > 0 : there[code] === true,
        needed: code !== FORM_CODES.introduction,
      })),
      officialMissing: missingOfficial(rules, dossier, ctx.today),
      clocks: {
        certificateUntil: certificateUntil(rules, dossier, ctx.today),
        dossierUntil: dossierUntil(rules, dossier, ctx.today),
        decideBy: decideDueBy(rules, court.calendar, dossier),
        probationEnds: probationEnds(rules, dossier),
      },
      checks: dossier.checks.map((check) => ({ ...check, dueOn: replyDueBy(rules, court.calendar, check) })),
      steps: every.map((step): StepView => {
        const kind = step.kind as StepKind
        const counts = step.voided_at === null
        return {
          id: step.id,
          kind,
          on: step.on_day,
          facts: step.facts as StepFacts[StepKind] & Record<string, unknown>,
          decision: step.decision_id === null ? undefined : papers.get(step.decision_id),
          fileId: step.file_id,
          voidReason: counts ? null : (step.void_reason ?? ''),
          mayCorrect: counts && mayWrite(kind) && !stands(stored, kind) && kind !== 'handed_over',
        }
      }),
    }
  },
})

/** The dossiers of a person whose cell the caller reads, newest first, for other pages that lead here. */
export const dossiersOf = query({
  name: 'admissions.dossiers-of',
  summary: 'The admission dossiers of one person',
  permission: 'member.read',
  input: v.object({ personId: idField() }),
  async run(ctx, input) {
    const rows = await ctx.db
      .selectFrom('admission_dossier')
      .select(['id', 'unit_id as unitId', 'member_id as memberId', 'stage', 'stage_on as stageOn', 'open'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('person_id', '=', input.personId)
      .orderBy('recorded_at', 'desc')
      .execute()
    const names = rows.length > 0 ? stageNames(await loadRulebook(ctx), ctx.today) : {}
    const reachable = []
    // A handful at most; also in cells that have ended since.
    for (const { unitId, ...row } of rows)
      if (await ctx.actor.covers(ctx.db, 'member.read', [unitId]))
        reachable.push({ ...row, stageName: names[row.stage] ?? row.stage })
    return reachable
  },
})
