// Đề nghị chuyển sinh hoạt: whom (found by name or given by the address), where to, for good or for a time.
import { formatDay } from '#kernel/day.ts'
import { listMembers, readMember } from '#modules/members/members.server.ts'
import { itemsOf, loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { askTransfer, findCells, otherBlocs, stayReasonNames, TRANSFER_KINDS, transferKindNames } from '#modules/transfers/transfers.server.ts' // prettier-ignore
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

const KIND_HINTS = {
  official: 'Chuyển hẳn đến nơi khác',
  temporary: 'Có ngày trở về; vẫn được tính ở chi bộ này',
  internal: 'Giữa hai chi bộ của cùng một tổ chức cơ sở đảng',
}

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const memberId = event.url.searchParams.get('dang-vien')
    const find = event.url.searchParams.get('tim') ?? ''
    const member = memberId ? await run(readMember, { memberId }) : null
    // A cell's own people are few: they stand there without being searched for.
    const searched =
      !member && (find !== '' || !ctx.scope('member.write').whole) ? await run(listMembers, { find }) : null
    const found = searched && (find !== '' || searched.total <= searched.members.length) ? searched : null
    const triggers = (await loadRulebook(ctx)).at('TRANSFER_TRIGGERS', ctx.today)
    return {
      find,
      found: found?.members.map((one) => ({
        id: one.id,
        name: one.name,
        born: formatDay(one.birthOn),
        cell: one.unitName,
      })),
      total: found?.total ?? 0,
      member: member && { id: member.id, name: member.name, cell: member.cells.at(-1)?.unit?.name ?? '' },
      cells: member
        ? (await run(findCells, {}))
            .filter((cell) => cell.id !== member.cells.at(-1)?.unitId)
            .map(({ id, name, above }) => ({ value: id, label: name, group: above ?? '' }))
        : [],
      blocs: (await otherBlocs(ctx)).map(({ id, name }) => ({ value: id, label: name })),
      kinds: TRANSFER_KINDS.map((value) => ({ value, label: transferKindNames[value], hint: KIND_HINTS[value] })),
      reasons: [
        ...(triggers ? itemsOf(triggers).map(({ code, label }) => ({ value: code, label, group: 'Chuyển chính thức' })) : []), // prettier-ignore
        ...Object.entries(stayReasonNames).map(([value, label]) => ({ value, label, group: 'Chuyển tạm thời' })),
      ],
      today: ctx.today,
      key: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(askTransfer, {
    input: (posted, event) => ({ ...posted, memberId: event.url.searchParams.get('dang-vien') ?? '' }),
    then: ({ transferId }) => `/chuyen-sinh-hoat/${transferId}`,
  }),
}
