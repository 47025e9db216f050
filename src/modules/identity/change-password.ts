// Changing one's own password: the old one is asked for, every other session ends.
import { AppError } from '#kernel/errors.ts'
import { textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { endSessions } from './end-sessions.ts'
import { hashPassword, MIN_PASSWORD_LENGTH, verifyPassword } from './password.ts'

export const changePassword = operation({
  name: 'identity.change-password',
  summary: 'Change the password of your own account; all sessions end',
  permission: 'token.own',
  afterEnd: true,
  ownRecord: true,
  input: v.object({
    oldPassword: textField(200),
    newPassword: v.pipe(textField(200), v.minLength(MIN_PASSWORD_LENGTH, 'identity.password_short')),
  }),
  async run(ctx, input) {
    if (ctx.actor.accountId === null) throw new AppError('sign_in_required')
    const login = await ctx.db
      .selectFrom('account as a')
      .innerJoin('auth.account as l', 'l.userId', 'a.user_id')
      .select(['l.id', 'l.userId', 'l.password'])
      .where('a.tenant_id', '=', ctx.tenantId)
      .where('a.id', '=', ctx.actor.accountId)
      .where('l.providerId', '=', 'credential')
      .executeTakeFirst()
    if (!login?.password || !(await verifyPassword({ hash: login.password, password: input.oldPassword }))) {
      throw AppError.at('oldPassword', 'identity.old_password_wrong')
    }
    const password = await hashPassword(input.newPassword)
    await ctx.db.updateTable('auth.account').set({ password, updatedAt: ctx.now }).where('id', '=', login.id).execute()
    await endSessions(ctx.db, login.userId)
    ctx.touch(ctx.actor.accountId)
    return {}
  },
})
