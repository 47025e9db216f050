// A guest answers what the body outside owes: text and perhaps a file, changed until it is accepted, written anew when it came back.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { countAnswer } from '#modules/guests/guests.server.ts'
import { idField, optionalInteger, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import type { DoneRecord } from './book.ts'
import { dutyOf, instanceIn } from './duty-store.ts'
import { answeringLink } from './guest-links.ts'
import type { OpenLink } from './guest-links.ts'
import { doneConstraints } from './record-done.ts'
import { fileFields, keepFile } from './regulation-store.ts'

export const answerObligation = operation({
  name: 'coordination.answer-obligation',
  summary: 'Answer what the body of a guest link owes for a period, or change the answer until it is accepted',
  permission: 'coordination.answer',
  input: v.object({
    obligationId: idField(),
    period: textField(40),
    answeredBy: textField(200),
    body: textField(5000),
    /** Of the answer that is changed; without it this is the first one. */
    version: v.optional(optionalInteger(1, 1_000_000_000), null),
    ...fileFields(),
  }),
  constraints: doneConstraints,
  async run(ctx, input): Promise<{ doneId: Id; state: 'received' }> {
    const link = await answeringLink(ctx, { lock: true })
    const view = await dutyOf(ctx, input.obligationId)
    if (view.regulation.id !== link.regulationId || view.party.externalId !== link.externalId) throw notFound()
    const instance = instanceIn(ctx, view, input.period)
    await countAnswer(ctx, link)
    const open = instance.done && instance.done.state !== 'returned' ? instance.done : null
    if (open?.state === 'accepted') throw new AppError('coordination.accepted_already')
    if (open && open.guestLinkId === null) throw new AppError('coordination.done_already')
    // An answer another one has changed or sent meanwhile is not written over unseen.
    if ((open?.version ?? null) !== input.version && !(open === null && instance.done)) throw new AppError('stale')
    const fileId = await keepFile(ctx, input)
    const doneId = open ? await change(ctx, link, open, input, fileId) : await add(ctx, link, input, fileId)
    ctx.touch(doneId, link.id, view.obligation.id, view.regulation.id)
    ctx.note({ link: link.id, body: link.bodyName, title: view.obligation.title, period: input.period })
    return { doneId, state: 'received' }
  },
})

interface Answer {
  obligationId: Id
  period: string
  answeredBy: string
  body: string
}

async function add(ctx: Context, link: OpenLink, answer: Answer, fileId: Id | null): Promise<Id> {
  const id = ctx.newId()
  await ctx.db
    .insertInto('obligation_done')
    .values({
      tenant_id: ctx.tenantId,
      id,
      obligation_id: answer.obligationId,
      period: answer.period,
      done_on: ctx.today,
      body: answer.body,
      file_id: fileId,
      guest_link_id: link.id,
      answered_by: answer.answeredBy,
      state: 'received',
      recorded_at: ctx.now,
      recorded_by: null,
    })
    .execute()
  return id
}

async function change(
  ctx: Context,
  link: OpenLink,
  before: DoneRecord,
  answer: Answer,
  fileId: Id | null,
): Promise<Id> {
  const written = await ctx.db
    .updateTable('obligation_done')
    .set({
      body: answer.body,
      answered_by: answer.answeredBy,
      guest_link_id: link.id,
      version: before.version + 1,
      ...(fileId === null ? {} : { file_id: fileId }),
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .where('state', '=', 'received')
    .executeTakeFirst()
  if (written.numUpdatedRows === 0n) throw new AppError('stale')
  return before.id
}
