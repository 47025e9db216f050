// One transfer: where from and where to, its letter, its terms, every step, and the form of the next one for who may do it.
import { dayOf, formatDay, formatInstant, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { ethnicityNames, ETHNICITIES } from '#modules/members/members.server.ts'
import {
  actNames,
  assignCell,
  directionNames,
  endStay,
  explainLate,
  extendStay,
  issueLetter,
  presentLetter,
  readTransfer,
  receiveNewcomer,
  receiveTransfer,
  returnTransfer,
  reviewTransfer,
  stayReasonNames,
  stepNames,
  timerNames,
  transferKindNames,
  transferStateNames,
  withdrawTransfer,
} from '#modules/transfers/transfers.server.ts'
import { itemsOf, loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { cellChoices } from '../../dang-vien/choices.server.ts'
import { transferLooks } from '../transfer-looks.ts'
import type { Actions, PageServerLoad } from './$types'

const shown = (on: Day | null) => (on === null ? null : formatDay(on))
const monthText = (on: Day | null) => (on === null ? null : `tháng ${monthOf(on)}/${yearOf(on)}`)

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const one = await run(readTransfer, { transferId: event.params.id })
    const triggers = (await loadRulebook(ctx)).at('TRANSFER_TRIGGERS', ctx.today)
    const reasons: Record<string, string> = {
      ...Object.fromEntries((triggers ? itemsOf(triggers) : []).map(({ code, label }) => [code, label])),
      ...stayReasonNames,
    }
    const newcomer = one.direction === 'in' && one.kind !== 'temporary'
    const asked = event.url.searchParams.get('viec')
    const doing = one.may.find((act) => act === asked) ?? one.may[0] ?? null
    const facts = [
      { term: 'Đảng viên', value: one.name, href: one.memberId ? `/dang-vien/${one.memberId}` : undefined },
      { term: 'Ngày sinh', value: formatDay(one.birthOn) },
      { term: 'Vào Đảng, chính thức', value: [shown(one.admittedOn), shown(one.confirmedOn) ?? 'dự bị'].join(', ') },
      { term: 'Số thẻ', value: one.cardNumber ?? 'chưa có' },
      { term: 'Nơi đi', value: one.from || 'chưa ghi' },
      { term: 'Nơi đến', value: one.to || 'chưa giao chi bộ' },
      { term: 'Loại', value: `${transferKindNames[one.kind]}, ${directionNames[one.direction].toLowerCase()}` },
      ...(one.reason ? [{ term: 'Lý do', value: reasons[one.reason] ?? one.reason }] : []),
      ...(one.untilOn ? [{ term: 'Tạm thời đến ngày', value: formatDay(one.untilOn) }] : []),
      ...(one.letterText
        ? [{ term: 'Giấy giới thiệu', value: `số ${one.letterText}, ngày ${shown(one.issuedOn) ?? ''}`, note: one.issuer ?? undefined }] // prettier-ignore
        : []),
      ...(one.duesPaidTo ? [{ term: 'Đảng phí đã đóng hết', value: monthText(one.duesPaidTo) ?? '' }] : []),
      ...(one.remark ? [{ term: 'Nhận xét của chi bộ', value: one.remark }] : []),
      ...(one.note ? [{ term: 'Ghi chú', value: one.note }] : []),
      ...(one.lateReason ? [{ term: 'Lý do quá hạn', value: one.lateReason }] : []),
      ...(one.closeReason ? [{ term: 'Lý do kết thúc', value: one.closeReason }] : []),
      ...(one.parcel
        ? [{ term: 'Hồ sơ gửi kèm', value: one.parcel.openedAt ? 'đã mở khi tiếp nhận' : 'đã niêm phong, mở khi tiếp nhận', note: `gửi ${formatInstant(one.parcel.sentAt.toISOString())}` }] // prettier-ignore
        : []),
    ]
    return {
      id: one.id,
      version: one.version,
      title: one.name,
      subtitle: `${one.from || 'Nơi khác'} → ${one.to || 'chưa giao chi bộ'}`,
      tag: { state: transferLooks[one.state], label: transferStateNames[one.state] },
      facts,
      doing,
      others: one.may.filter((act) => act !== doing).map((act) => ({ href: `?viec=${act}`, label: actNames[act] })),
      // Asked for in the address: there is a way back to what comes next.
      chosen: doing !== null && doing === asked && doing !== one.may[0],
      actName: doing ? actNames[doing] : '',
      newcomer,
      withRecord: one.otherBloc !== null,
      cells: newcomer && (doing === 'receive' || one.toUnitId === null) ? await cellChoices(run) : [],
      toUnitId: one.toUnitId,
      // Who sees a case that has no cell yet answers for the bloc and may give it one.
      mayAssign: one.direction === 'in' && one.open && ctx.scope('member.write').whole,
      mayExplain: one.open && one.may.length > 0 && one.direction !== 'in',
      waits: one.open && one.may.length === 0,
      explaining: asked === 'ly-do',
      assigning: asked === 'giao',
      ethnicities: ETHNICITIES.map((value) => ({ value, label: ethnicityNames[value] })),
      timers: one.timers.map((timer) => ({
        name: timerNames[timer.code],
        span: `${formatDay(timer.from)} đến ${formatDay(timer.dueOn)}`,
        state: timer.late ? ('late' as const) : timer.doneOn ? ('done' as const) : timer.alert >= 80 ? ('due' as const) : ('none' as const), // prettier-ignore
        label: timer.doneOn
          ? `${timer.late ? 'quá hạn, ' : ''}xong ${formatDay(timer.doneOn)}`
          : timer.late
            ? 'quá hạn'
            : timer.alert > 0
              ? `đã qua ${timer.alert}% thời hạn`
              : 'còn thời hạn',
      })),
      steps: one.steps.toReversed().map((step) => ({
        day: formatDay(step.on),
        iso: step.on as string,
        what: stepNames[step.kind] ?? step.kind,
        ...(step.by ? { who: step.by } : {}),
        ...(step.note ? { note: step.note } : {}),
      })),
      letterHref: one.direction === 'in' ? null : `/chuyen-sinh-hoat/${one.id}/giay`,
      today: ctx.today,
      monthNow: dayOf(yearOf(ctx.today), monthOf(ctx.today), 1),
      untilOn: one.untilOn as string | null,
      key: newId(),
    }
  })

const input = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, transferId: event.params['id'] })
const then = (_: unknown, event: RequestEvent) => `/chuyen-sinh-hoat/${event.params['id']}`

export const actions: Actions = {
  review: actionOf(reviewTransfer, { input, then }),
  issue: actionOf(issueLetter, { input, then }),
  present: actionOf(presentLetter, { input, then }),
  receive: actionOf(receiveTransfer, { input, then }),
  newcomer: actionOf(receiveNewcomer, { input, then }),
  return: actionOf(returnTransfer, { input, then }),
  withdraw: actionOf(withdrawTransfer, { input, then }),
  extend: actionOf(extendStay, { input, then }),
  end: actionOf(endStay, { input, then }),
  giao: actionOf(assignCell, { input, then }),
  'ly-do': actionOf(explainLate, { input, then }),
}
