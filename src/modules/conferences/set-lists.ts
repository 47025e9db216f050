// The lists of a conference, each saved as a whole: agenda, guests by role, checklist. Blank rows are dropped.
import { AppError } from '#kernel/errors.ts'
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { tickChecklist, writtenRows } from './conference.ts'
import { agendaField, guestsField } from './conference-fields.ts'
import { changeConference, lockConference, replaceLines, unitOfConference } from './conference-store.ts'

export const setAgenda = operation({
  name: 'conferences.set-agenda',
  summary: 'Put the agenda in the place of the one before, in order',
  permission: 'conference.write',
  input: v.object({ conferenceId: idField(), version: versionField(), items: agendaField() }),
  units: unitOfConference,
  async run(ctx, input) {
    const conference = await lockConference(ctx, input.conferenceId, 'prepare', input.version)
    const rows = writtenRows(
      input.items,
      (row) => row.text === null && row.presenter === null && row.minutesLong === null,
    )
    const silent = rows.find((row) => row.text === null)
    if (silent) throw AppError.at(`items.${silent.at}.text`, 'conferences.line_text')
    const ids = await replaceLines(
      ctx,
      'conference_item',
      conference.id,
      rows.map(({ id, text, presenter, minutesLong }) => ({
        id,
        text: text as string,
        presenter,
        minutes_long: minutesLong,
      })),
    )
    const version = await changeConference(ctx, conference)
    ctx.note({ items: ids.length })
    return { id: conference.id, version, ids }
  },
})

export const setGuests = operation({
  name: 'conferences.set-guests',
  summary: 'Put the guests by role, invited and attended, in the place of the ones before',
  permission: 'conference.write',
  input: v.object({ conferenceId: idField(), version: versionField(), guests: guestsField() }),
  units: unitOfConference,
  async run(ctx, input) {
    const conference = await lockConference(ctx, input.conferenceId, 'prepare', input.version)
    const rows = writtenRows(input.guests, (row) => row.role === null && row.invited === null && row.attended === null)
    for (const { at, role, invited, attended } of rows) {
      if (role === null) throw AppError.at(`guests.${at}.role`, 'conferences.line_text')
      if ((attended ?? 0) > (invited ?? 0)) throw AppError.at(`guests.${at}.attended`, 'conferences.attended_more')
    }
    const ids = await replaceLines(
      ctx,
      'conference_guest',
      conference.id,
      rows.map(({ id, role, invited, attended }) => ({ id, role: role as string, invited: invited ?? 0, attended })),
    )
    const version = await changeConference(ctx, conference)
    ctx.note({ guests: ids.length })
    return { id: conference.id, version, ids }
  },
})

export const setChecklist = operation({
  name: 'conferences.set-checklist',
  summary: 'Say which items of the checklist are done',
  permission: 'conference.write',
  input: v.object({
    conferenceId: idField(),
    version: versionField(),
    done: v.optional(v.array(v.pipe(v.string(), v.maxLength(60))), []),
  }),
  units: unitOfConference,
  async run(ctx, input) {
    const conference = await lockConference(ctx, input.conferenceId, 'prepare', input.version)
    const checklist = tickChecklist(conference.checklist, new Set(input.done), ctx.today)
    const version = await changeConference(ctx, conference, { checklist: JSON.stringify(checklist) })
    ctx.note({ done: input.done })
    return { id: conference.id, version }
  },
})
