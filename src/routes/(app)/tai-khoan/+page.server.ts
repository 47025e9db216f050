// One's own account: password and personal access tokens.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { changePassword, createToken, listTokens, revokeToken } from '#modules/identity/identity.server.ts'
import { roleNames, isRole } from '#modules/access/access.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => ({
    key: newId(),
    name: ctx.actor.name,
    grants: ctx.actor.stands.map((grant) => ({
      role: isRole(grant.role) ? roleNames[grant.role] : grant.role,
      unitId: grant.unitId,
      unitName: grant.unitName,
    })),
    tokens: (await run(listTokens, {})).map((token) => ({
      id: token.id,
      name: token.name,
      made: formatInstant(token.created_at),
      expires: token.expires_on ? formatDay(token.expires_on) : null,
      revoked: token.revoked_at !== null,
    })),
  }))

export const actions: Actions = {
  password: actionOf(changePassword, { then: () => '/dang-nhap' }),
  token: actionOf(createToken),
  revoke: actionOf(revokeToken),
}
