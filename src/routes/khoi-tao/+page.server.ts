// The first administrator of an empty installation: makes the bloc, its root unit and the first account, once, with the console's token.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { grantAccess, systemCaller } from '#modules/access/access.server.ts'
import { createAccount, hasNoUsers, useFirstAdminToken } from '#modules/identity/identity.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { database } from '#platform/db/database.ts'
import { execute, validate } from '#platform/operation/execute.ts'
import { formInput } from '#platform/operation/form-input.ts'
import { error, redirect } from '@sveltejs/kit'
import { formFailure } from '#pages'
import { firstInput } from './first-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ url }) => {
  if (!(await hasNoUsers())) error(404, { message: 'Hệ thống đã có người quản trị. Xin đăng nhập.' })
  return { token: url.searchParams.get('token') ?? '' }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    try {
      const given = validate(firstInput, formInput(form))
      if (!(await hasNoUsers())) throw new AppError('identity.first_admin_used')
      const now = new Date()
      await useFirstAdminToken(given.token, now)
      const tenant = await createTenant(database(), { slug: given.slug, name: given.name }, now)
      const system = systemCaller(tenant.id, 'khoi-tao')
      const root = await execute(database(), system, foundUnit, {
        kind: 'bloc',
        name: given.name,
        shortName: given.name,
        effectiveOn: given.foundedOn,
      })
      const account = await execute(database(), system, createAccount, given)
      for (const role of ['administrator', 'bloc_officer']) {
        await execute(database(), system, grantAccess, {
          accountId: account.id,
          role,
          unitId: root.unitId,
          from: day('2000-01-01'),
        })
      }
    } catch (thrown) {
      form.delete('password')
      return formFailure(event, form, thrown)
    }
    redirect(303, '/dang-nhap')
  },
}
