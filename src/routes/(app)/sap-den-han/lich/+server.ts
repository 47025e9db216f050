// The list as a calendar file, for the calendar of a phone or an office.
import { calendarFile, dueWords, listDeadlines, textBesideUnit } from '#modules/agenda/agenda.server.ts'
import { load } from '#pages'
import { deadlineInput } from '../deadline-input.server.ts'
import type { RequestHandler } from './$types'

/** More would fill a calendar without helping anybody. */
const MOST = 1000

export const GET: RequestHandler = async (event) => {
  const list = await load(event, (run, ctx) => run(listDeadlines, { ...deadlineInput(event.url, ctx), all: 'true' }))
  const entries = list.items.slice(0, MOST).map((item) => {
    const { title, text } = dueWords(item)
    return {
      key: `${item.kind} ${item.href} ${item.unitId} ${item.dueOn}`,
      on: item.dueOn,
      title,
      text: [textBesideUnit(text, item.unitName), item.unitName].filter(Boolean).join('\n'),
      url: `${event.url.origin}${item.href}`,
    }
  })
  return new Response(calendarFile('Sắp đến hạn', entries, { now: new Date(), host: event.url.hostname }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="sap-den-han.ics"',
      'cache-control': 'private, no-store',
    },
  })
}
