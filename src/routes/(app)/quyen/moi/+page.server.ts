// A new account with its first grant, in one form and one transaction.
import { openAccount, ROLE_NAMES, roleNames, roleNotes } from '#modules/access/access.server.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { unitChoice } from '../unit-choice.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.scope('access.grant').whole) throw notFound()
    return {
      key: newId(),
      today: ctx.today,
      roles: ROLE_NAMES.map((value) => ({ value, label: roleNames[value], hint: roleNotes[value] })),
      units: await unitChoice(run, ctx, event.url),
    }
  })

export const actions: Actions = { default: actionOf(openAccount) }
