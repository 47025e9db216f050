// Which member is behind an account: searched by name, one is chosen, or the link is taken away.
import { findPeople, linkPerson, readAccount } from '#modules/access/access.server.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.scope('access.grant').whole) throw notFound()
    const account = await run(readAccount, { accountId: event.params.id })
    // The account's own name is what one would type first.
    const text = (event.url.searchParams.get('tim') ?? account.displayName).trim().slice(0, 100)
    const people = text === '' ? [] : await run(findPeople, { find: text })
    return {
      key: newId(),
      account: { id: account.id, displayName: account.displayName, person: account.personName },
      text,
      people: people.map((one) => ({
        value: one.personId,
        label: one.name,
        hint: [`sinh năm ${one.birthYear}`, one.unitName].filter(Boolean).join(' · '),
      })),
    }
  })

const ofAddress = {
  input: (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, accountId: event.params['id'] }),
  then: (_: unknown, event: RequestEvent) => `/quyen/${event.params['id']}`,
}

export const actions: Actions = { gan: actionOf(linkPerson, ofAddress), bo: actionOf(linkPerson, ofAddress) }
