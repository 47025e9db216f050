// The sheet of a cell and month: collecting, taking back, closing. What was typed stays after a refusal.
import { closeSheet, reopenSheet, saveSheet, voidPayment } from '#modules/dues/dues.server.ts'
import { actionOf } from '#pages'
import { sheetPage } from './sheet-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => sheetPage(event)

const here = (event: { params: Partial<Record<string, string>>; url: URL }, done: string) =>
  `/dang-phi/${event.params['id'] ?? ''}?thang=${event.url.searchParams.get('thang') ?? ''}&xong=${done}`
const at = (event: { params: Partial<Record<string, string>>; url: URL }) => ({
  unitId: event.params['id'],
  month: event.url.searchParams.get('thang') ?? '',
})

export const actions: Actions = {
  thu: actionOf(saveSheet, {
    input: (posted, event) => {
      const { all, marks, ...rest } = posted
      // Without a script the button "all" posts the form: it overrides every mark on the page.
      const everybody = typeof all === 'string' && marks !== null && typeof marks === 'object'
      const given = everybody ? Object.fromEntries(Object.keys(marks).map((id) => [id, all])) : (marks ?? {})
      return { ...rest, marks: given, ...at(event) }
    },
    then: (_, event) => here(event, 'thu'),
  }),
  huy: actionOf(voidPayment, { then: (_, event) => here(event, 'huy') }),
  khoa: actionOf(closeSheet, { input: (posted, event) => ({ ...posted, ...at(event) }), then: (_, event) => here(event, 'khoa') }), // prettier-ignore
  mo: actionOf(reopenSheet, { input: (posted, event) => ({ ...posted, ...at(event) }), then: (_, event) => here(event, 'mo') }), // prettier-ignore
}
