// A forgotten password: the administrator gets a new one to hand on, shown once; all sessions of the account end.
import { AppError, notFound } from '#kernel/errors.ts'
import { idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { endSessions } from './end-sessions.ts'
import { hashPassword } from './password.ts'
import { temporaryPassword } from './temporary-password.ts'

export const resetPassword = operation({
  name: 'identity.reset-password',
  summary: 'Give an account a new temporary password, shown once; all its sessions end',
  permission: 'access.grant',
  afterEnd: true,
  secretAnswer: true,
  input: v.object({ accountId: idField() }),
  async run(ctx, { accountId }) {
    const account = await ctx.db
      .selectFrom('account')
      .select(['user_id', 'user_name', 'disabled_on'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', accountId)
      .executeTakeFirst()
    if (!account) throw notFound()
    if (account.disabled_on !== null && account.disabled_on <= ctx.today)
      throw new AppError('identity.account_disabled')
    const password = temporaryPassword()
    await ctx.db
      .updateTable('auth.account')
      .set({ password: await hashPassword(password), updatedAt: ctx.now })
      .where('userId', '=', account.user_id)
      .where('providerId', '=', 'credential')
      .execute()
    await ctx.db.deleteFrom('auth.sign_in_try').where('user_name', '=', account.user_name).execute()
    await endSessions(ctx.db, account.user_id)
    // Whoever had the old password may have made tokens with it.
    await ctx.db
      .updateTable('access_token')
      .set({ revoked_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('account_id', '=', accountId)
      .where('revoked_at', 'is', null)
      .execute()
    ctx.touch(accountId)
    return { userName: account.user_name, password }
  },
})
