// One member's places of residence and remarks over the years; and remarks of the last years for the yearly review.
import { parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { cellsOfMembers } from './link-store.ts'
import type { Category, EndReason, RemarkSource } from './residence.ts'

export interface LinkView {
  id: Id
  category: Category
  ground: string | null
  cellId: Id | null
  cellName: string | null
  bodyName: string | null
  address: string | null
  letterNumber: string | null
  letterOn: Day | null
  letterSigner: string | null
  valid: DateRange
  endReason: EndReason | null
  voidReason: string | null
  version: number
}

export interface RemarkView {
  id: Id
  memberId: Id
  linkId: Id
  year: number
  result: string
  body: string | null
  remarkedOn: Day
  signer: string
  source: RemarkSource
  state: 'received' | 'returned'
  returnReason: string | null
  voidReason: string | null
  version: number
}

const selectRemarks = (ctx: Pick<ReadContext, 'db' | 'tenantId'>) =>
  ctx.db
    .selectFrom('residence_remark')
    .select(['id', 'member_id as memberId', 'link_id as linkId', 'year', 'result', 'body', 'remarked_on as remarkedOn'])
    .select((eb) => eb.ref('source').$castTo<RemarkSource>().as('source'))
    .select((eb) => eb.ref('state').$castTo<RemarkView['state']>().as('state'))
    .select(['signer', 'return_reason as returnReason', 'void_reason as voidReason', 'version'])
    .where('tenant_id', '=', ctx.tenantId)

/** Remarks that count of these members for a year, by member: what the yearly review reads. One statement. */
export async function remarksOf(
  ctx: Pick<ReadContext, 'db' | 'tenantId'>,
  memberIds: readonly Id[],
  year: number,
): Promise<Map<Id, RemarkView>> {
  const rows = await selectRemarks(ctx)
    .where('member_id', '=', sql<Id>`any(${[...memberIds]}::uuid[])`)
    .where('year', '=', year)
    .where('state', '=', 'received')
    .where('voided_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.memberId, row]))
}

export const readResidence = query({
  name: 'residence.read-residence',
  summary: 'The places of residence of one member and the remarks of every year, also those voided',
  permission: 'member.read',
  input: v.object({ memberId: idField() }),
  units: (ctx, input) => cellsOfMembers(ctx, [input.memberId]),
  async run(ctx, input) {
    const member = await ctx.db
      .selectFrom('member as m')
      .innerJoin('person as p', (join) =>
        join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'),
      )
      .select(['m.id', 'm.left_on as leftOn', 'p.full_name as name', 'p.birth_on as birthOn', 'p.residence'])
      .where('m.tenant_id', '=', ctx.tenantId)
      .where('m.id', '=', input.memberId)
      .executeTakeFirst()
    if (!member) throw notFound()
    const links = await ctx.db
      .selectFrom('residence_link as l')
      .leftJoin('residence_cell as c', (join) =>
        join.onRef('c.tenant_id', '=', 'l.tenant_id').onRef('c.id', '=', 'l.residence_cell_id'),
      )
      .leftJoin('external_body as b', (join) =>
        join.onRef('b.tenant_id', '=', 'c.tenant_id').onRef('b.id', '=', 'c.body_id'),
      )
      .select([
        'l.id',
        'l.ground',
        'l.residence_cell_id as cellId',
        'c.name as cellName',
        'b.name as bodyName',
        'l.address',
      ])
      .select((eb) => eb.ref('l.category').$castTo<Category>().as('category'))
      .select((eb) => eb.ref('l.end_reason').$castTo<EndReason | null>().as('endReason'))
      .select([
        'l.letter_number as letterNumber',
        'l.letter_on as letterOn',
        'l.letter_signer as letterSigner',
        'l.valid',
      ])
      .select(['l.void_reason as voidReason', 'l.version'])
      .where('l.tenant_id', '=', ctx.tenantId)
      .where('l.member_id', '=', member.id)
      .orderBy(sql`lower(l.valid)`, 'desc')
      .orderBy('l.id', 'desc')
      .execute()
    const remarks = await selectRemarks(ctx)
      .where('member_id', '=', member.id)
      .orderBy('year', 'desc')
      .orderBy('recorded_at', 'desc')
      .execute()
    const [unitId] = await cellsOfMembers(ctx, [member.id])
    return {
      member: { ...member, unitId: unitId ?? '' },
      links: links.map((link): LinkView => ({ ...link, valid: parseRange(link.valid) })),
      remarks: remarks satisfies RemarkView[],
      mayWrite: unitId !== undefined && (await ctx.actor.covers(ctx.db, 'member.write', [unitId])),
    }
  },
})
