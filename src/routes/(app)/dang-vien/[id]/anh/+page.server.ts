// A member's photo, new or in place of the one before.
import { readOpenRecord, setPhoto } from '#modules/records/records.server.ts'
import { fileAction } from '../../../phoi-hop/file-action.server.ts'
import { loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run, _, member) => ({
    photoId: (await run(readOpenRecord, { memberId: member.id })).photoId,
  }))

export const actions: Actions = {
  default: fileAction(setPhoto, {
    input: (_, event) => ({ memberId: event.params['id'] }),
    then: ({ memberId }) => `/dang-vien/${memberId}?xong=anh`,
  }),
}
