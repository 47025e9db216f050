// One receipt, to be printed or shown.
import { formatDay } from '#kernel/day.ts'
import { channelNames, moneyText, readReceipt } from '#modules/dues/dues.server.ts'
import { load as loadPage } from '#pages'
import { monthText } from '../../months.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const { unit, payments, sum } = await run(readReceipt, { paymentId: event.params.id })
    const [first] = payments
    return {
      unit: { id: unit?.id ?? '', name: unit?.name ?? '' },
      name: first?.name ?? '',
      receipt: `${first?.receipt ?? ''}/${first?.paidOn.slice(0, 4) ?? ''}`,
      on: first ? formatDay(first.paidOn) : '',
      collector: first?.collector ?? null,
      sum: moneyText(sum),
      lines: payments.map((each) => ({
        id: each.id,
        term: `Đảng phí ${monthText(each.month)}`,
        value: moneyText(each.amount),
        note: each.voidReason === null ? channelNames[each.channel] : `Đã hủy: ${each.voidReason}`,
      })),
    }
  })
