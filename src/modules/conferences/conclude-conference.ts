// From being held to the written conclusion: its points become tasks of the units named, in the same transaction; a conclusion is
// reopened only with a reason, and what became a task stays one.
import { dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { addTasks } from '#modules/targets/targets.server.ts'
import { idField, optionalDay, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { conclusionFaults, isBlankPoint, writtenRows } from './conference.ts'
import type { PointDraft } from './conference.ts'
import { conclusionFields } from './conference-fields.ts'
import { changeConference, lockConference, unitOfConference, writeLines } from './conference-store.ts'
import type { LockedConference } from './conference-store.ts'

export const holdConference = operation({
  name: 'conferences.hold-conference',
  summary: 'Record that a planned conference took place',
  permission: 'conference.write',
  input: v.object({ conferenceId: idField(), version: versionField() }),
  units: unitOfConference,
  async run(ctx, input) {
    const conference = await lockConference(ctx, input.conferenceId, 'hold', input.version)
    if (conference.startsAt > ctx.now) {
      throw new AppError('conferences.in_future', { on: dayInVietnam(conference.startsAt) })
    }
    return { id: conference.id, version: await changeConference(ctx, conference) }
  },
})

type Point = PointDraft & { id: Id; at: number; taskId: Id | null }

/** The points as posted, with the tasks they became earlier. Throws at the field where a task's point was dropped or changed. */
async function pointsOf(ctx: Context, conference: LockedConference, posted: readonly PointDraft[]): Promise<Point[]> {
  const stored = await ctx.db
    .selectFrom('conclusion_point')
    .select(['id', 'owner_unit_id', 'due_on', 'task_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('conference_id', '=', conference.id)
    .execute()
  const byId = new Map(stored.map((row) => [row.id, row]))
  const points = writtenRows(posted, isBlankPoint).map((point): Point => {
    if (point.id === null) return { ...point, id: ctx.newId(), taskId: null }
    const before = byId.get(point.id)
    if (!before) throw new AppError('conferences.unknown_line')
    return { ...point, id: point.id, taskId: before.task_id }
  })
  for (const row of stored) {
    if (row.task_id === null) continue
    const now = points.find((point) => point.id === row.id)
    if (!now) throw AppError.at('points', 'conferences.point_is_task')
    if (now.ownerUnitId !== row.owner_unit_id)
      throw AppError.at(`points.${now.at}.ownerUnitId`, 'conferences.point_is_task')
    if (now.dueOn !== row.due_on) throw AppError.at(`points.${now.at}.dueOn`, 'conferences.point_is_task')
  }
  const owners = [...new Set(points.flatMap((point) => point.ownerUnitId ?? []))]
  if (owners.length > 0 && !(await ctx.actor.covers(ctx.db, 'conference.write', owners))) {
    for (const point of points) {
      const owner = point.ownerUnitId
      if (owner !== null && !(await ctx.actor.covers(ctx.db, 'conference.write', [owner]))) {
        throw AppError.at(`points.${point.at}.ownerUnitId`, 'conferences.unknown_unit')
      }
    }
  }
  return points
}

const lineOf = (point: Point) => ({
  id: point.id,
  text: point.text ?? '',
  owner_unit_id: point.ownerUnitId,
  due_on: point.dueOn,
  task_id: point.taskId,
})

export const writeConclusion = operation({
  name: 'conferences.write-conclusion',
  summary: 'Save the draft of the conclusion with its points in order',
  permission: 'conference.write',
  input: v.object(conclusionFields),
  units: unitOfConference,
  async run(ctx, input) {
    const conference = await lockConference(ctx, input.conferenceId, 'write', input.version)
    const points = await pointsOf(ctx, conference, input.points)
    const silent = points.find((point) => point.text === null)
    if (silent) throw AppError.at(`points.${silent.at}.text`, 'conferences.point_text')
    await writeLines(ctx, 'conclusion_point', conference.id, points.map(lineOf))
    const version = await changeConference(ctx, conference, { conclusion: input.conclusion })
    ctx.note({ points: points.length })
    return { id: conference.id, version }
  },
})

export const concludeConference = operation({
  name: 'conferences.conclude-conference',
  summary: 'Issue the conclusion: every point becomes a task of its unit with its due day',
  permission: 'conference.write',
  input: v.object({ ...conclusionFields, concludedOn: v.optional(optionalDay(), null) }),
  units: unitOfConference,
  async run(ctx, input) {
    const conference = await lockConference(ctx, input.conferenceId, 'conclude', input.version)
    const concludedOn = input.concludedOn ?? ctx.today
    if (concludedOn > ctx.today || concludedOn < dayInVietnam(conference.startsAt)) {
      throw AppError.at('concludedOn', 'conferences.concluded_day')
    }
    const points = await pointsOf(ctx, conference, input.points)
    if (points.length === 0) throw AppError.at('points', 'conferences.no_points')
    const tasks = new Set(points.flatMap((point) => (point.taskId === null ? [] : [point.id])))
    const faults = conclusionFaults(input.conclusion, points, tasks, ctx.today)
    if (Object.keys(faults).length > 0) throw new AppError('invalid_input', {}, faults)

    const fresh = points.filter((point) => point.taskId === null)
    const taskIds = await addTasks(
      ctx,
      fresh.map((point) => ({
        title: firstWords(point.text as string),
        body: point.text,
        ownerUnitId: point.ownerUnitId as Id,
        issuerUnitId: conference.unitId,
        dueOn: point.dueOn as Day,
        source: { kind: 'conclusion', id: point.id },
      })),
    )
    const made = new Map(fresh.map((point, n) => [point.id, taskIds[n] as Id]))
    await writeLines(
      ctx,
      'conclusion_point',
      conference.id,
      points.map((point) => lineOf({ ...point, taskId: made.get(point.id) ?? point.taskId })),
    )
    const version = await changeConference(ctx, conference, { conclusion: input.conclusion, concluded_on: concludedOn })
    ctx.note({ concludedOn, tasks: taskIds.length })
    return { id: conference.id, version, taskIds }
  },
})

const TITLE = 200

/** A title out of a long sentence: cut at a word. */
function firstWords(text: string): string {
  if (text.length <= TITLE) return text
  return `${text.slice(0, TITLE).replace(/\s+\S*$/, '')} …`
}

export const reopenConference = operation({
  name: 'conferences.reopen-conference',
  summary: 'Reopen a concluded conference to correct it, with the reason; tasks already given stay',
  permission: 'conference.write',
  input: v.object({ conferenceId: idField(), version: versionField(), reason: textField(500) }),
  units: unitOfConference,
  async run(ctx, input) {
    const conference = await lockConference(ctx, input.conferenceId, 'reopen', input.version)
    const version = await changeConference(ctx, conference, { concluded_on: null })
    ctx.note({ reason: input.reason })
    return { id: conference.id, version }
  },
})
