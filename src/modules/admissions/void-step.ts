// Takes back a step that was entered by mistake, with the reason: what comes after it must stand without it. The step is kept.
import { AppError } from '#kernel/errors.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { advance } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import { cellOn, chamberOf, saveProjections, voidSteps } from './dossier-store.ts'
import { lockDossier, stands } from './record-step.ts'
import { cellOfDossier, LEVEL_OF, unitsOfLevel } from './step-operations.ts'
import type { StepKind } from './steps.ts'

export const voidStep = operation({
  name: 'admissions.void-step',
  summary: 'Take back a step entered by mistake, with the reason; it is kept and no longer counts',
  permission: 'member.write',
  input: v.object({ dossierId: idField(), version: versionField(), stepId: idField(), reason: textField(500) }),
  async units(ctx, input) {
    const step = await ctx.db
      .selectFrom('admission_step')
      .select('kind')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.stepId)
      .where('dossier_id', '=', input.dossierId)
      .executeTakeFirst()
    if (!step) return []
    // Who may enter a step may take it back.
    return unitsOfLevel(ctx, await cellOfDossier(ctx, input.dossierId), LEVEL_OF[step.kind as StepKind] ?? 'cell')
  },
  async run(ctx, input) {
    const stored = await lockDossier(ctx, input.dossierId, input.version)
    const step = stored.steps.find((each) => each.id === input.stepId)
    if (!step) throw new AppError('admissions.step_gone')
    if (stands(stored, step.kind)) throw new AppError('admissions.has_effect')
    if (step.kind === 'handed_over') throw new AppError('admissions.hand_back')
    const rest = stored.steps.filter((each) => each !== step)
    if (rest.length === 0) throw new AppError('admissions.first_step')
    const chamber = await chamberOf(
      ctx,
      stored.steps.map((each) => each.unitId),
    )
    const court = chamber.court(stored.applicant, cellOn(stored.steps[0]!.unitId, rest))
    let dossier: Dossier | null = null
    for (const each of rest) {
      const next = advance(dossier, each, court)
      if (next.refusal) throw new AppError('admissions.later_step', { step: each.kind, on: each.on })
      dossier = next.dossier
    }
    await voidSteps(ctx, [step.id], input.reason)
    await saveProjections(ctx, [
      { id: stored.id, unitId: stored.unitId, memberId: stored.memberId, dossier: dossier as Dossier },
    ])
    ctx.touch(stored.id, stored.personId, stored.unitId)
    ctx.note({ step: step.kind, on: step.on, reason: input.reason, stage: (dossier as Dossier | null)?.stage })
    return { dossierId: stored.id, version: stored.version + 1 }
  },
})
