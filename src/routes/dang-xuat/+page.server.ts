// Signing out: a form post, so that no link or picture elsewhere can do it.
import { signOut } from '#modules/identity/identity.server.ts'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => redirect(303, '/')

export const actions: Actions = {
  default: async ({ request, locals }) => {
    locals.setCookies.push(...(await signOut(request.headers)))
    redirect(303, '/dang-nhap')
  },
}
