// The register of letters as an Excel workbook.
import { readRegister } from '#modules/transfers/transfers.server.ts'
import { load } from '#pages'
import { yearIn } from '../../../address.ts'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { REGISTER_COLUMNS, registerLine } from '../register-lines.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { year, rows } = await load(event, async (run, ctx) => {
    const asked = yearIn(event.url, ctx.today)
    return { year: asked, rows: await run(readRegister, { year: asked, unitId: event.url.searchParams.get('don-vi') }) }
  })
  return workbookAnswer(`so-gioi-thieu-sinh-hoat-dang-${year}`, [
    {
      name: 'Sổ giới thiệu',
      title: ['Sổ giới thiệu sinh hoạt đảng (10-SHĐ)', `Năm ${year}`],
      freeze: 1,
      columns: REGISTER_COLUMNS.map(([header, width]) => ({ header, width, kind: 'text' as const })),
      rows: rows.map(registerLine),
    },
  ])
}
