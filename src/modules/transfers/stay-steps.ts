// A temporary stay goes on for longer or ends (TEMP_TRANSFER_*). Of a member of this bloc the standing changes with it; a guest from
// elsewhere was never counted here.
import { stayWithin } from '#modules/members/members.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { dayField, idField, optionalText, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { enforce, judgeStay } from './transfer-rules.ts'
import { cellOfCase, lockCase, takeStep, transferConstraints } from './transfer-store.ts'

const stepFields = () => ({ transferId: idField(), version: versionField(), on: dayField() })

export const extendStay = operation({
  name: 'transfers.extend-stay',
  summary: 'Prolong a temporary stay; all of it together keeps within the term',
  permission: 'member.write',
  input: v.object({ ...stepFields(), untilOn: dayField(), note: v.optional(optionalText(500), null) }),
  units: (ctx, input) => cellOfCase(ctx, input.transferId, 'home'),
  constraints: transferConstraints,
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    const { on, untilOn } = input
    const from = before.closedOn ?? on
    const warnings = enforce(
      judgeStay(await loadRulebook(ctx), { reason: before.reason, from, until: untilOn }),
      'untilOn',
    )
    await takeStep(ctx, before, { act: 'extend', on, note: input.note, untilOn })
    const { memberId, decisionId } = before
    if (memberId !== null)
      await stayWithin(ctx, {
        memberId,
        decidedOn: on,
        effectiveOn: on,
        decisionId,
        stay: 'longer',
        untilOn,
        toPlace: null,
      })
    ctx.note({ on, untilOn })
    return { transferId: input.transferId, warnings }
  },
})

export const endStay = operation({
  name: 'transfers.end-stay',
  summary: 'Record the end of a temporary stay: the first day back home',
  permission: 'member.write',
  input: v.object({ ...stepFields(), note: v.optional(optionalText(500), null) }),
  units: (ctx, input) => cellOfCase(ctx, input.transferId, 'home'),
  constraints: transferConstraints,
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    const { on } = input
    await takeStep(ctx, before, { act: 'end', on, note: input.note })
    const { memberId } = before
    if (memberId !== null)
      await stayWithin(ctx, {
        memberId,
        decidedOn: on,
        effectiveOn: on,
        decisionId: null,
        stay: 'back',
        untilOn: null,
        toPlace: null,
      })
    ctx.note({ on })
    return { transferId: input.transferId }
  },
})
