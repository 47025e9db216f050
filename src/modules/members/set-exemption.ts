// Excuses a member from work and meetings, or ends it; the cell decides (rule EXEMPTION). Exempt members stay in the strength.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { flagField, idField, optionalChoice, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkPast, citePaper, deedFields } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { EXEMPTION_GROUNDS, exemptionHints } from './standing-rules.ts'
import type { ExemptionGround } from './standing-rules.ts'
import { setExempt } from './standings.ts'
import { cellOfEvent } from './transitions.ts'

const exemptionFields = () => ({
  ground: v.optional(optionalChoice(EXEMPTION_GROUNDS), null),
  /** Months of illness or treatment. */
  monthsIll: v.optional(optionalInteger(0, 1200), null),
  /** How it was asked for, and what the cell said. */
  note: v.optional(optionalText(1000), null),
})

/** What the guidance says of age and illness; the cell decides all the same. */
async function hints(
  ctx: Context,
  personId: Id,
  { ground, monthsIll, effectiveOn }: { ground: ExemptionGround | null; monthsIll: number | null; effectiveOn: Day },
): Promise<string[]> {
  const person = await ctx.db
    .selectFrom('person')
    .select(['sex', 'birth_on as birthOn'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return exemptionHints(await loadRulebook(ctx), { ...person, ground, monthsIll, on: effectiveOn })
}

export const setExemption = operation({
  name: 'members.set-exemption',
  summary: 'Excuse a full member from work and meetings from a day on, or end the exemption',
  permission: 'member.write',
  input: v.object({ memberId: idField(), exempt: flagField(), ...exemptionFields(), ...deedFields() }),
  // Recorded late, it also concerns the cell of that day.
  units: async (ctx, input) => [
    ...(await cellOfMember(ctx, input.memberId, ctx.today)),
    ...(await cellOfMember(ctx, input.memberId, input.effectiveOn)),
  ],
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn })
    const { history, personId } = await lockMember(ctx, input.memberId)
    const after = accepted(setExempt(history, input.exempt, input.effectiveOn))
    const warnings = input.exempt ? await hints(ctx, personId, input) : []
    const decisionId = await citePaper(ctx, input, false)
    await saveHistory(ctx, input.memberId, history, after, { decisionId })
    const unitId = cellOfEvent(after, input.effectiveOn)
    if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
    const { memberId, effectiveOn, decidedOn, ground, note } = input
    const kind = input.exempt ? 'exemption' : 'resumption'
    await insertEvents(ctx, [{ memberId, unitId, kind, effectiveOn, decidedOn, decisionId, cause: ground, note }])
    ctx.touch(input.memberId)
    ctx.note({ exempt: input.exempt, effectiveOn: input.effectiveOn })
    return { memberId: input.memberId, warnings }
  },
})
