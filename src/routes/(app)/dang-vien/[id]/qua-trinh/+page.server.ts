// Periods and events of a member's life as of a day, by kind; what few may read is shown by posting, and the reading is logged.
import { maskedNames, readMember, revealField } from '#modules/members/members.server.ts'
import {
  ENTRY_KINDS,
  entryCodeNames,
  entryKindNames,
  readOpenRecord,
  RESTRICTED_KINDS,
} from '#modules/records/records.server.ts'
import type { StoredEntry } from '#modules/records/records.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { dayIn } from '../../../address.ts'
import { headOf } from '../record-head.server.ts'
import { entryRow } from './entry-rows.server.ts'
import type { Actions, PageServerLoad } from './$types'

const FIELD = { relative: 'relatives', discipline: 'disciplines' } as const

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const asked = dayIn(event.url)
    const member = await run(readMember, { memberId: event.params.id, day: asked })
    const record = await run(readOpenRecord, { memberId: event.params.id, day: asked })
    const cell = member.cells.at(-1)
    const may = cell && !asked ? await ctx.actor.covers(ctx.db, 'member.write', [cell.unitId]) : false
    return {
      head: headOf(member, asked, '/qua-trinh'),
      may,
      mayReveal: member.mayReveal,
      kinds: ENTRY_KINDS.map((kind) => {
        const restricted = RESTRICTED_KINDS.includes(kind)
        const closed = record.restricted.filter((each) => each.kind === kind)
        return {
          kind,
          title: entryKindNames[kind].list,
          one: entryKindNames[kind].one,
          restricted,
          field: kind === 'relative' || kind === 'discipline' ? FIELD[kind] : null,
          rows: restricted
            ? // Who corrects them unseen is told that they are there; others are not.
              (may ? closed : []).map(({ id, code }) => ({
                id,
                when: '',
                main: code ? (entryCodeNames[kind][code] ?? code) : 'Nội dung hạn chế',
                rest: '••••••',
              }))
            : record.entries[kind].map(entryRow),
        }
      }),
    }
  })

const reveal = actionOf(revealField, {
  input: ({ field }, event) => ({ field, memberId: event.params['id'] }),
})

export const actions: Actions = {
  async xem(event) {
    const outcome = await reveal(event)
    if (!('result' in outcome)) return outcome
    const { field, value } = outcome.result
    return { shown: { field, title: maskedNames[field], rows: (value as StoredEntry[]).map(entryRow) } }
  },
}
