// Cells where members of a unit live: how many of the remarks are there, links to ask for them, new cells.
import { addDays, formatDay, formatInstant } from '#kernel/day.ts'
import { listBodies } from '#modules/coordination/coordination.server.ts'
import { addCell, askRemarks, listCells, requestStateNames } from '#modules/residence/residence.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { State } from '#ui/state.ts'
import { address } from '../../address.ts'
import { askedOf, headOf } from '../residence-input.server.ts'
import type { Actions, PageServerLoad } from './$types'

const LOOKS: Record<keyof typeof requestStateNames, State> = { open: 'due', sent: 'draft', closed: 'done' }
const LINK_DAYS = 30

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const { unitId, year } = askedOf(url, ctx)
    const find = url.searchParams.get('tim')?.slice(0, 100) ?? null
    const every = url.searchParams.get('xem') === 'tat-ca'
    const page = /^[1-9]\d{0,3}$/.exec(url.searchParams.get('trang') ?? '')?.[0] ?? null
    const list = await run(listCells, { unitId, year, find, every: every ? 'true' : 'false', page })
    const head = await headOf(run, ctx, url, list.on, 'cells')
    // Whoever may not read coordination still chooses among the committees its members live under.
    const bodies = ctx.actor.holds('coordination.read')
      ? (await run(listBodies, { kind: 'local_committee', size: 1000 })).bodies.map((body) => ({ value: body.id, label: body.name })) // prettier-ignore
      : [...new Map(list.cells.map((cell) => [cell.bodyId, { value: cell.bodyId, label: cell.bodyName }])).values()]
    const dueOn = list.dueOn !== null && list.dueOn >= ctx.today ? list.dueOn : addDays(ctx.today, 14)
    return {
      head,
      every,
      find,
      total: list.total,
      page: list.page,
      size: list.size,
      mayWrite: list.mayWrite,
      rows: list.cells.map((cell) => ({
        id: cell.id,
        name: cell.name,
        body: cell.bodyName,
        href: address(`/noi-cu-tru/chi-bo/${cell.id}`, head.carried),
        members: cell.members,
        done: `${cell.remarked}/${cell.needed}`,
        missing: cell.needed - cell.remarked,
        state: cell.request ? { state: LOOKS[cell.request.state], label: requestStateNames[cell.request.state] } : null,
        link: cell.links.find((link) => link.open)?.expiresAt ?? null,
        used: cell.links[0]?.lastUsedAt ? formatInstant(cell.links[0].lastUsedAt) : null,
        ask: cell.needed > cell.remarked && cell.endedOn === null,
      })),
      bodies,
      dueOn: dueOn as string,
      lastOn: addDays(dueOn, LINK_DAYS) as string,
      dueText: formatDay(dueOn),
      origin: url.origin,
      keys: [newId(), newId()],
    }
  })

export const actions: Actions = {
  'tao-duong-dan': actionOf(askRemarks),
  them: actionOf(addCell, {
    then: ({ cellId }, event) => address(`/noi-cu-tru/chi-bo/${cellId}`, { 'don-vi': event.url.searchParams.get('don-vi'), xong: 'them' }), // prettier-ignore
  }),
}
