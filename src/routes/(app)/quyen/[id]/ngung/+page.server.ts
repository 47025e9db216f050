// Closing an account: the page that asks.
import { disableAccount, readAccount, roleNames } from '#modules/access/access.server.ts'
import { notFound } from '#kernel/errors.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.scope('access.grant').whole) throw notFound()
    const account = await run(readAccount, { accountId: event.params.id })
    return {
      today: ctx.today,
      account: { id: account.id, displayName: account.displayName, userName: account.userName },
      grants: account.grants
        .filter(({ to }) => to === null || to > ctx.today)
        .map((grant) => `${roleNames[grant.role]}, ${grant.unitName}`),
    }
  })

export const actions: Actions = {
  default: actionOf(disableAccount, {
    input: (posted, event) => ({ ...posted, accountId: event.params['id'] }),
    then: (_, event) => `/quyen/${event.params['id']}`,
  }),
}
