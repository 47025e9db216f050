// Entering a correction for a member who cannot ask by telephone: who said it and when go along.
import { notFound } from '#kernel/errors.ts'
import { readMember, sectionNames } from '#modules/members/members.server.ts'
import { askOnBehalf } from '#modules/records/records.server.ts'
import { load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { fileAction } from '../../../../phoi-hop/file-action.server.ts'
import { drawnFields, sectionIn, sectionTabs } from '../../../../record-fields.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const member = await run(readMember, { memberId: event.params.member })
    const cell = member.cells.at(-1)
    if (!cell || !(await ctx.actor.covers(ctx.db, 'member.write', [cell.unitId]))) throw notFound()
    const section = sectionIn(event.url)
    return {
      key: newId(),
      today: ctx.today,
      id: member.id,
      name: member.name,
      cell: cell.unit?.name ?? '',
      version: member.version,
      section,
      title: sectionNames[section],
      tabs: sectionTabs(`/dang-vien/de-nghi/ghi-thay/${member.id}`, section),
      fields: drawnFields(section, section === 'masked' ? {} : member.record, false),
    }
  })

export const actions: Actions = {
  default: fileAction(askOnBehalf, {
    input: (posted, event) => ({ ...posted, memberId: event.params['member'] }),
    then: ({ requestId }) => `/dang-vien/de-nghi/${requestId}`,
  }),
}
