// Ending a grant: the page that asks.
import { formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { endGrant, readAccount, roleNames } from '#modules/access/access.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const account = await run(readAccount, { accountId: event.params.id })
    const grant = account.grants.find(({ id }) => id === event.params.grant)
    if (!grant || !(await ctx.actor.covers(ctx.db, 'access.grant', [grant.unitId]))) throw notFound()
    return {
      today: ctx.today,
      account: { id: account.id, displayName: account.displayName },
      grant: {
        text: `${roleNames[grant.role]}, ${grant.unitName}`,
        span: `từ ${formatDay(grant.from)}${grant.to ? ` đến trước ${formatDay(grant.to)}` : ', không có hạn'}`,
      },
    }
  })

export const actions: Actions = {
  default: actionOf(endGrant, {
    input: (posted, event) => ({ ...posted, grantId: event.params['grant'] }),
    then: (_, event) => `/quyen/${event.params['id']}`,
  }),
}
