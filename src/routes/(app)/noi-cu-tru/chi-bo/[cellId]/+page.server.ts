// One cell where members live: the unit's people there with their remarks, the request of the year and its links.
import { dayInVietnam, formatDay, formatInstant } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import {
  askRemarks,
  closeRequest,
  editCell,
  listCells,
  listResidence,
  requestStateNames,
  resultsOn,
  returnRequest,
  revokeRemarkLink,
} from '#modules/residence/residence.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { addDays } from '#kernel/day.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { State } from '#ui/state.ts'
import { address } from '../../../address.ts'
import { askedOf, headOf } from '../../residence-input.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const { unitId, year } = askedOf(url, ctx)
    const { cellId } = event.params
    const found = await run(listCells, { unitId, year, cellId, every: 'true' })
    const [cell] = found.cells
    if (!cell) throw notFound()
    const head = await headOf(run, ctx, url, found.on, 'cells')
    const people = await run(listResidence, { unitId, year, cellId, all: 'true' })
    const labels = new Map(resultsOn(await loadRulebook(ctx), found.on).map(({ code, label }) => [code, label]))
    const dueOn = found.dueOn !== null && found.dueOn >= ctx.today ? found.dueOn : addDays(ctx.today, 14)
    const look = (row: (typeof people.rows)[number]): { state: State; label: string } => {
      if (!row.needs) return { state: 'none', label: 'Không phải nhận xét' }
      if (row.remarkState === 'returned') return { state: 'returned', label: 'Đã trả lại' }
      return row.result
        ? { state: 'done', label: labels.get(row.result) ?? row.result }
        : { state: 'due', label: 'Chưa có' }
    }
    return {
      head,
      cell: {
        id: cell.id,
        version: cell.version,
        name: cell.name,
        body: cell.bodyName,
        contactName: cell.contactName,
        phone: cell.phone,
        email: cell.email,
        lastOn: cell.endedOn ? (addDays(cell.endedOn, -1) as string) : null,
      },
      mayWrite: found.mayWrite,
      mayEdit: ctx.actor.holds('member.write') && ctx.scope('member.write').whole,
      done: url.searchParams.get('xong'),
      counts: { members: cell.members, needed: cell.needed, remarked: cell.remarked },
      request: cell.request && {
        ...cell.request,
        due: formatDay(cell.request.dueOn),
        stateName: requestStateNames[cell.request.state],
      },
      links: cell.links.map((link) => ({
        id: link.id,
        until: formatDay(dayInVietnam(new Date(link.expiresAt.getTime() - 1000))),
        made: formatInstant(link.madeAt),
        used: link.lastUsedAt ? formatInstant(link.lastUsedAt) : 'chưa mở',
        open: link.open,
        state: link.open ? 'Đang dùng được' : link.revokedAt ? 'Đã thu hồi' : 'Đã hết hạn',
      })),
      people: people.rows.map((row) => ({
        id: row.memberId,
        name: row.name,
        unit: row.unitName,
        href: `/noi-cu-tru/${row.memberId}`,
        remark: row.remark,
        signer: row.signer,
        look: look(row),
      })),
      dueOn: dueOn as string,
      lastOn: addDays(dueOn, 30) as string,
      origin: url.origin,
      keys: [newId(), newId()],
    }
  })

const here = (done: string) => (_: unknown, event: RequestEvent) =>
  address(`/noi-cu-tru/chi-bo/${event.params['cellId'] ?? ''}`, { 'don-vi': event.url.searchParams.get('don-vi'), nam: event.url.searchParams.get('nam'), xong: done }) // prettier-ignore

export const actions: Actions = {
  'tao-duong-dan': actionOf(askRemarks, {
    input: (posted, event: RequestEvent) => ({ ...posted, cellIds: [event.params['cellId']] }),
  }),
  'thu-hoi': actionOf(revokeRemarkLink, { then: here('thu-hoi') }),
  'tiep-nhan': actionOf(closeRequest, { then: here('tiep-nhan') }),
  'tra-lai': actionOf(returnRequest, { then: here('tra-lai') }),
  sua: actionOf(editCell, {
    input: (posted, event: RequestEvent) => ({ ...posted, cellId: event.params['cellId'] }),
    then: here('sua'),
  }),
}
