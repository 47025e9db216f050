// Writes one part of the record (?phan=) at a time; each is saved by itself, on the version that was seen.
import { editPerson, recordFields } from '#modules/members/members.server.ts'
import { actionOf } from '#pages'
import { drawnFields, sectionIn, sectionTabs } from '../../../record-fields.server.ts'
import { loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, (_, __, member) => {
    const section = sectionIn(event.url)
    return {
      section,
      tabs: sectionTabs(`/dang-vien/${member.id}/sua`, section),
      fields: drawnFields(section, member.record, false, recordFields),
      version: member.version,
      saved: event.url.searchParams.has('xong'),
    }
  })

export const actions: Actions = {
  default: actionOf(editPerson, {
    input: (posted, event) => ({ ...posted, memberId: event.params['id'], section: sectionIn(event.url) }),
    then: ({ memberId }, event) => {
      const tabs = sectionTabs(`/dang-vien/${memberId}/sua`, sectionIn(event.url))
      const next = tabs[tabs.findIndex(({ current }) => current) + 1]
      return event.url.searchParams.has('tiep') && next
        ? `${next.href}&tiep=1&xong=1`
        : `/dang-vien/${memberId}?xong=sua`
    },
  }),
}
