// Half-days of a class: one more, one that makes up, topic and speaker, one that did not take place.
import { formatDay } from '#kernel/day.ts'
import {
  addSession,
  cancelSession,
  editSession,
  partNames,
  readClass,
  SESSION_PARTS,
} from '#modules/classes/classes.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const found = await run(readClass, { classId: event.params.id })
    const chosen = found.sessions.find(({ id }) => id === event.url.searchParams.get('buoi')) ?? null
    return {
      id: found.id,
      title: found.title,
      mayRun: found.mayRun,
      today: ctx.today,
      parts: SESSION_PARTS.map((value) => ({ value, label: partNames[value] })),
      chosen: chosen && {
        id: chosen.id,
        label: `${partNames[chosen.part]} ${formatDay(chosen.onDay)}`,
        onDay: chosen.onDay,
        part: chosen.part,
        topic: chosen.topic,
        speaker: chosen.speaker,
        marked: chosen.marked > 0,
      },
      sessions: found.sessions.map((one) => ({
        id: one.id,
        day: formatDay(one.onDay),
        part: partNames[one.part],
        topic: one.topic,
        speaker: one.speaker,
        kind: one.cancelled ? 'đã bỏ' : one.makesUp ? 'học bù' : 'chính khóa',
        cancelled: one.cancelled,
        present: one.marked > 0 ? `${one.present}/${one.marked}` : '—',
      })),
      keys: [newId(), newId(), newId()] as const,
    }
  })

const back = (_: unknown, event: { params: Partial<Record<string, string>> }) => `/lop-hoc/${event.params['id']}/buoi`

export const actions: Actions = {
  them: actionOf(addSession, {
    input: (posted, event) => ({ ...posted, classId: event.params['id'] }),
    then: back,
  }),
  sua: actionOf(editSession, { then: back }),
  bo: actionOf(cancelSession, { then: back }),
}
