// The data of a cell's sheet as its page, its print and its workbook show it.
import { addMonths, formatDay } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import { channelNames, classNames, monthStart, readSheet, whyNames } from '#modules/dues/dues.server.ts'
import { load } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { monthCode, monthIn, monthText } from '../months.ts'

export const sheetPage = (event: RequestEvent) =>
  load(event, async (run, ctx) => {
    const month = monthIn(event.url, ctx.today)
    const read = await run(readSheet, { unitId: event.params['id'], month })
    const line = (each: (typeof read.lines)[number]) => ({
      id: each.memberId,
      name: each.name,
      className: each.class ? classNames[each.class] : null,
      base: each.base,
      due: each.due,
      owed: each.owed,
      note: each.percent > 0 && each.percent < 100 ? `Được giảm ${each.percent}%` : whyNames[each.why],
      ready: each.due !== null && each.due > 0,
      payment: each.payment && {
        id: each.payment.id,
        amount: each.payment.amount,
        channel: channelNames[each.payment.channel],
        on: formatDay(each.payment.paidOn),
        receipt: each.payment.receipt,
        elsewhere: each.payment.unitId !== read.unit.id,
      },
    })
    return {
      unit: { id: read.unit.id, name: read.unit.name },
      month: monthCode(month),
      monthText: monthText(month),
      before: monthCode(addMonths(month, -1)),
      after: month < addMonths(monthStart(ctx.today), 1) ? monthCode(addMonths(month, 1)) : null,
      today: ctx.today,
      begun: month <= ctx.today,
      state: read.sheet?.state ?? null,
      version: read.sheet?.version ?? 0,
      collects: read.collects && read.sheet?.state !== 'closed',
      mayReopen: read.collects && read.sheet?.state === 'closed',
      lines: read.lines.map(line),
      sums: read.sums,
      sumTexts: { due: formatInteger(read.sums.due), paid: formatInteger(read.sums.paid) },
      warnings: read.warnings,
      key: newId(),
    }
  })
