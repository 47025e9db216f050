// What the first form asks: everything that can be wrong about it is known before its one-time token is used.
import { USER_NAME } from '#modules/identity/identity.server.ts'
import { TENANT_SLUG } from '#modules/tenancy/tenancy.server.ts'
import { dayField, textField } from '#platform/operation/fields.ts'
import * as v from 'valibot'

export const firstInput = v.object({
  token: textField(100),
  name: textField(200),
  slug: v.pipe(textField(41), v.regex(TENANT_SLUG, 'tenancy.slug_shape')),
  foundedOn: dayField(),
  userName: v.pipe(textField(30), v.toLowerCase(), v.regex(USER_NAME, 'identity.user_name_shape')),
  displayName: textField(100),
  password: textField(200, 10),
})
