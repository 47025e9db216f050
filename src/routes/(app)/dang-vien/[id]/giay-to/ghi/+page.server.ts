// One paper of the file: new (?loai= names its kind) or one that stands (?dong=), corrected by a new row or taken out with a reason.
import { notFound } from '#kernel/errors.ts'
import { addPaper, correctPaper, readOpenRecord, stageNames, voidPaper } from '#modules/records/records.server.ts'
import { actionOf } from '#pages'
import { fileAction } from '../../../../phoi-hop/file-action.server.ts'
import { loadAct } from '../../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run, _, member) => {
    const documentId = event.url.searchParams.get('dong')
    const { documents, kinds } = await run(readOpenRecord, { memberId: member.id })
    const stands = documents.find(({ id }) => id === documentId) ?? null
    if (documentId !== null && !stands) throw notFound()
    return {
      kinds: kinds.map(({ code, label, stage }) => ({ value: code, label, group: stageNames[stage] })),
      kind: stands?.kind ?? event.url.searchParams.get('loai'),
      stands,
    }
  })

const at = (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>>; url: URL }) => ({
  ...posted,
  memberId: event.params['id'],
  documentId: event.url.searchParams.get('dong'),
})
const back = (done: string) => (result: { memberId: string }) => `/dang-vien/${result.memberId}/giay-to?xong=${done}`

export const actions: Actions = {
  ghi: fileAction(addPaper, { input: at, then: back('ghi') }),
  sua: fileAction(correctPaper, { input: at, then: back('sua') }),
  xoa: actionOf(voidPaper, { input: at, then: back('xoa') }),
}
