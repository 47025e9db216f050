// One member's book of dues: class, waivers, months; forms for what changes.
import { addDays, formatDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import {
  causeNames,
  CHANNELS,
  channelNames,
  CLASSES,
  classNames,
  grantRelief,
  payMonths,
  readLedger,
  RELIEF_CAUSES,
  setClass,
  voidRelief,
  whyNames,
} from '#modules/dues/dues.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { paperChoices } from '../../../dang-vien/choices.server.ts'
import { withPaper } from '../../../dang-vien/deed-input.ts'
import { monthCode, monthText } from '../../months.ts'
import type { Actions, PageServerLoad } from './$types'

const upTo = (from: Day, to: Day | null) =>
  to === null ? `từ ${monthText(from)}` : `${monthText(from)} – ${monthText(addDays(to, -1))}`
const choices = <C extends string>(codes: readonly C[], names: Record<C, string>) =>
  codes.map((value) => ({ value, label: names[value] }))

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const ledger = await run(readLedger, { memberId: event.params.id })
    const years = new Map<number, number>()
    for (const row of ledger.months) {
      if (row.voidReason === null) years.set(yearOf(row.month), (years.get(yearOf(row.month)) ?? 0) + (row.amount ?? 0))
    }
    return {
      id: ledger.memberId,
      name: ledger.name,
      unit: ledger.unit ? { id: ledger.unit.id, name: ledger.unit.name } : null,
      collects: ledger.collects,
      today: ctx.today,
      thisMonth: monthCode(ctx.today),
      unpaid: ledger.unpaidMonths,
      finding: ledger.finding?.sentence ?? null,
      sums: [...years].map(([year, sum]) => ({ label: `Đã nộp năm ${year}`, value: sum, unit: 'đ' })),
      classes: ledger.classes.map((each) => ({
        id: each.id,
        name: classNames[each.class],
        base: each.base,
        span: upTo(each.valid.from, each.valid.to),
        note: each.note,
      })),
      reliefs: ledger.reliefs.map((each) => ({
        id: each.id,
        name: `${each.percent === 100 ? 'Miễn' : `Giảm ${each.percent}%`}: ${causeNames[each.cause]}`,
        span: upTo(each.valid.from, each.valid.to),
        paper: each.number ? `${each.number}${each.issuedOn ? `, ${formatDay(each.issuedOn)}` : ''}` : null,
        voided: each.voidReason,
      })),
      months: ledger.months.map((each, at) => ({
        id: each.paymentId ?? `${each.month}-${at}`,
        month: `${monthOf(each.month)}/${yearOf(each.month)}`,
        due: each.due,
        amount: each.voidReason === null ? each.amount : null,
        channel: each.channel ? channelNames[each.channel] : null,
        on: each.paidOn ? formatDay(each.paidOn) : null,
        receipt: each.receipt,
        paymentId: each.paymentId,
        note: each.voidReason !== null ? `Đã hủy ${each.amount ?? ''} đ: ${each.voidReason}` : each.why ? whyNames[each.why] : null, // prettier-ignore
      })),
      classChoices: choices(CLASSES, classNames),
      causeChoices: choices(RELIEF_CAUSES, causeNames),
      channelChoices: choices(CHANNELS, channelNames),
      papers: ledger.collects ? await paperChoices(run) : [],
      key: newId(),
    }
  })

const mine = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, memberId: event.params['id'] })
const back = (event: RequestEvent, done: string) => `/dang-phi/nguoi/${event.params['id'] ?? ''}?xong=${done}`

export const actions: Actions = {
  dien: actionOf(setClass, { input: mine, then: (_, event) => back(event, 'dien') }),
  'mien-giam': actionOf(grantRelief, {
    input: (posted, event) => mine(withPaper(posted, 'Về miễn, giảm đảng phí'), event),
    then: (_, event) => back(event, 'mien-giam'),
  }),
  'huy-mien-giam': actionOf(voidRelief, { then: (_, event) => back(event, 'huy') }),
  nop: actionOf(payMonths, { input: mine, then: (_, event) => back(event, 'nop') }),
}
