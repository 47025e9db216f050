// An account stops on a day and may come back. Whether it may stop at all (somebody must be left to administer) is for the access area.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { endSessions } from './end-sessions.ts'

/**
 * Sets the day from which the account is closed; its sessions end now when that day has come. A login that went to read an old bloc comes
 * back, so that it is closed there as well. Throws not_found, identity.account_disabled.
 */
export async function disableFrom(ctx: Context, accountId: Id, on: Day): Promise<void> {
  const account = await lockAccount(ctx, accountId)
  if (account.disabled_on !== null && account.disabled_on <= on) throw new AppError('identity.account_disabled')
  await setDisabled(ctx, accountId, on)
  const cameBack = ctx.actor.endedOn ? false : await callBack(ctx, account.user_id)
  if (cameBack || on <= ctx.today) await endSessions(ctx.db, account.user_id)
}

/** Lets a closed account in again; its grants are what they were. Throws not_found, identity.account_open. */
export async function enableAgain(ctx: Context, accountId: Id): Promise<void> {
  const account = await lockAccount(ctx, accountId)
  if (account.disabled_on === null) throw new AppError('identity.account_open')
  await setDisabled(ctx, accountId, null)
}

async function callBack(ctx: Context, userId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('auth.user')
    .set({ tenantId: ctx.tenantId })
    .where('id', '=', userId)
    .where('tenantId', '<>', ctx.tenantId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function lockAccount(ctx: Context, accountId: Id) {
  const account = await ctx.db
    .selectFrom('account')
    .select(['user_id', 'disabled_on'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw notFound()
  return account
}

async function setDisabled(ctx: Context, accountId: Id, on: Day | null): Promise<void> {
  await ctx.db
    .updateTable('account')
    .set({ disabled_on: on })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', accountId)
    .execute()
  ctx.touch(accountId)
  ctx.note(on === null ? { enabled: true } : { disabledOn: on })
}
