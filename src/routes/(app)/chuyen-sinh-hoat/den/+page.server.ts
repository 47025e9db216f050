// Nhận giấy giới thiệu chuyển đến từ nơi ngoài hệ thống: the letter as it lies on the table.
import { cellChoices } from '../../dang-vien/choices.server.ts'
import { stayReasonNames, takeLetter } from '#modules/transfers/transfers.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => ({
    cells: await cellChoices(run),
    reasons: Object.entries(stayReasonNames).map(([value, label]) => ({ value, label })),
    today: ctx.today,
    key: newId(),
  }))

export const actions: Actions = {
  default: actionOf(takeLetter, { then: ({ transferId }) => `/chuyen-sinh-hoat/${transferId}` }),
}
