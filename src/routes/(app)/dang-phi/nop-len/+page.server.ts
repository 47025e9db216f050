// What goes up: the share of each unit for the months, what was recorded as passed, and that it came.
import { formatDay } from '#kernel/day.ts'
import {
  acknowledgeRemittance,
  CHANNELS,
  channelNames,
  listRemittances,
  readSummary,
  recordRemittance,
  voidRemittance,
} from '#modules/dues/dues.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { address } from '../../address.ts'
import { monthChoices, monthCode, monthsIn, monthText } from '../months.ts'
import { unitOf } from '../own-unit.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const unitId = unitOf(ctx, event.url, 'dues.read')
    const months = monthsIn(url, ctx.today)
    const at = { unitId, fromMonth: months.from, toMonth: months.to }
    const { units, warnings } = await run(readSummary, at)
    const sent = await run(listRemittances, at)
    const sum = (id: string) =>
      sent.filter((each) => each.fromUnitId === id && each.voidReason === null).reduce((all, each) => all + each.amount, 0) // prettier-ignore
    const [own] = units
    return {
      unit: { id: unitId, name: (await nameOn(ctx, unitId, ctx.today))?.name ?? '' },
      months: { code: months.code, label: months.label, from: monthCode(months.from), to: monthCode(months.to) },
      choices: monthChoices(ctx.today),
      here: address('/dang-phi/nop-len', { 'don-vi': unitId, ky: months.code }),
      back: address('/dang-phi', { 'don-vi': unitId, ky: months.code }),
      today: ctx.today,
      warnings,
      own: own ? { received: own.received, kept: own.kept, passed: own.passed, left: own.passed - sum(own.id) } : null,
      below: units
        .filter((each) => each.parentId === unitId && each.received > 0)
        .map((each) => ({ id: each.id, name: each.name, received: each.received, kept: each.kept, passed: each.passed, sent: sum(each.id), left: each.passed - sum(each.id) })), // prettier-ignore
      collects: await ctx.actor.covers(ctx.db, 'dues.write', [unitId]),
      sent: sent.map((each) => ({
        id: each.id,
        version: each.version,
        own: each.fromUnitId === unitId,
        from: each.fromName,
        to: each.toName ?? 'Cấp trên ngoài đảng bộ',
        months: each.fromMonth === each.toMonth ? monthText(each.fromMonth) : `${monthText(each.fromMonth)} – ${monthText(each.toMonth)}`, // prettier-ignore
        amount: each.amount,
        channel: channelNames[each.channel],
        on: formatDay(each.paidOn),
        state: each.voidReason !== null ? `Đã hủy: ${each.voidReason}` : each.acknowledgedOn ? `Đã nhận ${formatDay(each.acknowledgedOn)}` : 'Chờ xác nhận', // prettier-ignore
        open: each.voidReason === null && each.acknowledgedOn === null,
        mayAcknowledge: each.mayAcknowledge,
      })),
      channels: CHANNELS.map((value) => ({ value, label: channelNames[value] })),
      key: newId(),
    }
  })

export const actions: Actions = {
  nop: actionOf(recordRemittance),
  nhan: actionOf(acknowledgeRemittance),
  huy: actionOf(voidRemittance),
}
