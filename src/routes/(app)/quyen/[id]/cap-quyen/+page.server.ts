// One more grant for an account.
import { grantAccess, readAccount, ROLE_NAMES, roleNames, roleNotes } from '#modules/access/access.server.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { unitChoice } from '../../unit-choice.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.actor.holds('access.grant')) throw notFound()
    const account = await run(readAccount, { accountId: event.params.id })
    return {
      key: newId(),
      today: ctx.today,
      account: { id: account.id, displayName: account.displayName },
      roles: ROLE_NAMES.map((value) => ({ value, label: roleNames[value], hint: roleNotes[value] })),
      units: await unitChoice(run, ctx, event.url),
    }
  })

export const actions: Actions = {
  default: actionOf(grantAccess, {
    input: (posted, event) => ({ ...posted, accountId: event.params['id'] }),
    then: (_, event) => `/quyen/${event.params['id']}`,
  }),
}
