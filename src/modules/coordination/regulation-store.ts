// Regulations one may see, and the one an operation acts upon.
import { parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope } from '#modules/units/units.server.ts'
import { blobs } from '#platform/files/blobs.ts'
import { addDocument } from '#platform/files/file-rows.ts'
import { optionalText } from '#platform/operation/fields.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import * as v from 'valibot'

export interface Regulation {
  id: Id
  number: string
  title: string
  signedOn: Day
  valid: DateRange
  summary: string | null
  fileId: Id | null
  endReason: string | null
  version: number
}

/** Regulations with a side at or below a unit where the caller may read coordination. */
export function seen(ctx: ReadContext, permission: 'coordination.read' | 'coordination.write'): RawBuilder<SqlBool> {
  if (ctx.scope(permission).whole) return sql<SqlBool>`true`
  return sql<SqlBool>`exists (
    select from regulation_party mine
    where mine.tenant_id = ${ctx.tenantId} and mine.regulation_id = regulation.id and mine.unit_id is not null
      and ${inScope(ctx, permission, ctx.today, 'mine.unit_id')})`
}

export function selectRegulations(ctx: Pick<ReadContext, 'db' | 'tenantId'>) {
  return ctx.db
    .selectFrom('regulation')
    .select(['id', 'number', 'title', 'signed_on as signedOn', 'valid', 'summary', 'file_id as fileId'])
    .select(['end_reason as endReason', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
}

type Row = Omit<Regulation, 'valid'> & { valid: string }
export const asRegulation = (row: Row): Regulation => ({ ...row, valid: parseRange(row.valid) })

/** Locks a regulation for a change. Throws not_found, and stale when a version is given that is no longer the last. */
export async function lockRegulation(ctx: Context, id: Id, version?: number): Promise<Regulation> {
  const row = await selectRegulations(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (version !== undefined && row.version !== version) throw new AppError('stale')
  return asRegulation(row)
}

/** Counts a change of the regulation or of what belongs to it. */
export async function countChange(ctx: Context, id: Id): Promise<void> {
  await sql`update regulation set version = version + 1 where tenant_id = ${ctx.tenantId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.touch(id)
}

/** Two entries of an input that may bring a paper along: its name and its content in base64. */
export const fileFields = () => ({
  fileName: v.optional(optionalText(200), null),
  /** base64; PDF, Word, Excel or a picture, up to 10 MB. */
  content: v.optional(v.pipe(v.string(), v.maxLength(14_000_000, 'files.too_large')), ''),
})

/** Keeps the paper that came along; null when none did. */
export async function keepFile(ctx: Context, input: { fileName: string | null; content: string }): Promise<Id | null> {
  if (input.content === '') return null
  const content = new Uint8Array(Buffer.from(input.content, 'base64'))
  const { id } = await addDocument(ctx, blobs(), { name: input.fileName ?? 'file', content, field: 'content' })
  return id
}
