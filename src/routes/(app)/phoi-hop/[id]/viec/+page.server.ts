// One thing owed for one period: recorded, looked at, given back.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import {
  acceptDone,
  periodName,
  readRegulation,
  recordDone,
  returnDone,
} from '#modules/coordination/coordination.server.ts'
import { obligationKindNames } from '#modules/coordination/coordination-messages.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { fileAction } from '../../file-action.server.ts'
import { instanceTag } from '../../views.ts'
import type { Actions, PageServerLoad } from './$types'

const asked = (url: URL) => ({ obligationId: url.searchParams.get('nghia-vu'), period: url.searchParams.get('ky') })

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { obligationId, period } = asked(event.url)
    const year = Number(/\d{4}/.exec(period ?? '')?.[0])
    const view = (given: number | null) => run(readRegulation, { regulationId: event.params.id, year: given })
    const first = await view(Number.isInteger(year) ? year : null)
    const obligation = first.obligations.find((one) => one.id === obligationId)
    // What is owed once lies in the year its obligation began.
    const found = period === 'once' && obligation ? await view(Number(obligation.valid.from.slice(0, 4))) : first
    const instance = found.instances.find((one) => one.obligationId === obligationId && one.period === period)
    if (!instance || !obligation || period === null) throw notFound()
    const to = found.parties.find((party) => party.id === obligation.toPartyId)
    const records = found.exchanges.filter((one) => one.obligationId === obligationId && one.period === period)
    const current = records.find((one) => one.state !== 'returned')
    return {
      idempotencyKey: newId(),
      id: found.regulation.id,
      number: found.regulation.number,
      regulation: found.regulation.title,
      title: obligation.title,
      period: periodName(period),
      tag: instanceTag(instance),
      facts: [
        { term: 'Bên làm', value: instance.party.name },
        { term: 'Gửi', value: to?.name ?? 'Các bên còn lại' },
        { term: 'Loại việc', value: obligationKindNames[obligation.kind] },
        { term: 'Hạn', value: formatDay(instance.dueOn) },
      ],
      outside: !instance.party.ours,
      today: ctx.today,
      mayRecord: obligation.may.record && current === undefined,
      review: current && obligation.may.judge ? { doneId: current.id, version: current.version, waiting: current.state === 'received' } : null, // prettier-ignore
      records: records.map((one) => ({
        id: one.id,
        on: formatDay(one.doneOn),
        recorded: formatInstant(one.recordedAt),
        body: one.body,
        by: one.answeredBy,
        guest: one.guestLinkId !== null,
        file: one.file,
        state: one.state,
        reason: one.reason,
        decided: one.decidedAt ? formatInstant(one.decidedAt) : null,
      })),
    }
  })

const then = (_: unknown, event: RequestEvent) => `${event.url.pathname}?nghia-vu=${asked(event.url).obligationId}&ky=${asked(event.url).period}` // prettier-ignore

export const actions: Actions = {
  ghi: fileAction(recordDone, { input: (posted, event) => ({ ...posted, ...asked(event.url) }), then }),
  nhan: actionOf(acceptDone, { then }),
  tra: actionOf(returnDone, { then }),
}
