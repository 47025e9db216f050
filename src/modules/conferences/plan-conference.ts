// Plans a conference from a template of the rulebook: its agenda, its guests by role and its checklist stand at once.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import {
  dayField,
  idField,
  optionalId,
  optionalInteger,
  optionalText,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { optionalTime, timeField } from './conference-fields.ts'
import { changeConference, lockConference, replaceLines, unitOfConference } from './conference-store.ts'
import { templatesOn } from './templates.ts'

const facts = {
  title: textField(300),
  ordinal: v.optional(optionalInteger(1, 1000), null),
  term: v.optional(optionalText(20), null),
  theme: v.optional(optionalText(1000), null),
  startsOn: dayField(),
  starts: timeField(),
  ends: v.optional(optionalTime(), null),
  place: v.optional(optionalText(300), null),
  chair: v.optional(optionalText(300), null),
  reportId: v.optional(optionalId(), null),
}

interface Facts {
  title: string
  ordinal: number | null
  term: string | null
  theme: string | null
  startsOn: Day
  starts: string
  ends: string | null
  place: string | null
  chair: string | null
  reportId: Id | null
}

const instant = (on: Day, time: string) => new Date(`${on}T${time}:00+07:00`)

/** The columns of the facts. Throws conferences.ends_before or conferences.unknown_report at their field. */
async function columnsOf(ctx: ReadContext, input: Facts) {
  if (input.ends !== null && input.ends <= input.starts) throw AppError.at('ends', 'conferences.ends_before')
  if (input.reportId !== null) {
    const report = await ctx.db
      .selectFrom('report')
      .select('id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.reportId)
      .executeTakeFirst()
    if (!report) throw AppError.at('reportId', 'conferences.unknown_report')
  }
  return {
    title: input.title,
    ordinal: input.ordinal,
    term: input.term,
    theme: input.theme,
    starts_at: instant(input.startsOn, input.starts),
    ends_at: input.ends === null ? null : instant(input.startsOn, input.ends),
    place: input.place,
    chair: input.chair,
    report_id: input.reportId,
  }
}

export const planConference = operation({
  name: 'conferences.plan-conference',
  summary: 'Plan a conference from a template: agenda, guests by role and checklist are filled in',
  permission: 'conference.write',
  input: v.object({ unitId: idField(), template: textField(60), ...facts }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const templates = templatesOn(await loadRulebook(ctx), input.startsOn)
    const template = templates.find(({ kind }) => kind === input.template)
    if (!template) throw AppError.at('template', 'conferences.unknown_template')
    const id = ctx.newId()
    await ctx.db
      .insertInto('conference')
      .values({
        ...(await columnsOf(ctx, input)),
        tenant_id: ctx.tenantId,
        id,
        unit_id: input.unitId,
        kind: template.kind,
        state: 'planned',
        checklist: JSON.stringify(template.checklist),
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    await replaceLines(
      ctx,
      'conference_item',
      id,
      template.agenda.map((text) => ({ id: null, text, presenter: null, minutes_long: null })),
    )
    await insertRows(
      ctx.db,
      'conference_guest',
      template.guests.map((role, at) => ({
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        conference_id: id,
        ordinal: at + 1,
        role,
        invited: 0,
        attended: null,
      })),
    )
    ctx.touch(id, input.unitId)
    ctx.note({ template: template.kind, title: input.title, startsOn: input.startsOn })
    return { id }
  },
})

export const editConference = operation({
  name: 'conferences.edit-conference',
  summary: 'Change title, time, place, chair, theme or lead report of a conference',
  permission: 'conference.write',
  input: v.object({ conferenceId: idField(), version: versionField(), ...facts }),
  units: unitOfConference,
  async run(ctx, input) {
    const conference = await lockConference(ctx, input.conferenceId, 'prepare', input.version)
    const columns = await columnsOf(ctx, input)
    if (conference.state !== 'planned' && columns.starts_at > ctx.now) {
      throw AppError.at('startsOn', 'conferences.in_future', { on: input.startsOn })
    }
    const version = await changeConference(ctx, conference, columns)
    ctx.note({ title: input.title, startsOn: input.startsOn })
    return { id: conference.id, version }
  },
})
