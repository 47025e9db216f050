// A conference with everything in it, for its page, its papers and the article drafted from it.
import { dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { pictureFacts } from '#platform/files/file-rows.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import type { ChecklistItem, ConferenceState, PaperKind, PaperState, RecommendationState } from './conference.ts'
import { unitOfConference } from './conference-store.ts'
import { addresseesOn, templatesOn } from './templates.ts'

async function headOf(ctx: ReadContext, conferenceId: Id) {
  const row = await ctx.db
    .selectFrom('conference as c')
    .leftJoin('report as r', (join) => join.onRef('r.tenant_id', '=', 'c.tenant_id').onRef('r.id', '=', 'c.report_id'))
    .select([
      'c.id',
      'c.unit_id as unitId',
      'c.kind',
      'c.title',
      'c.ordinal',
      'c.term',
      'c.theme',
      'c.starts_at as startsAt',
      'c.ends_at as endsAt',
      'c.place',
      'c.chair',
      'c.state',
      'c.report_id as reportId',
      'r.title as reportTitle',
      'c.conclusion',
      'c.concluded_on as concludedOn',
      'c.checklist',
      'c.version',
    ])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.id', '=', conferenceId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, state: row.state as ConferenceState, checklist: row.checklist as ChecklistItem[] }
}

function linesOf(ctx: ReadContext, conferenceId: Id) {
  return {
    items: ctx.db
      .selectFrom('conference_item')
      .select(['id', 'text', 'presenter', 'minutes_long as minutesLong'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('conference_id', '=', conferenceId)
      .orderBy('ordinal'),
    guests: ctx.db
      .selectFrom('conference_guest')
      .select(['id', 'role', 'invited', 'attended'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('conference_id', '=', conferenceId)
      .orderBy('ordinal'),
    papers: ctx.db
      .selectFrom('conference_paper')
      .select(['id', 'kind', 'title', 'unit_id as unitId', 'author', 'state', 'body', 'version'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('conference_id', '=', conferenceId)
      .orderBy('ordinal'),
    recommendations: ctx.db
      .selectFrom('recommendation')
      .select([
        'id',
        'level',
        'text',
        'raised_by as raisedBy',
        'state',
        'answer',
        'answered_on as answeredOn',
        'version',
      ])
      .where('tenant_id', '=', ctx.tenantId)
      .where('conference_id', '=', conferenceId)
      .orderBy('ordinal'),
    points: ctx.db
      .selectFrom('conclusion_point as p')
      .leftJoin('task as t', (join) => join.onRef('t.tenant_id', '=', 'p.tenant_id').onRef('t.id', '=', 'p.task_id'))
      .select([
        'p.id',
        'p.text',
        'p.owner_unit_id as ownerUnitId',
        'p.due_on as dueOn',
        'p.task_id as taskId',
        't.state as taskState',
        't.due_on as taskDueOn',
      ])
      .where('p.tenant_id', '=', ctx.tenantId)
      .where('p.conference_id', '=', conferenceId)
      .orderBy('p.ordinal'),
    pictures: ctx.db
      .selectFrom('conference_picture as p')
      .innerJoin('file as f', (join) => join.onRef('f.tenant_id', '=', 'p.tenant_id').onRef('f.id', '=', 'p.file_id'))
      .select(['p.id', 'p.file_id as fileId', 'p.caption', 'p.credit', 'f.variants'])
      .where('p.tenant_id', '=', ctx.tenantId)
      .where('p.conference_id', '=', conferenceId)
      .orderBy('p.ordinal'),
  }
}

/** The whole record; the caller has authorised it. Names are those of the conference's day. */
export async function conferenceRecord(ctx: ReadContext, conferenceId: Id) {
  const head = await headOf(ctx, conferenceId)
  const on: Day = dayInVietnam(head.startsAt)
  const lines = linesOf(ctx, conferenceId)
  const [items, guests, papers, recommendations, points, pictures] = [
    await lines.items.execute(),
    await lines.guests.execute(),
    await lines.papers.execute(),
    await lines.recommendations.execute(),
    await lines.points.execute(),
    await lines.pictures.execute(),
  ]
  const rulebook = await loadRulebook(ctx)
  const names = await namesOn(
    ctx,
    [head.unitId, ...papers.flatMap((p) => p.unitId ?? []), ...points.flatMap((p) => p.ownerUnitId ?? [])],
    on,
  )
  const nameOf = (id: Id | null) => (id === null ? null : (names.get(id)?.name ?? null))
  const addressees = addresseesOn(rulebook, on)
  return {
    ...head,
    on,
    unitName: nameOf(head.unitId) ?? '',
    templateLabel: templatesOn(rulebook, on).find(({ kind }) => kind === head.kind)?.label ?? head.kind,
    items,
    guests,
    papers: papers.map((paper) => ({
      ...paper,
      kind: paper.kind as PaperKind,
      state: paper.state as PaperState,
      unitName: nameOf(paper.unitId),
    })),
    recommendations: recommendations.map((one) => ({
      ...one,
      state: one.state as RecommendationState,
      levelName: addressees.find(({ code }) => code === one.level)?.label ?? one.level,
    })),
    points: points.map((point) => ({ ...point, ownerName: nameOf(point.ownerUnitId) })),
    pictures: pictures.map(({ variants, ...picture }) => ({ ...picture, ...pictureFacts(picture.fileId, variants) })),
    addressees,
  }
}

export type ConferenceRecord = Awaited<ReturnType<typeof conferenceRecord>>

export const readConference = query({
  name: 'conferences.read-conference',
  summary: 'A conference with agenda, guests, papers, recommendations, conclusion and pictures',
  permission: 'conference.read',
  input: v.object({ conferenceId: idField() }),
  units: unitOfConference,
  async run(ctx, input) {
    const record = await conferenceRecord(ctx, input.conferenceId)
    return { ...record, mayWrite: await ctx.actor.covers(ctx.db, 'conference.write', [record.unitId]) }
  },
})
