// Recommendations raised at a conference: to whom, what, and the answer that came back. The ledger keeps them over the years.
import { dayInVietnam } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { choiceField, dayField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { lockConference, nextOrdinal, unitOfConference, unitOfLine } from './conference-store.ts'
import { addresseesOn } from './templates.ts'

const facts = { level: textField(40), text: textField(2000), raisedBy: v.optional(optionalText(300), null) }

async function needAddressee(ctx: Context, level: string): Promise<void> {
  const known = addresseesOn(await loadRulebook(ctx), ctx.today)
  if (!known.some(({ code }) => code === level)) throw AppError.at('level', 'conferences.unknown_addressee')
}

export const addRecommendation = operation({
  name: 'conferences.add-recommendation',
  summary: 'Record a recommendation raised at a conference, addressed to a level',
  permission: 'conference.write',
  input: v.object({ conferenceId: idField(), ...facts }),
  units: unitOfConference,
  async run(ctx, { conferenceId, ...input }) {
    await lockConference(ctx, conferenceId, 'prepare')
    await needAddressee(ctx, input.level)
    const id = ctx.newId()
    await ctx.db
      .insertInto('recommendation')
      .values({
        tenant_id: ctx.tenantId,
        id,
        conference_id: conferenceId,
        ordinal: await nextOrdinal(ctx, 'recommendation', conferenceId),
        level: input.level,
        text: input.text,
        raised_by: input.raisedBy,
        state: 'open',
      })
      .execute()
    ctx.touch(id, conferenceId)
    ctx.note({ level: input.level })
    return { id }
  },
})

async function lockRecommendation(ctx: Context, id: Id, version: number) {
  const row = await ctx.db
    .selectFrom('recommendation as r')
    .innerJoin('conference as c', (join) =>
      join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.id', '=', 'r.conference_id'),
    )
    .select(['r.id', 'r.conference_id', 'r.state', 'r.version', 'r.text', 'c.starts_at'])
    .where('r.tenant_id', '=', ctx.tenantId)
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw new AppError('stale')
  return row
}

export const editRecommendation = operation({
  name: 'conferences.edit-recommendation',
  summary: 'Correct a recommendation that has no answer yet',
  permission: 'conference.write',
  input: v.object({ recommendationId: idField(), version: versionField(), ...facts }),
  units: (ctx, input) => unitOfLine(ctx, 'recommendation', input.recommendationId),
  async run(ctx, input) {
    const row = await lockRecommendation(ctx, input.recommendationId, input.version)
    if (row.state !== 'open') throw new AppError('conferences.answered')
    await needAddressee(ctx, input.level)
    await ctx.db
      .updateTable('recommendation')
      .set({ level: input.level, text: input.text, raised_by: input.raisedBy, version: row.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', row.id)
      .execute()
    ctx.touch(row.id, row.conference_id)
    ctx.note({ before: row.text })
    return { id: row.id, version: row.version + 1 }
  },
})

export const answerRecommendation = operation({
  name: 'conferences.answer-recommendation',
  summary: 'Record the answer to a recommendation, or that it was not taken up',
  permission: 'conference.write',
  input: v.object({
    recommendationId: idField(),
    version: versionField(),
    state: choiceField(['answered', 'refused']),
    answer: textField(5000),
    answeredOn: dayField(),
  }),
  units: (ctx, input) => unitOfLine(ctx, 'recommendation', input.recommendationId),
  async run(ctx, input) {
    const row = await lockRecommendation(ctx, input.recommendationId, input.version)
    if (input.answeredOn > ctx.today || input.answeredOn < dayInVietnam(row.starts_at)) {
      throw AppError.at('answeredOn', 'conferences.answered_before')
    }
    await ctx.db
      .updateTable('recommendation')
      .set({ state: input.state, answer: input.answer, answered_on: input.answeredOn, version: row.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', row.id)
      .execute()
    ctx.touch(row.id, row.conference_id)
    ctx.note({ state: input.state, answeredOn: input.answeredOn })
    return { id: row.id, version: row.version + 1 }
  },
})
