// A person is behind one open account only: posts would give their rights twice. An account that is to close on a later day is open.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'

/**
 * Waits for whoever else is deciding about the person's account, then throws `code` (at the field, when there is one) if another open
 * account is linked to the person already. Returns whether the register knows the person.
 */
export async function soleAccount(
  ctx: Context,
  { personId, accountId }: { personId: Id; accountId: Id },
  { code, field }: { code: string; field?: string },
): Promise<boolean> {
  const person = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', personId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const other = await ctx.db
    .selectFrom('account')
    .select('user_name')
    .where('tenant_id', '=', ctx.tenantId)
    .where('person_id', '=', personId)
    .where('id', '<>', accountId)
    .where((eb) => eb.or([eb('disabled_on', 'is', null), eb('disabled_on', '>', ctx.today)]))
    .executeTakeFirst()
  if (other) {
    const details = { userName: other.user_name }
    throw field ? AppError.at(field, code, details) : new AppError(code, details)
  }
  return person !== undefined
}
