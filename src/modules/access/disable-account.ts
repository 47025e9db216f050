// Closing an account from a day on, and opening it again. Its grants and everything it did stay.
import { AppError } from '#kernel/errors.ts'
import { disableFrom, enableAgain } from '#modules/identity/identity.server.ts'
import { dayField, idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { keepAdministrators, takeAdministratorTurn } from './administrators.ts'
import { soleAccount } from './one-account.ts'

export const disableAccount = operation({
  name: 'access.disable-account',
  summary: 'Close an account from a day on; its sessions end when that day has come',
  permission: 'access.grant',
  afterEnd: true,
  input: v.object({ accountId: idField(), on: dayField() }),
  async run(ctx, { accountId, on }) {
    if (accountId === ctx.actor.accountId) throw new AppError('access.own_account')
    await takeAdministratorTurn(ctx)
    await keepAdministrators(ctx, on, (grant) => grant.accountId === accountId)
    await disableFrom(ctx, accountId, on)
    return {}
  },
})

const ELSEWHERE = { code: 'access.person_elsewhere' }

export const enableAccount = operation({
  name: 'access.enable-account',
  summary: 'Let a closed account in again, with the grants it has',
  permission: 'access.grant',
  input: v.object({ accountId: idField() }),
  constraints: { account_person_open: ELSEWHERE },
  async run(ctx, { accountId }) {
    const account = await ctx.db
      .selectFrom('account')
      .select('person_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (account?.person_id) await soleAccount(ctx, { personId: account.person_id, accountId }, ELSEWHERE)
    await enableAgain(ctx, accountId)
    return {}
  },
})
