// Who held what on a day, over the tree: everybody by unit and rank, or only what is vacant. One statement each, pages with the total.
import type { Day } from '#kernel/day.ts'
import { parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { ownMember } from '#modules/records/records.server.ts'
import { inScope, isUnder, UNIT_KINDS } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import {
  idField,
  optionalChoice,
  optionalDay,
  optionalId,
  optionalInteger,
  optionalText,
} from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import type { EndReason, HoldingBasis } from './committee.ts'
import { BODY_KINDS, POST_CODES, POST_KINDS, postLabel } from './post-kinds.ts'
import type { BodyKind } from './post-kinds.ts'
import { postRank } from './post-rank.ts'

export const POSTS_PAGE = 50

export const postFilters = () => ({
  day: v.optional(optionalDay(), null),
  unitId: v.optional(optionalId(), null),
  unitKind: v.optional(optionalChoice(UNIT_KINDS), null),
  bodyKind: v.optional(optionalChoice(BODY_KINDS), null),
  post: v.optional(optionalChoice(POST_CODES), null),
  find: v.optional(optionalText(100), null),
})
export type PostFilter = v.InferOutput<v.ObjectSchema<ReturnType<typeof postFilters>, undefined>>

export interface ListedHolding {
  id: Id
  unitId: Id
  unitCode: string
  unitName: string
  unitKind: UnitKind
  bodyKind: BodyKind
  bodyName: string
  post: string
  label: string
  name: string
  memberId: Id | null
  birthOn: Day | null
  basis: HoldingBasis
  servedBefore: boolean | null
  valid: DateRange
  endReason: EndReason | null
  decision: { number: string; issuedOn: Day; issuer: string } | null
}

/** Units of a day within the caller's reach and the filter, as `u` with code, name and kind. */
function fence(ctx: ReadContext, filter: PostFilter, day: Day, column: string): RawBuilder<unknown> {
  const under = filter.unitId ? sql`and ${isUnder(ctx, [filter.unitId], day, column)}` : sql``
  return sql`${inScope(ctx, 'post.read', day, column)} ${under}`
}

function heldOn(ctx: ReadContext, filter: PostFilter, day: Day): RawBuilder<unknown> {
  const words = fold(filter.find ?? '')
  return sql`
    from post_holding h
    join body b on b.tenant_id = h.tenant_id and b.id = h.body_id
    join unit_version u on u.tenant_id = h.tenant_id and u.unit_id = h.unit_id and ${validOn('u', day)}
    join unit x on x.tenant_id = h.tenant_id and x.id = h.unit_id
    left join person p on p.tenant_id = h.tenant_id and p.id = h.person_id
    where h.tenant_id = ${ctx.tenantId} and h.voided_at is null and ${validOn('h', day)} and ${fence(ctx, filter, day, 'h.unit_id')}
      ${filter.unitKind ? sql`and u.kind = ${filter.unitKind}` : sql``}
      ${filter.bodyKind ? sql`and b.kind = ${filter.bodyKind}` : sql``}
      ${filter.post ? sql`and h.post = ${filter.post}` : sql``}
      ${words === '' ? sql`` : sql`and (p.folded like ${`%${likeSafe(words)}%`} or u.folded like ${`%${likeSafe(words)}%`} or lower(h.holder_name) like ${`%${likeSafe((filter.find ?? '').toLowerCase())}%`})`}`
}

async function holdings(ctx: ReadContext, filter: PostFilter, day: Day, part: RawBuilder<unknown>) {
  const { rows } = await sql<
    Omit<ListedHolding, 'label' | 'valid' | 'decision'> & {
      valid: string
      number: string | null
      issuedOn: Day | null
      issuer: string | null
      total: number
    }
  >`
    with held as (
      select h.id, h.unit_id, x.code, u.name as unit_name, u.kind as unit_kind, b.kind as body_kind, b.name as body_name, b.ordinal,
        h.post, ${postRank('h')} as rank, h.holder_name, p.sort_key, p.birth_on, h.person_id, h.basis, h.served_before, h.valid, h.end_reason,
        h.decision_id, count(*) over () as total
      ${heldOn(ctx, filter, day)}
      order by length(x.code), x.code, h.unit_id, b.ordinal, b.name, rank, p.sort_key, h.id ${part})
    select h.id, h.unit_id as "unitId", h.code as "unitCode", h.unit_name as "unitName", h.unit_kind as "unitKind",
      h.body_kind as "bodyKind", h.body_name as "bodyName", h.post, h.holder_name as name, h.birth_on as "birthOn",
      (select m.id from member m where m.tenant_id = ${ctx.tenantId} and m.person_id = h.person_id
       order by m.left_on desc nulls first limit 1) as "memberId",
      h.basis, h.served_before as "servedBefore", h.valid, h.end_reason as "endReason", d.number, d.issued_on as "issuedOn", d.issuer,
      h.total::int
    from held h left join decision d on d.tenant_id = ${ctx.tenantId} and d.id = h.decision_id
    order by length(h.code), h.code, h.unit_id, h.ordinal, h.body_name, h.rank, h.sort_key, h.id`.execute(ctx.db)
  return {
    total: rows[0]?.total ?? 0,
    holdings: rows.map(({ valid, number, issuedOn, issuer, total: _, ...row }): ListedHolding => ({
      ...row,
      label: postLabel(row.post, row.bodyKind, row.unitKind),
      valid: parseRange(valid),
      decision: number !== null && issuedOn !== null && issuer !== null ? { number, issuedOn, issuer } : null,
    })),
  }
}

export const listPosts = query({
  name: 'committees.list-posts',
  summary: 'Who holds which post on a day in a unit and everything below it, fifty a page',
  permission: 'post.read',
  input: v.object({ ...postFilters(), page: v.optional(optionalInteger(1, 100_000), null) }),
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const page = input.page ?? 1
    const found = await holdings(ctx, input, day, sql`limit ${POSTS_PAGE} offset ${(page - 1) * POSTS_PAGE}`)
    return { day, page, size: POSTS_PAGE, ...found }
  },
})

