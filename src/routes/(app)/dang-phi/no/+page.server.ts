// Who has unpaid months of the year, most first, a hundred a page; those that reach rule 4.1 are marked.
import { listArrears } from '#modules/dues/dues.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../../address.ts'
import { monthText } from '../months.ts'
import { unitOf } from '../own-unit.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const unitId = unitOf(ctx, event.url, 'dues.read')
    const { rows, least, page, size, totals } = await run(listArrears, {
      unitId,
      page: event.url.searchParams.get('trang'),
    })
    return {
      unit: (await nameOn(ctx, unitId, ctx.today))?.name ?? '',
      back: address('/dang-phi', { 'don-vi': unitId }),
      year: ctx.today.slice(0, 4),
      least,
      page,
      size,
      totals,
      at: address('/dang-phi/no', { 'don-vi': unitId }),
      excel: address('/dang-phi/no/tai-ve', { 'don-vi': unitId }),
      rows: rows.map((row) => ({ ...row, first: monthText(row.firstMonth) })),
    }
  })
