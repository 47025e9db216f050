// Asking for a correction: one section of the record at a time, as it stands, to be changed where it is wrong.
import { sectionNames } from '#modules/members/members.server.ts'
import { askCorrection, MASKED_INPUTS, readOwn } from '#modules/records/records.server.ts'
import { load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { fileAction } from '../../phoi-hop/file-action.server.ts'
import { drawnFields, sectionIn, sectionTabs } from '../../record-fields.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const own = await run(readOwn, {})
    const section = sectionIn(event.url)
    return {
      key: newId(),
      version: own.version,
      section,
      title: sectionNames[section],
      tabs: sectionTabs('/ho-so-cua-toi/de-nghi', section),
      fields: drawnFields(section, own.values, true),
    }
  })

export const actions: Actions = {
  default: fileAction(askCorrection, {
    // The member sees the own masked fields: one left empty is meant to be emptied.
    input: (posted) => ({
      ...posted,
      clear: Object.entries(MASKED_INPUTS).flatMap(([name, field]) => (posted[name] === '' ? [field] : [])),
    }),
    then: () => '/ho-so-cua-toi?xong=gui#de-nghi',
  }),
}
