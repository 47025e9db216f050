// The record that came with somebody from another bloc is opened on reception, once, and becomes part of this bloc's register.
import { AppError } from '#kernel/errors.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { unsealParcel, writeParcel } from './parcel.ts'

/** Writes the record sent with a case; returns whose it is. Throws transfers.parcel_missing while it has not come. */
export async function openParcel(ctx: Context, transferId: Id) {
  const row = await ctx.db
    .selectFrom('transfer_parcel')
    .select('content_sealed')
    .where('tenant_id', '=', ctx.tenantId)
    .where('transfer_id', '=', transferId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('transfers.parcel_missing')
  const parcel = unsealParcel(row.content_sealed, ctx.tenantId, transferId)
  await writeParcel(ctx.db, ctx.tenantId, parcel)
  await ctx.db
    .updateTable('transfer_parcel')
    .set({ opened_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('transfer_id', '=', transferId)
    .execute()
  ctx.touch(parcel.personId)
  return {
    personId: parcel.personId,
    fileNumber: parcel.fileNumber,
    admissionDecidedOn: parcel.admissionDecidedOn as Day | null,
  }
}