export const postSheet = query({
  name: 'committees.post-sheet',
  summary: 'The same list without pages, for a sheet',
  permission: 'post.read',
  input: v.object(postFilters()),
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    return { day, ...(await holdings(ctx, input, day, sql``)) }
  },
})

export interface ListedVacancy {
  unitId: Id
  unitCode: string
  unitName: string
  unitKind: UnitKind
  bodyId: Id | null
  /** null: the unit has no executive committee at all. */
  bodyKind: BodyKind | null
  bodyName: string | null
  seats: number | null
  empty: number
  headless: boolean
  acting: string | null
}

const heads = (bodyKind: BodyKind) => [
  ...new Set(
    POST_KINDS.filter(
      (kind) => kind.body === bodyKind && kind.single && (bodyKind === 'board' || kind.code !== 'permanent_deputy'),
    ).map((kind) => kind.code),
  ),
]
const allHeads = BODY_KINDS.flatMap(heads)
const headed = BODY_KINDS.filter((kind) => heads(kind).length > 0)

export const listVacancies = query({
  name: 'committees.list-vacancies',
  summary:
    'What is vacant on a day: units without a committee, empty seats, leading posts without a holder; fifty a page',
  permission: 'post.read',
  input: v.object({ ...postFilters(), page: v.optional(optionalInteger(1, 100_000), null) }),
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const page = input.page ?? 1
    const words = fold(input.find ?? '')
    const { rows } = await sql<ListedVacancy & { total: number }>`
      with bodies as (
        select b.id, b.unit_id, b.kind, b.name, b.seats, b.ordinal, b.kind = any(${headed}::text[]) as headed
        from body b where b.tenant_id = ${ctx.tenantId} and ${validOn('b', day)}),
      held as (
        select h.body_id, count(distinct coalesce(h.person_id::text, h.holder_name)) filter (where h.basis <> 'acting') as taken,
          bool_or(h.post = any(${allHeads}::text[]) and h.basis <> 'acting') as head,
          max(h.holder_name) filter (where h.post = any(${allHeads}::text[]) and h.basis = 'acting') as acting
        from post_holding h where h.tenant_id = ${ctx.tenantId} and h.voided_at is null and ${validOn('h', day)}
        group by h.body_id),
      vacant as (
        select u.unit_id, u.name, u.kind, b.id as body_id, b.kind as body_kind, b.name as body_name, b.seats, b.ordinal,
          greatest(0, coalesce(b.seats, 0) - coalesce(h.taken, 0))::int as empty,
          b.id is not null and b.headed and not coalesce(h.head, false) as headless, h.acting
        from unit_version u
        left join bodies b on b.unit_id = u.unit_id
        left join held h on h.body_id = b.id
        where u.tenant_id = ${ctx.tenantId} and ${validOn('u', day)} and u.kind <> 'group' and ${fence(ctx, input, day, 'u.unit_id')}
          ${input.unitKind ? sql`and u.kind = ${input.unitKind}` : sql``}
          ${input.bodyKind ? sql`and coalesce(b.kind, 'executive') = ${input.bodyKind}` : sql``}
          ${words === '' ? sql`` : sql`and u.folded like ${`%${likeSafe(words)}%`}`})
      select v.unit_id as "unitId", x.code as "unitCode", v.name as "unitName", v.kind as "unitKind", v.body_id as "bodyId",
        v.body_kind as "bodyKind", v.body_name as "bodyName", v.seats, v.empty, v.headless, v.acting, (count(*) over ())::int as total
      from vacant v join unit x on x.tenant_id = ${ctx.tenantId} and x.id = v.unit_id
      where v.body_id is null or v.empty > 0 or v.headless
      order by length(x.code), x.code, v.unit_id, v.ordinal, v.body_name
      limit ${POSTS_PAGE} offset ${(page - 1) * POSTS_PAGE}`.execute(ctx.db)
    return {
      day,
      page,
      size: POSTS_PAGE,
      total: rows[0]?.total ?? 0,
      vacancies: rows.map(({ total: _, ...row }): ListedVacancy => row),
    }
  },
})

