// One account: its grants over time, and what an administrator may do with it.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { enableAccount, readAccount, roleNames } from '#modules/access/access.server.ts'
import { postsOfAccount } from '#modules/committees/committees.server.ts'
import { resetPassword } from '#modules/identity/identity.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { dayIn } from '../../address.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const account = await run(readAccount, { accountId: event.params.id, on: dayIn(event.url) })
    const whole = ctx.scope('access.grant').whole
    const posts = account.personId ? await run(postsOfAccount, { accountId: account.id }) : []
    return {
      key: newId(),
      today: ctx.today,
      dayText: formatDay(account.day),
      account: {
        id: account.id,
        userName: account.userName,
        displayName: account.displayName,
        made: formatInstant(account.createdAt),
        disabled: account.disabled,
        disabledOn: account.disabledOn && formatDay(account.disabledOn),
      },
      person: account.personName,
      mayLink: whole,
      posts: posts.map((post) => ({
        id: post.id,
        label: `${post.label}${post.basis === 'acting' ? ' (phụ trách)' : ''}`,
        unitId: post.unitId,
        unitName: post.unitName,
        rights: account.derived
          .filter((right) => right.unitId === post.unitId && right.source === post.label)
          .map((right) => roleNames[right.role])
          .join(', '),
        from: formatDay(post.valid.from),
        to: post.valid.to && formatDay(post.valid.to),
        state:
          post.valid.from > account.day
            ? 'later'
            : post.valid.to !== null && post.valid.to <= account.day
              ? 'over'
              : 'now',
        decision: post.decision,
      })),
      own: account.id === ctx.actor.accountId,
      mayGrant: ctx.actor.holds('access.grant'),
      mayClose: whole && account.id !== ctx.actor.accountId,
      mayAudit: ctx.scope('audit.read').whole,
      grants: account.grants.map(({ id, role, unitId, unitName, from, to }) => ({
        id,
        role: roleNames[role],
        unitId,
        unitName,
        from: formatDay(from),
        to: to && formatDay(to),
        state: from > account.day ? 'later' : to !== null && to <= account.day ? 'over' : 'now',
        // What has not ended yet may be ended, or ended earlier.
        open: to === null || to > ctx.today,
      })),
    }
  })

const ofAddress = {
  input: (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, accountId: event.params['id'] }),
}

export const actions: Actions = {
  'mat-khau': actionOf(resetPassword, ofAddress),
  'mo-lai': actionOf(enableAccount, { ...ofAddress, then: (_, event) => `/quyen/${event.params['id']}` }),
}
