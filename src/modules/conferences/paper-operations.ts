// Lead report, papers, statements and directives of a conference, from being asked for to being presented.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { choiceField, idField, optionalId, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { PAPER_KINDS, PAPER_STATES } from './conference.ts'
import { lockConference, nextOrdinal, unitOfConference, unitOfLine } from './conference-store.ts'

const facts = {
  kind: choiceField(PAPER_KINDS),
  title: textField(500),
  author: textField(200),
  unitId: v.optional(optionalId(), null),
  state: choiceField(PAPER_STATES),
  body: v.optional(optionalText(100_000), null),
}

async function needUnit(ctx: Context, unitId: Id | null): Promise<void> {
  if (unitId !== null && !(await nameOn(ctx, unitId, ctx.today)))
    throw AppError.at('unitId', 'conferences.unknown_unit')
}

export const addPaper = operation({
  name: 'conferences.add-paper',
  summary: 'Add a lead report, paper, statement or directive to a conference',
  permission: 'conference.write',
  input: v.object({ conferenceId: idField(), ...facts }),
  units: unitOfConference,
  async run(ctx, { conferenceId, unitId, ...input }) {
    await lockConference(ctx, conferenceId, 'prepare')
    await needUnit(ctx, unitId)
    const id = ctx.newId()
    const ordinal = await nextOrdinal(ctx, 'conference_paper', conferenceId)
    await ctx.db
      .insertInto('conference_paper')
      .values({ ...input, tenant_id: ctx.tenantId, id, conference_id: conferenceId, ordinal, unit_id: unitId })
      .execute()
    ctx.touch(id, conferenceId)
    ctx.note({ kind: input.kind, title: input.title, state: input.state })
    return { id }
  },
})

/** Locks a paper whose conference is not concluded. */
async function lockPaper(ctx: Context, paperId: Id, version?: number) {
  const paper = await ctx.db
    .selectFrom('conference_paper')
    .select(['id', 'conference_id', 'version', 'title', 'state'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', paperId)
    .forUpdate()
    .executeTakeFirst()
  if (!paper) throw notFound()
  await lockConference(ctx, paper.conference_id, 'prepare')
  if (version !== undefined && paper.version !== version) throw new AppError('stale')
  return paper
}

export const editPaper = operation({
  name: 'conferences.edit-paper',
  summary: 'Change a paper of a conference: author, unit, state, text',
  permission: 'conference.write',
  input: v.object({ paperId: idField(), version: versionField(), ...facts }),
  units: (ctx, input) => unitOfLine(ctx, 'conference_paper', input.paperId),
  async run(ctx, { paperId, unitId, version, ...input }) {
    const paper = await lockPaper(ctx, paperId, version)
    await needUnit(ctx, unitId)
    await ctx.db
      .updateTable('conference_paper')
      .set({ ...input, unit_id: unitId, version: version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', paper.id)
      .execute()
    ctx.touch(paper.id, paper.conference_id)
    ctx.note({ title: input.title, state: input.state, before: { title: paper.title, state: paper.state } })
    return { id: paper.id, version: version + 1 }
  },
})

export const removePaper = operation({
  name: 'conferences.remove-paper',
  summary: 'Take a paper off a conference; the audit entry keeps its title',
  permission: 'conference.write',
  input: v.object({ paperId: idField() }),
  units: (ctx, input) => unitOfLine(ctx, 'conference_paper', input.paperId),
  async run(ctx, input) {
    const paper = await lockPaper(ctx, input.paperId)
    await ctx.db
      .deleteFrom('conference_paper')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', paper.id)
      .execute()
    ctx.touch(paper.id, paper.conference_id)
    ctx.note({ title: paper.title })
    return { id: paper.id }
  },
})
