// The end of a membership in the bloc: moved away, died, struck off, left by own will, expelled. The record stays.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { choiceField, idField, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkPast, citePaper, deedFields } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import type { ExitKind } from './member.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { exitFields, judgeExit, writeExit } from './exit-facts.ts'
import type { ExitInput } from './exit-facts.ts'
import { removalCauses } from './standing-rules.ts'
import { cellOfEvent, leave } from './transitions.ts'

/** How a membership ends here; a wrong admission is taken back by annul-decision.ts. */
export const LEAVE_KINDS = [
  'departure',
  'death',
  'removal',
  'resignation',
  'expulsion',
] as const satisfies readonly ExitKind[]

/** Ends that somebody decides; who moves away brings a letter, who dies needs no paper. */
const DECIDED: readonly ExitKind[] = ['removal', 'resignation', 'expulsion']

/** The case of a removal is one of the rule's; votes and breach are judged. Returns what only warns. */
async function judge(
  ctx: Context,
  kind: 'removal' | 'resignation' | 'expulsion',
  input: ExitInput & { cause: string | null; decidedOn: Day },
): Promise<string[]> {
  const rules = await loadRulebook(ctx)
  const causes = kind === 'removal' ? removalCauses(rules, input.decidedOn) : []
  if (input.cause !== null && causes.length > 0 && !causes.some(({ code }) => code === input.cause))
    throw AppError.at('cause', 'members.cause_required')
  return judgeExit(rules, kind, input)
}

export const leaveMember = operation({
  name: 'members.leave-member',
  summary: 'End a membership: departure, death, removal, resignation or expulsion; the day is the first without it',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    kind: choiceField(LEAVE_KINDS),
    toPlace: v.optional(optionalText(250), null),
    /** Of a removal: the case, a code of STRIKE_OFF_CAUSES. */
    cause: v.optional(optionalText(40), null),
    note: v.optional(optionalText(1000), null),
    ...exitFields(),
    ...deedFields(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn })
    const { history } = await lockMember(ctx, input.memberId)
    const after = accepted(leave(history, input.effectiveOn))
    if (input.kind === 'departure' && input.toPlace === null) throw AppError.at('toPlace', 'field.required')
    const { kind } = input
    const warnings = kind === 'departure' || kind === 'death' ? [] : await judge(ctx, kind, input)
    const decisionId = await citePaper(ctx, input, DECIDED.includes(input.kind))
    await saveHistory(ctx, input.memberId, history, after, { decisionId })
    const unitId = cellOfEvent(after, input.effectiveOn)
    if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
    const [eventId] = await insertEvents(ctx, [
      {
        memberId: input.memberId,
        unitId,
        kind: input.kind,
        effectiveOn: input.effectiveOn,
        decidedOn: input.decidedOn,
        decisionId,
        toPlace: input.kind === 'departure' ? input.toPlace : null,
        cause: input.cause,
        note: input.note,
      },
    ])
    if (kind !== 'departure' && kind !== 'death')
      await writeExit(ctx, { memberId: input.memberId, eventId: eventId as Id, kind, input })
    ctx.touch(input.memberId)
    ctx.note({ kind: input.kind, effectiveOn: input.effectiveOn })
    return { memberId: input.memberId, warnings }
  },
})
