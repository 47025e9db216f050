// A person's own tokens: make, list, revoke. They never reach further than the account itself.
import { PERMISSIONS } from '#kernel/permissions.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import { idField, optionalDay, textField } from '#platform/operation/fields.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { operation, query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { issueToken } from './access-tokens.ts'

function ownAccount(ctx: ReadContext): string {
  if (ctx.actor.accountId === null) throw new AppError('sign_in_required')
  return ctx.actor.accountId
}

export const createToken = operation({
  name: 'identity.create-token',
  summary: 'Make a personal access token of your own account; the answer shows it once',
  permission: 'token.own',
  ownRecord: true,
  secretAnswer: true,
  input: v.object({
    name: textField(100),
    expiresOn: optionalDay(),
    permissions: v.optional(v.nullable(v.array(v.picklist(PERMISSIONS, 'field.choice'))), null),
  }),
  run(ctx, input) {
    // Whoever holds a narrowed token must not get a wider one out of it.
    const only = ctx.actor.only ?? null
    const permissions =
      only === null ? input.permissions : (input.permissions ?? only).filter((one) => only.includes(one))
    return issueToken(ctx, { ...input, permissions: permissions && [...permissions], accountId: ownAccount(ctx) })
  },
})

export const listTokens = query({
  name: 'identity.list-tokens',
  summary: 'Your own tokens, without their secrets',
  permission: 'token.own',
  input: v.object({}),
  run: (ctx) =>
    ctx.db
      .selectFrom('access_token')
      .select(['id', 'name', 'permissions', 'expires_on', 'revoked_at', 'created_at'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('account_id', '=', ownAccount(ctx))
      .orderBy('created_at', 'desc')
      .execute(),
})

export const revokeToken = operation({
  name: 'identity.revoke-token',
  summary: 'Revoke one of your own tokens',
  permission: 'token.own',
  afterEnd: true,
  ownRecord: true,
  input: v.object({ tokenId: idField() }),
  async run(ctx, input) {
    const done = await ctx.db
      .updateTable('access_token')
      .set({ revoked_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.tokenId)
      .where('account_id', '=', ownAccount(ctx))
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) throw notFound()
    ctx.touch(input.tokenId)
    return {}
  },
})
