// One regulation: its facts, the year side by side, obligations, exchanges, and the links of bodies outside.
import { addDays, formatDay, formatInstant } from '#kernel/day.ts'
import { makeGuestLink, readRegulation, revokeGuestLink } from '#modules/coordination/coordination.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { yearIn } from '../../address.ts'
import { exchangesOf, gridOf, lastDayOf, obligationView } from '../regulation-view.server.ts'
import { regulationStateNames, validity } from '../views.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const found = await run(readRegulation, { regulationId: event.params.id, year: yearIn(event.url, ctx.today) })
    const { regulation, parties, obligations, year } = found
    const may = new Map(obligations.map((one) => [one.id, one.may.record || one.may.judge]))
    const at = (one: number) => `/phoi-hop/${regulation.id}?nam=${one}`
    const years = found.years.includes(year) ? found.years : [...found.years, year].toSorted((a, b) => a - b)
    const owing = parties.filter((party) => found.instances.some((one) => one.party.id === party.id))
    const elsewhere = found.open.filter((one) => Number(one.from.slice(0, 4)) !== year)
    return {
      idempotencyKey: newId(),
      origin: event.url.origin,
      id: regulation.id,
      number: regulation.number,
      title: regulation.title,
      summary: regulation.summary,
      signed: formatDay(regulation.signedOn),
      valid: validity(regulation.valid),
      endReason: regulation.endReason,
      file: found.file,
      state: found.state,
      stateName: regulationStateNames[found.state],
      year,
      years: years.slice(-9).map((one) => ({ href: at(one), label: String(one), current: one === year })),
      parties: parties.map((party) => ({
        id: party.id,
        name: party.name,
        href: party.unitId ? `/to-chuc/${party.unitId}` : null,
        ours: party.ours,
        until: party.valid?.to ? formatDay(addDays(party.valid.to, -1)) : null,
      })),
      owing: owing.map((party) => ({ id: party.id, name: party.name, ours: party.ours })),
      grid: gridOf(regulation.id, found.instances, (id) => may.get(id) ?? false),
      elsewhere: elsewhere.length,
      elsewhereYears: [...new Set(elsewhere.map((one) => one.from.slice(0, 4)))].map((one) => ({ year: one, href: at(Number(one)) })), // prettier-ignore
      obligations: obligations.map((one) => obligationView(one, parties)),
      exchanges: exchangesOf(regulation.id, found.exchanges.slice(0, 40), parties, obligations),
      exchangeCount: found.exchanges.length,
      mayManage: found.mayManage,
      links: found.links.map((link) => ({
        id: link.id,
        body: link.body,
        made: formatInstant(link.madeAt),
        until: lastDayOf(link.expiresAt),
        used: link.lastUsedAt ? formatInstant(link.lastUsedAt) : 'Chưa mở',
        open: link.open,
        state: link.open ? 'Đang dùng được' : link.revokedAt ? 'Đã thu hồi' : 'Đã hết hạn',
      })),
      linkBodies: parties.flatMap((party) =>
        party.externalId && party.valid && (party.valid.to === null || party.valid.to > ctx.today)
          ? [{ value: party.externalId, label: party.name }]
          : [],
      ),
      linkUntil: formatDay(addDays(ctx.today, 60)),
    }
  })

const input = (posted: Record<string, unknown>, event: RequestEvent) => ({
  ...posted,
  regulationId: event.params['id'],
})

export const actions: Actions = {
  'tao-duong-dan': actionOf(makeGuestLink, { input }),
  'thu-hoi': actionOf(revokeGuestLink, { then: ({ regulationId }) => `/phoi-hop/${regulationId}#duong-dan` }),
}
