// One class: state and next thing on top; learners, attendance, results, certificates and units each in a view of their own.
import { gatherObliged, issueCertificates, saveClassAttendance, saveResults } from '#modules/classes/classes.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { classPage } from './class-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, (run, ctx) => classPage(run, ctx, event.params.id, event.url))

const saved = (tab: string) => (_: unknown, event: { params: Partial<Record<string, string>> }) =>
  `/lop-hoc/${event.params['id']}?xem=${tab}&da-luu=1`

export const actions: Actions = {
  diemdanh: actionOf(saveClassAttendance, {
    input: ({ all, marks, ...rest }) => {
      // Without a script the button "all present" posts the form: it overrides every mark on the page.
      const everybody = typeof all === 'string' && marks !== null && typeof marks === 'object'
      return {
        ...rest,
        marks: everybody ? Object.fromEntries(Object.keys(marks).map((id) => [id, all])) : (marks ?? {}),
      }
    },
    then: (_, event) => {
      const query = new URLSearchParams(event.url.search)
      for (const name of [...query.keys()]) if (name.startsWith('/')) query.delete(name)
      query.set('xem', 'diem-danh')
      query.set('da-luu', '1')
      return `/lop-hoc/${event.params['id']}?${query}`
    },
  }),
  ketqua: actionOf(saveResults, {
    input: (posted, event) => ({ ...posted, classId: event.params['id'] }),
    then: saved('ket-qua'),
  }),
  capgiay: actionOf(issueCertificates, {
    input: (posted, event) => ({ ...posted, classId: event.params['id'] }),
    then: saved('giay-chung-nhan'),
  }),
  danhsach: actionOf(gatherObliged, {
    input: (posted, event) => ({ ...posted, classId: event.params['id'] }),
    then: saved('hoc-vien'),
  }),
}