export const postsOfPerson = query({
  name: 'committees.posts-of-person',
  summary: 'The posts of one person over time, as far as the caller reads their units; newest first',
  permission: 'post.read',
  input: v.object({ personId: idField() }),
  async run(ctx, { personId }) {
    return heldBy(ctx, 'post.read', personId)
  },
})

export const postsOfAccount = query({
  name: 'committees.posts-of-account',
  summary: 'The posts of the person behind an account over time: where rights by post come from, and by which paper',
  permission: 'access.read',
  input: v.object({ accountId: idField() }),
  async run(ctx, { accountId }) {
    const account = await ctx.db
      .selectFrom('account')
      .select('person_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', accountId)
      .executeTakeFirst()
    return account?.person_id ? heldBy(ctx, 'access.read', account.person_id) : []
  },
})

export const ownPosts = query({
  name: 'committees.own-posts',
  summary: 'Your own posts over time, newest first',
  permission: 'own.read',
  input: v.object({}),
  run: async (ctx) => heldBy(ctx, null, (await ownMember(ctx)).personId),
})

/** `permission`: over which units the caller must read posts; null for the person's own. */
async function heldBy(ctx: ReadContext, permission: 'post.read' | 'access.read' | null, personId: Id) {
  const { rows } = await sql<{
    id: Id
    unitId: Id
    unitName: string
    unitKind: UnitKind
    bodyKind: BodyKind
    bodyName: string
    post: string
    basis: HoldingBasis
    valid: string
    endReason: EndReason | null
    decision: string | null
    termLabel: string | null
  }>`
    select h.id, h.unit_id as "unitId", u.name as "unitName", u.kind as "unitKind", b.kind as "bodyKind", b.name as "bodyName", h.post,
      h.basis, h.valid, h.end_reason as "endReason", d.number as decision, t.label as "termLabel"
    from post_holding h
    join body b on b.tenant_id = h.tenant_id and b.id = h.body_id
    left join committee_term t on t.tenant_id = b.tenant_id and t.id = b.term_id
    left join decision d on d.tenant_id = h.tenant_id and d.id = h.decision_id
    join lateral (
      select u.name, u.kind from unit_version u where u.tenant_id = h.tenant_id and u.unit_id = h.unit_id
      order by lower(u.valid) <= lower(h.valid) desc, lower(u.valid) desc limit 1) u on true
    where h.tenant_id = ${ctx.tenantId} and h.person_id = ${personId} and h.voided_at is null
      and ${permission === null ? sql`true` : inScope(ctx, permission, ctx.today, 'h.unit_id')}
    order by lower(h.valid) desc, ${postRank('h')}, h.id`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    valid: parseRange(row.valid),
    label: postLabel(row.post, row.bodyKind, row.unitKind),
  }))
}
