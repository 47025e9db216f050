// Requests as they are kept: what few may read lies sealed in the request too, and opens in no other.
import { notFound } from '#kernel/errors.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { seal, unseal } from '#platform/sealed.ts'
import type { Selectable } from 'kysely'
import type { DB } from '#platform/db/schema.ts'
import type { Change, Value } from './corrections.ts'
import { isMaskedInput } from './corrections-values.ts'

export type RequestRow = Selectable<DB['correction_request']>

const bindingOf = (tenantId: Id, requestId: Id): string => `correction ${tenantId} ${requestId}`

type SealedPart = Record<string, { before: Value; after: Value }>

/** Columns of a request's changes: the open ones as they are, masked ones by name with their values under seal. */
export function changeColumns(tenantId: Id, requestId: Id, changes: readonly Change[]) {
  const hidden = changes.filter(({ field }) => isMaskedInput(field))
  const secret: SealedPart = Object.fromEntries(hidden.map(({ field, before, after }) => [field, { before, after }]))
  return {
    changes: JSON.stringify(changes.map((change) => (isMaskedInput(change.field) ? { field: change.field } : change))),
    sealed: hidden.length === 0 ? null : seal(JSON.stringify(secret), bindingOf(tenantId, requestId)),
  }
}

/** The changes again, masked ones opened: never to be shown as they are to anybody but the member. */
export function changesOf(row: Pick<RequestRow, 'tenant_id' | 'id' | 'changes' | 'sealed'>): Change[] {
  const secret = row.sealed
    ? (JSON.parse(unseal(row.sealed, bindingOf(row.tenant_id, row.id))) as SealedPart)
    : ({} as SealedPart)
  return (row.changes as unknown as Change[]).map(({ field, before, after }) => ({
    field,
    before: before ?? null,
    after: after ?? null,
    ...secret[field],
  }))
}

/** One request, locked until the transaction ends. Throws not_found. */
export async function lockRequest(ctx: Context, requestId: Id): Promise<RequestRow> {
  const row = await ctx.db
    .selectFrom('correction_request')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** The cell that answers a request: the member's of today, whichever it was asked in. Empty for an unknown request. */
export async function cellOfRequest(ctx: Pick<ReadContext, 'db' | 'tenantId'>, requestId: Id, day: Day): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('correction_request')
    .select('member_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', requestId)
    .executeTakeFirst()
  return row ? cellOfMember(ctx, row.member_id, day) : []
}
