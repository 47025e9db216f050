// Sổ giới thiệu sinh hoạt đảng (10-SHĐ) of a year, as a sheet of paper.
import { nameOn } from '#modules/units/units.server.ts'
import { readRegister } from '#modules/transfers/transfers.server.ts'
import { load as loadPage } from '#pages'
import { address, yearIn } from '../../address.ts'
import { REGISTER_COLUMNS, registerLine } from './register-lines.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const year = yearIn(event.url, ctx.today)
    const unitId = event.url.searchParams.get('don-vi')
    const rows = await run(readRegister, { year, unitId })
    const home = unitId ?? ctx.actor.stands[0]?.unitId
    const unit = home ? await nameOn(ctx, home, ctx.today) : undefined
    return {
      year,
      unitId: unitId ?? null,
      unitName: unit?.name ?? '',
      columns: REGISTER_COLUMNS.map(([label]) => label),
      lines: rows.map((row, at) => ({ id: row.id, cells: registerLine(row, at) })),
      excelHref: address('/chuyen-sinh-hoat/so/tai-ve', { nam: year, 'don-vi': unitId }),
      before: address('/chuyen-sinh-hoat/so', { nam: year - 1, 'don-vi': unitId }),
      after: year < Number(ctx.today.slice(0, 4)) ? address('/chuyen-sinh-hoat/so', { nam: year + 1, 'don-vi': unitId }) : null, // prettier-ignore
    }
  })
