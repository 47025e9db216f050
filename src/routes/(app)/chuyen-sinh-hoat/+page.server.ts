// Chuyển sinh hoạt đảng: cases that are open, late, stays for a time, and all of them, with filters.
import { formatDay } from '#kernel/day.ts'
import {
  DIRECTIONS,
  directionNames,
  listTransfers,
  TRANSFER_KINDS,
  transferKindNames,
  transferStateNames,
} from '#modules/transfers/transfers.server.ts'
import { load as loadPage } from '#pages'
import { address } from '../address.ts'
import type { PageServerLoad } from './$types'
import { transferLooks, VIEWS } from './transfer-looks.ts'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const of = (name: string) => event.url.searchParams.get(name) ?? ''
    const view = VIEWS.find((each) => each.value === of('xem')) ?? VIEWS[0]
    const page = Math.max(1, Number(of('trang')) || 1)
    const asked = { tim: of('tim'), huong: of('huong'), loai: of('loai'), 'don-vi': of('don-vi') }
    const list = await run(listTransfers, {
      ...view.filter,
      find: asked.tim,
      direction: DIRECTIONS.find((each) => each === asked.huong) ?? null,
      kind: TRANSFER_KINDS.find((each) => each === asked.loai) ?? null,
      unitId: asked['don-vi'],
      page,
    })
    return {
      view: view.value as string,
      tabs: VIEWS.map(({ value, label }) => ({
        href: address('/chuyen-sinh-hoat', { ...asked, xem: value }),
        label,
        current: value === view.value,
      })),
      asked,
      page,
      size: list.size,
      total: list.total,
      mayWrite: ctx.actor.holds('member.write'),
      directions: DIRECTIONS.map((value) => ({ value, label: directionNames[value] })),
      kinds: TRANSFER_KINDS.map((value) => ({ value, label: transferKindNames[value] })),
      registerHref: address('/chuyen-sinh-hoat/so', { nam: ctx.today.slice(0, 4), 'don-vi': asked['don-vi'] }),
      rows: list.transfers.map((one) => ({
        id: one.id,
        name: one.name,
        born: formatDay(one.birthOn),
        way: `${one.from || 'Nơi khác'} → ${one.to || 'chưa giao chi bộ'}`,
        kind: `${transferKindNames[one.kind]}, ${directionNames[one.direction].toLowerCase()}`,
        letter: one.letterText,
        day: formatDay((one.closedOn ?? one.issuedOn ?? one.askedOn) as typeof ctx.today),
        late: one.presentBy !== null && one.presentBy < ctx.today,
        tag: {
          state: one.presentBy !== null && one.presentBy < ctx.today ? ('late' as const) : transferLooks[one.state],
          label: transferStateNames[one.state],
        },
        note: one.presentBy
          ? `nộp giấy đến ${formatDay(one.presentBy)}`
          : one.untilOn && !one.endedOn
            ? `đến ${formatDay(one.untilOn)}`
            : '',
      })),
    }
  })
