// The tree out of Excel: shown first, then taken whole under one decision.
import { addDays, isDay, parseDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { importTree } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { address } from '../../address.ts'
import { postedRows, previewOf } from '../../sheet-import.server.ts'
import { paperChoices } from '../act-page.server.ts'
import { previewTreeSheet } from './tree-preview.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.scope('unit.write').whole) throw notFound()
    return { today: ctx.today as string, papers: await paperChoices(run), idempotencyKey: newId() }
  })

export const actions: Actions = {
  xem: previewOf((ctx, form, run) => {
    if (!ctx.scope('unit.write').whole) throw notFound()
    return previewTreeSheet(run, ctx, form)
  }),
  // What the preview showed goes round through the form; a page shown again after a refusal still has it.
  nhan: async (event) => {
    let effectiveOn = ''
    return actionOf(importTree, {
      input: (posted) => {
        effectiveOn = String(posted['effectiveOn'] ?? '')
        return { ...posted, rows: postedRows(posted) }
      },
      then: () => {
        const on = isDay(effectiveOn) ? effectiveOn : parseDay(effectiveOn)
        return address('/to-chuc', { ngay: on, 'so-voi': on && addDays(on, -1) })
      },
    })(event)
  },
}
