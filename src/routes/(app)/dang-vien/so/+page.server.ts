// The book of members (7-HSĐV) of a unit as of a day, on the screen and for the printer.
import { formatDay } from '#kernel/day.ts'
import { readRegister, registerCells, registerColumns } from '#modules/records/records.server.ts'
import { findUnits } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../../address.ts'
import { bookAsked } from './book.server.ts'
import type { PageServerLoad } from './$types'

/** More lines are no page any more; files have them all. */
const ON_SCREEN = 400

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { unit, ...asked } = await bookAsked(ctx, event.url)
    const book = await run(readRegister, asked)
    const units = await run(findUnits, { holding: 'member.read', limit: 1000 })
    const query = { 'don-vi': asked.unitId, ngay: asked.day, 'ca-nguoi-ra': asked.since ? '1' : null }
    return {
      unitId: asked.unitId,
      unitName: unit.name,
      units: units.map(({ id, name, parentName }) => ({ value: id, label: name, group: parentName ?? '' })),
      asked: asked.day,
      dayText: formatDay(book.day),
      withLeft: asked.since !== null,
      sinceText: asked.since && formatDay(asked.since),
      total: book.rows.length,
      mayReveal: ctx.actor.holds('member.read-masked'),
      missing: event.url.searchParams.get('thieu') === 'ly-do',
      files: (['pdf', 'docx', 'xlsx'] as const).map((kind) => ({
        kind,
        href: address(`/dang-vien/so/tai-ve/${kind}`, query),
      })),
      labels: registerColumns.map(({ label }) => label),
      rows: book.rows.slice(0, ON_SCREEN).map((row, i) => ({
        id: row.memberId,
        cells: registerCells(row, i + 1, book.day, '\n'),
        href: address(`/dang-vien/${row.memberId}`, { ngay: asked.day }),
      })),
    }
  })
