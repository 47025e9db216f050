// What a side did for a period: recorded by that side, or by those of ours who wait for it on behalf of a body outside.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { choiceField, dayField, idField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { reviewersOf } from './book.ts'
import { dutyOf, instanceIn, readDuty, writersOf } from './duty-store.ts'
import { fileFields, keepFile } from './regulation-store.ts'

export const doneConstraints = {
  obligation_done_once: { code: 'coordination.done_already', field: 'period' },
}

export function checkDoneOn(ctx: Pick<Context, 'today'>, doneOn: Day, signedOn: Day): void {
  if (doneOn > ctx.today) throw AppError.at('doneOn', 'coordination.done_in_future')
  if (doneOn < signedOn) throw AppError.at('doneOn', 'coordination.done_before_signing')
}

export const recordDone = operation({
  name: 'coordination.record-done',
  summary: 'Record what was done for an obligation in a period, for the own side or on behalf of a body outside',
  permission: 'coordination.write',
  input: v.object({
    obligationId: idField(),
    period: textField(40),
    doneOn: dayField(),
    body: textField(5000),
    /** Who of the side outside said so. */
    answeredBy: v.optional(optionalText(200), null),
    ...fileFields(),
  }),
  units: async (ctx, input) => {
    const view = await readDuty(ctx, input.obligationId)
    return view ? writersOf(view) : []
  },
  constraints: doneConstraints,
  async run(ctx, input): Promise<{ doneId: Id; regulationId: Id; state: string }> {
    const view = await dutyOf(ctx, input.obligationId)
    const instance = instanceIn(ctx, view, input.period)
    if (instance.done && instance.done.state !== 'returned') throw AppError.at('period', 'coordination.done_already')
    checkDoneOn(ctx, input.doneOn, view.regulation.signedOn)
    // Nobody of ours waits for it, or who waits for it writes it down: then it needs no second look.
    const waiting = reviewersOf(view.book, view.obligation)
    const accepted = waiting.length === 0 || (await ctx.actor.covers(ctx.db, 'coordination.write', waiting))
    const id = ctx.newId()
    await ctx.db
      .insertInto('obligation_done')
      .values({
        tenant_id: ctx.tenantId,
        id,
        obligation_id: view.obligation.id,
        period: input.period,
        done_on: input.doneOn,
        body: input.body,
        file_id: await keepFile(ctx, input),
        answered_by: input.answeredBy,
        state: accepted ? 'accepted' : 'received',
        decided_at: accepted ? ctx.now : null,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id, view.obligation.id, view.regulation.id)
    ctx.note({ number: view.regulation.number, title: view.obligation.title, period: input.period })
    return { doneId: id, regulationId: view.regulation.id, state: accepted ? 'accepted' : 'received' }
  },
})

const importRow = v.object({
  obligationId: idField(),
  period: textField(40),
  doneOn: dayField(),
  body: textField(5000),
  answeredBy: v.optional(optionalText(200), null),
  state: choiceField(['accepted', 'returned'] as const),
  reason: v.optional(optionalText(1000), null),
})

export const importDone = operation({
  name: 'coordination.import-done',
  summary: 'Take over what was done in earlier years, many records of one regulation at once',
  permission: 'coordination.write',
  input: v.object({ rows: v.pipe(v.array(importRow), v.maxLength(5000, 'field.too_large:5000')) }),
  constraints: doneConstraints,
  async run(ctx, input): Promise<{ recorded: number }> {
    const views = new Map<Id, Awaited<ReturnType<typeof dutyOf>>>()
    for (const [at, row] of input.rows.entries()) {
      // Obligations of one regulation share what was read for the first of them.
      const shared = [...views.values()].find((one) => one.book.obligations.some((o) => o.id === row.obligationId))
      const obligation = shared?.book.obligations.find((one) => one.id === row.obligationId)
      const party = shared?.book.parties.find((one) => one.id === obligation?.partyId)
      const view = views.get(row.obligationId) ?? (shared && obligation && party ? { ...shared, obligation, party } : await dutyOf(ctx, row.obligationId)) // prettier-ignore
      views.set(row.obligationId, view)
      try {
        instanceIn(ctx, view, row.period)
        checkDoneOn(ctx, row.doneOn, view.regulation.signedOn)
        if (row.state === 'returned' && row.reason === null) throw AppError.at('reason', 'field.required')
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown
        const [field = '', code = thrown.code] = Object.entries(thrown.fields)[0] ?? []
        throw new AppError(thrown.code, thrown.details, { [`rows.${at}.${field}`]: code })
      }
    }
    const rows = input.rows.map((row) => ({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      obligation_id: row.obligationId,
      period: row.period,
      done_on: row.doneOn,
      body: row.body,
      answered_by: row.answeredBy,
      state: row.state,
      reason: row.reason,
      decided_at: ctx.now,
      version: 1,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    }))
    await insertRows(ctx.db, 'obligation_done', rows)
    ctx.touch(...rows.map((row) => row.id))
    ctx.note({ recorded: rows.length })
    return { recorded: rows.length }
  },
})
