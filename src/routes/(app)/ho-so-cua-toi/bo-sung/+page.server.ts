// Asking for a period or event to be added to the own record: one kind at a time.
import { askEntry, readOwn } from '#modules/records/records.server.ts'
import { load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { addedEntryForm } from '../../added-entry.server.ts'
import { fileAction } from '../../phoi-hop/file-action.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    await run(readOwn, {})
    const form = addedEntryForm(event.url)
    return { ...form, key: newId(), title: `Bổ sung ${form.one}` }
  })

export const actions: Actions = {
  default: fileAction(askEntry, { then: () => '/ho-so-cua-toi?xong=gui#de-nghi' }),
}
