// Signing in. The same answer for an unknown name and a wrong password.
import { AppError } from '#kernel/errors.ts'
import { signIn, signOut } from '#modules/identity/identity.server.ts'
import { database } from '#platform/db/database.ts'
import { listTenants } from '#modules/tenancy/tenancy.server.ts'
import { readTenant } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { redirect } from '@sveltejs/kit'
import { formFailure } from '#pages'
import { inside } from './inside.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

const mayEnter = (caller: Caller) =>
  readTenant(database(), caller.tenantId, (db) => caller.actor(db)).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'sign_in_required') return false
      throw error
    },
  )

export const load: PageServerLoad = async ({ locals, url, request }) => {
  if (locals.caller) {
    if (await mayEnter(locals.caller)) redirect(303, inside(url.searchParams.get('ve')))
    // A closed account's short cookie lives on for a minute: without this the two pages would send it to and fro.
    locals.setCookies.push(...(await signOut(request.headers)))
  }
  const tenants = await listTenants(database())
  return { place: tenants.length === 1 ? (tenants[0]?.name ?? null) : null }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const text = (name: string) => String(form.get(name) ?? '').trim()
    try {
      const missing = ['userName', 'password'].filter((name) => text(name) === '')
      if (missing.length > 0) {
        throw new AppError('invalid_input', {}, Object.fromEntries(missing.map((name) => [name, 'field.required'])))
      }
      const cookies = await signIn(text('userName'), String(form.get('password')), event.request.headers)
      event.locals.setCookies.push(...cookies)
    } catch (thrown) {
      form.delete('password')
      return formFailure(event, form, thrown)
    }
    redirect(303, inside(event.url.searchParams.get('ve')))
  },
}
