// Changes what is known of a class; its days change only by putting it off.
import { editClass, kindOf, readClass } from '#modules/classes/classes.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const found = await run(readClass, { classId: event.params.id })
    return {
      id: found.id,
      title: found.title,
      version: found.version,
      studies: kindOf(found.kind).audience === 'obliged',
      value: {
        title: found.title,
        place: found.place,
        organiser: found.organiserText,
        speakers: found.speakers,
        resolution: found.resolution,
        enrolBy: found.enrolBy,
        note: found.note,
      },
      organiserUnitId: found.organiserUnitId ?? '',
      key: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(editClass, {
    input: (posted, event) => ({ ...posted, classId: event.params['id'] }),
    then: ({ id }) => `/lop-hoc/${id}?da-luu=1`,
  }),
}
