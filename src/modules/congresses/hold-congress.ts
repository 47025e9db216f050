// What the unit itself records: that its congress was held, and that its result was reported to the unit above (ELE-22).
import { AppError } from '#kernel/errors.ts'
import type { Day } from '#kernel/day.ts'
import { dayField, idField, optionalDay, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { lockCongress, stepOf, unitOfCongress, writeStep } from './congress-store.ts'

/** Throws congresses.in_future at the field: what has not happened is not recorded. */
export function refuseFuture(ctx: Context, field: string, on: Day): void {
  if (on > ctx.today) throw AppError.at(field, 'congresses.in_future', { on })
}

export const holdCongress = operation({
  name: 'congresses.hold-congress',
  summary: 'Record that a congress was held, with its first and last day',
  permission: 'congress.write',
  input: v.object({
    congressId: idField(),
    version: versionField(),
    heldOn: dayField(),
    heldTo: v.optional(optionalDay(), null),
  }),
  units: unitOfCongress,
  async run(ctx, input) {
    const congress = await lockCongress(ctx, input, 'hold')
    const heldTo = input.heldTo === input.heldOn ? null : input.heldTo
    if (heldTo !== null && heldTo < input.heldOn) throw AppError.at('heldTo', 'congresses.ends_before')
    refuseFuture(ctx, 'heldOn', input.heldOn)
    if (heldTo !== null) refuseFuture(ctx, 'heldTo', heldTo)
    const { contentApprovedOn } = congress
    if (contentApprovedOn !== null && input.heldOn < contentApprovedOn) {
      throw AppError.at('heldOn', 'congresses.before', { on: contentApprovedOn })
    }
    return writeStep(ctx, congress, stepOf(ctx, 'hold', input.heldOn, null), { held_on: input.heldOn, held_to: heldTo })
  },
})

export const reportResult = operation({
  name: 'congresses.report-result',
  summary: 'Record the day on which the result of a congress was reported to the unit above',
  permission: 'congress.write',
  input: v.object({ congressId: idField(), version: versionField(), on: dayField() }),
  units: unitOfCongress,
  async run(ctx, input) {
    const congress = await lockCongress(ctx, input, 'report')
    refuseFuture(ctx, 'on', input.on)
    const held = congress.heldTo ?? congress.heldOn
    if (held !== null && input.on < held) throw AppError.at('on', 'congresses.before', { on: held })
    return writeStep(ctx, congress, stepOf(ctx, 'report', input.on, null), { result_reported_on: input.on })
  },
})
