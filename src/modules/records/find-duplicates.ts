// Pairs of records that look like one person, among those the caller reads: same name and day of birth, identity number, card. Pairs
// that somebody said are two people are left out. And what was merged, to be looked at or undone.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { optionalId, optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { Likeness } from './merge-messages.ts'

const PAGE_SIZE = 50

export interface Twin {
  personId: Id
  memberId: Id
  name: string
  birthOn: Day
  unitName: string
  cardNumber: string | null
  left: boolean
}

export interface TwinPair {
  likeness: Likeness[]
  first: Twin
  second: Twin
}

interface Row {
  likeness: Likeness[]
  a: Omit<Twin, 'unitName'> & { unitId: Id }
  b: Omit<Twin, 'unitName'> & { unitId: Id }
  total: number
}

/** SQL of everybody the caller reads, with the cell of today or the last one. */
const seen = (ctx: ReadContext) => sql`
  select p.id as "personId", m.id as "memberId", p.full_name as name, p.sort_key, p.folded, p.birth_on as "birthOn",
         p.citizen_id_mark as mark, p.citizen_id_tail as tail, m.card_number as "cardNumber",
         nullif(regexp_replace(m.card_number, '\\D', '', 'g'), '') as digits, c.unit_id as "unitId",
         upper(c.valid) <= ${ctx.today}::date as left
  from member m
  join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
  cross join lateral (
    select c.unit_id, c.valid from member_cell c where c.tenant_id = m.tenant_id and c.member_id = m.id
    order by lower(c.valid) desc limit 1) c
  where m.tenant_id = ${ctx.tenantId} and m.merged_into is null and p.merged_into is null
    and ${inScope(ctx, 'member.read', ctx.today, 'c.unit_id')}`

const pairs = (likeness: Likeness, same: string) => sql`
  select ${sql.lit(likeness)} as likeness, a."memberId" as a, b."memberId" as b
  from seen a join seen b on ${sql.raw(same)} and a."personId" < b."personId"`

export const listDuplicates = query({
  name: 'records.list-duplicates',
  summary: 'Pairs of members that look like one person, with why; of one member when told; fifty a page',
  permission: 'member.read',
  input: v.object({ memberId: v.optional(optionalId(), null), page: v.optional(optionalInteger(1, 100_000), null) }),
  async run(ctx, input) {
    const page = input.page ?? 1
    const one = (
      alias: string,
    ) => sql`jsonb_build_object('personId', ${sql.ref(`${alias}.personId`)}, 'memberId', ${sql.ref(`${alias}.memberId`)},
      'name', ${sql.ref(`${alias}.name`)}, 'birthOn', ${sql.ref(`${alias}.birthOn`)}, 'unitId', ${sql.ref(`${alias}.unitId`)},
      'cardNumber', ${sql.ref(`${alias}.cardNumber`)}, 'left', coalesce(${sql.ref(`${alias}.left`)}, false))`
    const { rows } = await sql<Row>`
      with seen as materialized (${seen(ctx)}), alike as (
        ${pairs('name_birth', 'a.folded = b.folded and a."birthOn" = b."birthOn"')}
        union all ${pairs('citizen_id', 'a.mark = b.mark')}
        union all ${pairs('card', 'a.digits = b.digits')}
        union all ${pairs('name_tail', 'a.folded = b.folded and a.tail = b.tail and (a.mark is null or b.mark is null)')}
      ), grouped as (
        select array_agg(distinct likeness) as likeness, a, b from alike
        ${input.memberId === null ? sql`` : sql`where ${input.memberId}::uuid in (a, b)`}
        group by a, b
      )
      select g.likeness, ${one('x')} as a, ${one('y')} as b, count(*) over ()::int as total
      from grouped g join seen x on x."memberId" = g.a join seen y on y."memberId" = g.b
      where not exists (
        select from person_distinct d where d.tenant_id = ${ctx.tenantId} and d.withdrawn_at is null
          and d.person_id = least(x."personId", y."personId") and d.other_id = greatest(x."personId", y."personId"))
      order by x.sort_key, x."memberId", y."memberId"
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(ctx.db)
    const names = await namesOn(
      ctx,
      rows.flatMap(({ a, b }) => [a.unitId, b.unitId]),
      ctx.today,
    )
    const twin = ({ unitId, ...each }: Row['a']): Twin => ({ ...each, unitName: names.get(unitId)?.name ?? '' })
    const found = rows.map(({ likeness, a, b }): TwinPair => ({ likeness, first: twin(a), second: twin(b) }))
    return { pairs: found, total: rows[0]?.total ?? 0, page, size: PAGE_SIZE }
  },
})

export const listMerges = query({
  name: 'records.list-merges',
  summary:
    'Records that were made one, newest first, with who did it and whether it was undone; the last hundred the caller reads',
  permission: 'member.read',
  input: v.object({}),
  async run(ctx) {
    const { rows } = await sql<{
      id: Id
      memberId: Id | null
      name: string
      mergedName: string
      reason: string
      mergedAt: Date
      by: string | null
      undoneAt: Date | null
      undoReason: string | null
    }>`
      select g.id, m.id as "memberId", k.full_name as name, l.full_name as "mergedName", g.reason, g.merged_at as "mergedAt",
             a.display_name as by, g.undone_at as "undoneAt", g.undo_reason as "undoReason"
      from person_merge g
      join person k on k.tenant_id = g.tenant_id and k.id = g.kept_id
      join person l on l.tenant_id = g.tenant_id and l.id = g.merged_id
      join member m on m.tenant_id = g.tenant_id and m.id = coalesce(g.kept_member_id, g.merged_member_id)
      cross join lateral (
        select c.unit_id from member_cell c where c.tenant_id = m.tenant_id and c.member_id = coalesce(m.merged_into, m.id)
        order by lower(c.valid) desc limit 1) c
      left join account a on a.tenant_id = g.tenant_id and a.id = g.merged_by
      where g.tenant_id = ${ctx.tenantId} and ${inScope(ctx, 'member.read', ctx.today, 'c.unit_id')}
      order by g.merged_at desc, g.id desc limit 100`.execute(ctx.db)
    return rows
  },
})
