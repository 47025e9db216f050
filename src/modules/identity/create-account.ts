// Makes a login and its account in the bloc, in one transaction. There is no self-registration.
import { AppError } from '#kernel/errors.ts'
import { optionalId, textField } from '#platform/operation/fields.ts'
import type { Context } from '#platform/operation/operation.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { USER_NAME } from './auth.ts'
import { hashPassword, MIN_PASSWORD_LENGTH } from './password.ts'

const input = v.object({
  userName: textField(30),
  displayName: textField(100),
  password: v.pipe(textField(200), v.minLength(MIN_PASSWORD_LENGTH, 'identity.password_short')),
  personId: optionalId(),
})

/** What the database may refuse of a new account. */
export const accountConstraints = {
  user_username_key: { code: 'identity.user_name_taken', field: 'userName' },
  user_email_key: { code: 'identity.user_name_taken', field: 'userName' },
  account_person_open: { code: 'identity.person_taken', field: 'personId' },
  account_tenant_id_user_name_key: { code: 'identity.user_name_taken', field: 'userName' },
}

export const createAccount = operation({
  name: 'identity.create-account',
  summary: 'Make a login with its account in this bloc',
  permission: 'access.grant',
  input,
  run: (ctx, given) => insertAccount(ctx, given),
  constraints: accountConstraints,
})

/** Inserts login and account. Throws identity.user_name_shape. */
export async function insertAccount(ctx: Context, given: v.InferOutput<typeof input>) {
  const userName = given.userName.toLowerCase()
  if (!USER_NAME.test(userName)) throw AppError.at('userName', 'identity.user_name_shape')
  const [id, userId] = [ctx.newId(), ctx.newId()]
  await ctx.db
    .insertInto('auth.user')
    .values({
      id: userId,
      name: given.displayName,
      email: `${userName}@khoi.invalid`, // the library wants an address; nobody is ever written to here
      username: userName,
      displayUsername: userName,
      tenantId: ctx.tenantId,
      accountId: id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('auth.account')
    .values({
      id: ctx.newId(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: await hashPassword(given.password),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('account')
    .values({
      tenant_id: ctx.tenantId,
      id,
      user_id: userId,
      user_name: userName,
      display_name: given.displayName,
      person_id: given.personId,
      created_at: ctx.now,
    })
    .execute()
  ctx.touch(id)
  ctx.note({ userName })
  return { id, userName }
}
