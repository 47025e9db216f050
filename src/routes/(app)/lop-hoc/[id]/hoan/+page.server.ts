// Puts a class off, or calls it off; both with the reason.
import { formatDay } from '#kernel/day.ts'
import { cancelClass, postponeClass, readClass } from '#modules/classes/classes.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const found = await run(readClass, { classId: event.params.id })
    return {
      id: found.id,
      title: found.title,
      version: found.version,
      from: formatDay(found.fromOn),
      key: newId(),
      other: newId(),
    }
  })

const options = {
  input: (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>> }) => ({
    ...posted,
    classId: event.params['id'],
  }),
  then: ({ id }: { id: string }) => `/lop-hoc/${id}?da-luu=1`,
}

export const actions: Actions = { hoan: actionOf(postponeClass, options), huy: actionOf(cancelClass, options) }
