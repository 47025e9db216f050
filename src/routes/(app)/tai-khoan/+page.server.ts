// One's own account: password and personal access tokens.
import { formatDay, formatInstant } from '#kernel/day.ts'
import {
  changePassword,
  createToken,
  goToBloc,
  listTokens,
  otherBlocs,
  revokeToken,
} from '#modules/identity/identity.server.ts'
import { roleNames, isRole } from '#modules/access/access.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import { isId } from '#kernel/ids.ts'
import { error, redirect } from '@sveltejs/kit'
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
    blocs: (ctx.actor.accountId === null
      ? []
      : await otherBlocs(ctx.db, { tenantId: ctx.tenantId, accountId: ctx.actor.accountId })
    ).map(({ id, name, endedOn }) => ({ id, name, ended: endedOn && formatDay(endedOn) })),
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
  bloc: async ({ request, locals }) => {
    const bloc = (await request.formData()).get('bloc')
    if (!isId(bloc)) error(404, 'not_found')
    locals.setCookies.push(...(await goToBloc(request.headers, bloc)))
    redirect(303, '/')
  },
}
