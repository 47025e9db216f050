// The papers on file, newest first: to cite one again without typing it, and to look one up by number or content. A paper names people
// and belongs to no unit: all are for who answers for the whole bloc, others find those they wrote down themselves.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { likeSafe } from '#kernel/vietnamese/text.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { query } from '#platform/operation/operation.ts'
import { optionalText } from '#platform/operation/fields.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export interface Decision {
  id: Id
  number: string
  kind: string
  issuedOn: Day
  issuer: string
  signer: string | null
  abstract: string
  /** The scan, where one was kept. */
  fileId: Id | null
}

const columns = [
  'id',
  'number',
  'kind',
  'issued_on as issuedOn',
  'issuer',
  'signer',
  'abstract',
  'file_id as fileId',
] as const

const LIMIT = 50

export const listDecisions = query({
  name: 'decisions.list-decisions',
  summary:
    'The latest fifty papers on file (without the whole bloc: of your own) whose number, issuer or abstract holds the text',
  permission: 'unit.read',
  input: v.object({ text: v.optional(optionalText(200), '') }),
  run: (ctx, { text }): Promise<Decision[]> => {
    const all = ctx.db
      .selectFrom('decision')
      .select([...columns])
      .where('tenant_id', '=', ctx.tenantId)
      .$if(!ctx.scope('unit.read').whole, (papers) => papers.where('recorded_by', '=', ctx.actor.accountId))
      .orderBy('issued_on', 'desc')
      .orderBy('number')
      .limit(LIMIT)
    if (!text) return all.execute()
    const pattern = `%${likeSafe(text)}%`
    return all.where(sql<boolean>`concat_ws(' ', number, issuer, abstract) ilike ${pattern}`).execute()
  },
})

/** The papers with these ids, for pages that show what a change cites. */
export async function decisionsById(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  ids: readonly Id[],
): Promise<Map<Id, Decision>> {
  if (ids.length === 0) return new Map()
  const rows: Decision[] = await ctx.db
    .selectFrom('decision')
    .select([...columns])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
