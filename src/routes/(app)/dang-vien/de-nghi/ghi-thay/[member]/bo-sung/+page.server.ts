// Entering a period or event to be added, for a member who cannot ask by telephone: who said it and when go along.
import { notFound } from '#kernel/errors.ts'
import { readMember } from '#modules/members/members.server.ts'
import { askEntryOnBehalf } from '#modules/records/records.server.ts'
import { load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { addedEntryForm } from '../../../../../added-entry.server.ts'
import { fileAction } from '../../../../../phoi-hop/file-action.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const member = await run(readMember, { memberId: event.params.member })
    const cell = member.cells.at(-1)
    if (!cell || !(await ctx.actor.covers(ctx.db, 'member.write', [cell.unitId]))) throw notFound()
    return {
      ...addedEntryForm(event.url),
      key: newId(),
      today: ctx.today,
      id: member.id,
      name: member.name,
      cell: cell.unit?.name ?? '',
    }
  })

export const actions: Actions = {
  default: fileAction(askEntryOnBehalf, {
    input: (posted, event) => ({ ...posted, memberId: event.params['member'] }),
    then: ({ requestId }) => `/dang-vien/de-nghi/${requestId}`,
  }),
}
