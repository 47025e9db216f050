// Dues by Excel in two steps: the sheet is read and shown, then taken as a whole.
import { notFound } from '#kernel/errors.ts'
import { importClasses, importPayments } from '#modules/dues/dues.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { actionOf, callerOf, formFailure, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { database } from '#platform/db/database.ts'
import { newId } from '#platform/new-id.ts'
import { askAll } from '#platform/operation/execute.ts'
import { redirect } from '@sveltejs/kit'
import { address } from '../../address.ts'
import { monthCode } from '../months.ts'
import { unitOf } from '../own-unit.server.ts'
import { readPayments } from './read-payments.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (_, ctx) => {
    const unitId = unitOf(ctx, event.url, 'dues.write')
    if (!event.url.searchParams.has('don-vi')) redirect(303, address('/dang-phi/nhap', { 'don-vi': unitId }))
    const unit = await nameOn(ctx, unitId, ctx.today)
    if (!unit || !(await ctx.actor.covers(ctx.db, 'dues.write', [unitId]))) throw notFound()
    return { key: newId(), unit: { id: unitId, name: unit.name }, month: monthCode(ctx.today), back: address('/dang-phi', { 'don-vi': unitId }) } // prettier-ignore
  })

const rowsOf = (posted: Record<string, unknown>, event: RequestEvent) => {
  let rows: unknown
  try {
    rows = JSON.parse(String(posted['rows'] ?? '[]'))
  } catch {
    rows = []
  }
  const month = posted['month']
  return { unitId: event.url.searchParams.get('don-vi') ?? '', month, fromMonth: month, rows }
}
const back = (_: unknown, event: RequestEvent) =>
  address('/dang-phi', { 'don-vi': event.url.searchParams.get('don-vi') })

export const actions: Actions = {
  xem: async (event) => {
    const form = await event.request.formData()
    try {
      const kind = form.get('kind') === 'classes' ? 'classes' : 'payments'
      return { preview: await askAll(database(), callerOf(event), (_, ctx) => readPayments(form, kind, ctx.today)) }
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
  },
  nhan: actionOf(importPayments, { input: rowsOf, then: back }),
  'nhan-muc': actionOf(importClasses, { input: rowsOf, then: back }),
}
