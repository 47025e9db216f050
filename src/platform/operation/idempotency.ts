// A repeated request with the same key changes nothing. The key is inserted first, inside the operation's transaction:
// a second request waits for the first, then finds its answer.
import { AppError } from '#kernel/errors.ts'
import { sql } from 'kysely'
import type { ReadContext } from './operation.ts'

const SYSTEM = '00000000-0000-0000-0000-000000000000'

/** Claims the key. Returns the earlier answer if there is one. Throws idempotency_mismatch when the input differs, invalid_input for no key. */
export async function recallResult(
  ctx: ReadContext,
  key: string,
  operation: string,
  inputHash: string,
): Promise<{ result: unknown } | undefined> {
  if (key.length < 8 || key.length > 100) throw new AppError('invalid_input')
  const accountId = ctx.actor.accountId ?? SYSTEM
  const claimed = await ctx.db
    .insertInto('idempotency_key')
    .values({
      tenant_id: ctx.tenantId,
      account_id: accountId,
      key,
      operation,
      input_hash: inputHash,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) return undefined
  const earlier = await ctx.db
    .selectFrom('idempotency_key')
    .select(['operation', 'input_hash', 'result'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (earlier.operation !== operation || earlier.input_hash !== inputHash) throw new AppError('idempotency_mismatch')
  return { result: earlier.result }
}

export async function rememberResult(ctx: ReadContext, key: string, result: unknown): Promise<void> {
  await ctx.db
    .updateTable('idempotency_key')
    .set({ result: sql`${JSON.stringify(result ?? null)}::jsonb` })
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', ctx.actor.accountId ?? SYSTEM)
    .where('key', '=', key)
    .execute()
}
