// audit.list-entries and audit.read-state: what people and the system did, newest first, and how far the chain has been sealed.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { integerField, optionalDay, optionalId, optionalText } from '../operation/fields.ts'
import type { ReadContext } from '../operation/operation.ts'
import { query } from '../operation/operation.ts'
import { emptyHead } from './chain.ts'

export interface ListedEntry {
  id: Id
  at: Date
  accountId: Id | null
  /** Display name today; null: the system itself, or a reader without an account. */
  account: string | null
  operation: string
  subjects: Id[]
  details: Record<string, unknown>
  requestId: string | null
  /** Its place in the chain; null while it is not sealed. */
  ordinal: number | null
}

/** The log knows no units: it is for whoever answers for the whole bloc. */
export function needsWhole(ctx: ReadContext): void {
  if (!ctx.scope('audit.read').whole) throw notFound()
}

const NO_RANDOM = new Uint8Array(10)
/** Entry ids begin with their instant, so that a day is a stretch of the primary key. */
const firstIdOf = (day: Day): Id => uuidv7(Math.max(0, Date.parse(`${day}T00:00:00+07:00`)), NO_RANDOM)

export const listEntries = query({
  name: 'audit.list-entries',
  summary: 'Audit entries, newest first; `before` is the id of the last entry of the page before',
  permission: 'audit.read',
  input: v.object({
    from: v.optional(optionalDay(), null),
    /** The last day. */
    to: v.optional(optionalDay(), null),
    accountId: v.optional(optionalId(), null),
    operation: v.optional(optionalText(100), null),
    recordId: v.optional(optionalId(), null),
    before: v.optional(optionalId(), null),
    limit: v.optional(integerField(1, 500), 50),
  }),
  async run(ctx, input): Promise<{ entries: ListedEntry[]; more: boolean }> {
    needsWhole(ctx)
    const { from, to, accountId, operation, recordId, before, limit } = input
    const rows = await ctx.db
      .selectFrom('audit_entry as e')
      .leftJoin('account as a', (join) =>
        join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.account_id'),
      )
      .leftJoin('audit_seal as s', (join) =>
        join.onRef('s.tenant_id', '=', 'e.tenant_id').onRef('s.entry_id', '=', 'e.id'),
      )
      .select([
        'e.id',
        'e.at',
        'e.account_id as accountId',
        'a.display_name as account',
        'e.operation',
        'e.subjects',
        'e.details',
        'e.request_id as requestId',
        's.ordinal',
      ])
      .where('e.tenant_id', '=', ctx.tenantId)
      .$if(from !== null, (entries) => entries.where('e.id', '>=', firstIdOf(from as Day)))
      .$if(to !== null, (entries) => entries.where('e.id', '<', firstIdOf(addDays(to as Day, 1))))
      .$if(accountId !== null, (entries) => entries.where('e.account_id', '=', accountId))
      .$if(operation !== null, (entries) => entries.where('e.operation', '=', operation as string))
      .$if(recordId !== null, (entries) => entries.where(sql<boolean>`e.subjects @> array[${recordId}]::uuid[]`))
      .$if(before !== null, (entries) => entries.where('e.id', '<', before as string))
      .orderBy('e.id', 'desc')
      .limit(limit + 1)
      .execute()
    const entries = rows.slice(0, limit).map((row) => ({ ...row, details: row.details as Record<string, unknown> }))
    return { entries, more: rows.length > limit }
  },
})

export interface ChainState {
  /** Entries linked into the chain, and its newest link. */
  sealed: number
  hash: string
  sealedAt: Date | null
  /** Entries behind it that a sealer has not yet reached; a few quiet seconds bring this to 0. */
  unsealed: number
}

export const readChainState = query({
  name: 'audit.read-state',
  summary: 'How many audit entries are sealed, and the head of the chain',
  permission: 'audit.read',
  input: v.object({}),
  async run(ctx): Promise<ChainState> {
    needsWhole(ctx)
    const last = await ctx.db
      .selectFrom('audit_seal as s')
      .innerJoin('audit_entry as e', (join) =>
        join.onRef('e.tenant_id', '=', 's.tenant_id').onRef('e.id', '=', 's.entry_id'),
      )
      .select(['s.ordinal', 's.hash', 's.sealed_at', 'e.xact'])
      .where('s.tenant_id', '=', ctx.tenantId)
      .orderBy('s.ordinal', 'desc')
      .limit(1)
      .executeTakeFirst()
    // Only behind the last link, as the sealer looks: counting everything would read the whole log for one number.
    const behind = await ctx.db
      .selectFrom('audit_entry as e')
      .select(({ fn }) => fn.countAll<number>().as('unsealed'))
      .where('e.tenant_id', '=', ctx.tenantId)
      .$if(last !== undefined, (entries) => entries.where('e.xact', '>=', last?.xact as string))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('audit_seal as s')
              .select('s.ordinal')
              .whereRef('s.tenant_id', '=', 'e.tenant_id')
              .whereRef('s.entry_id', '=', 'e.id'),
          ),
        ),
      )
      .executeTakeFirstOrThrow()
    return {
      sealed: last?.ordinal ?? 0,
      hash: last?.hash ?? emptyHead(ctx.tenantId).hash,
      sealedAt: last?.sealed_at ?? null,
      unsealed: behind.unsealed,
    }
  },
})
