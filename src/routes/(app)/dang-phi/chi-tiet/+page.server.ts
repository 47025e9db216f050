// The member-months behind a number of the summary, fifty a page.
import { formatDay, monthOf, yearOf } from '#kernel/day.ts'
import { channelNames, LINE_KINDS, lineKindNames, listLines, whyNames } from '#modules/dues/dues.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../../address.ts'
import { monthsIn } from '../months.ts'
import { unitOf } from '../own-unit.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const unitId = unitOf(ctx, url, 'dues.read')
    const months = monthsIn(url, ctx.today)
    const kind = url.searchParams.get('loai') ?? 'all'
    const list = await run(listLines, {
      unitId,
      fromMonth: months.from,
      toMonth: months.to,
      kind,
      page: url.searchParams.get('trang'),
    })
    const known = LINE_KINDS.find((each) => each === kind) ?? 'all'
    return {
      unit: (await nameOn(ctx, unitId, ctx.today))?.name ?? '',
      label: months.label,
      kindName: lineKindNames[known],
      kinds: LINE_KINDS.map((each) => ({
        label: lineKindNames[each],
        current: each === known,
        href: address('/dang-phi/chi-tiet', { 'don-vi': unitId, ky: months.code, loai: each }),
      })),
      back: address('/dang-phi', { 'don-vi': unitId, ky: months.code }),
      at: address('/dang-phi/chi-tiet', { 'don-vi': unitId, ky: months.code, loai: known }),
      total: list.total,
      page: list.page,
      size: list.size,
      sumDue: list.sumDue,
      sumPaid: list.sumPaid,
      rows: list.rows.map((row) => ({
        id: `${row.memberId} ${row.month}`,
        memberId: row.memberId,
        name: row.name,
        unit: row.unitName,
        month: `${monthOf(row.month)}/${yearOf(row.month)}`,
        due: row.due,
        amount: row.amount,
        channel: row.channel ? channelNames[row.channel] : null,
        on: row.paidOn ? formatDay(row.paidOn) : null,
        note: row.why ? whyNames[row.why] || null : 'Không có trong bảng thu',
      })),
    }
  })
