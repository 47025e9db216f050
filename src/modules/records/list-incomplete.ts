// Whose file lacks papers: the members of a unit and everything below it on a day, by pages of fifty, and all of them as a sheet.
// Which papers a file needs is the rulebook's; one statement finds who lacks any.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { optionalDay, optionalId, optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { completeness, documentKinds, neededKinds } from './document-kinds.ts'
import type { StageCompleteness } from './document-kinds.ts'

const PAGE_SIZE = 50

const filter = { unitId: v.optional(optionalId(), null), day: v.optional(optionalDay(), null) }
type Filter = v.InferOutput<v.ObjectSchema<typeof filter, undefined>>

interface Row {
  memberId: Id
  name: string
  unitId: Id
  official: boolean
  kinds: string[]
}

export interface IncompleteFile {
  memberId: Id
  name: string
  unitId: Id
  unitName: string
  stages: StageCompleteness[]
}

async function incomplete(ctx: ReadContext, input: Filter, window: RawBuilder<unknown>) {
  const day = input.day ?? ctx.today
  const kinds = documentKinds(await loadRulebook(ctx), day)
  const codes = (official: boolean) => neededKinds(kinds, official).map(({ code }) => code)
  const { rows } = await sql<Row & { total: number; members: number }>`
    with listed as (
      select m.id as "memberId", p.full_name as name, p.sort_key, c.unit_id as "unitId",
             coalesce(m.confirmed_on <= ${day}::date, false) as official,
             array(select distinct d.kind from record_document d
                   where d.tenant_id = ${ctx.tenantId} and d.person_id = p.id and d.voided_at is null
                     and (d.issued_on is null or d.issued_on <= ${day}::date)) as kinds
      from member_cell c
      join member m on m.tenant_id = c.tenant_id and m.id = c.member_id
      join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
      where c.tenant_id = ${ctx.tenantId} and ${validOn('c', day)} and ${inScope(ctx, 'member.read', day, 'c.unit_id')}
        and ${input.unitId === null ? sql`true` : isUnder(ctx, [input.unitId], day, 'c.unit_id')}
    )
    select *, count(*) over ()::int as total, (select count(*)::int from listed) as members from listed
    where not (kinds @> case when official then ${codes(true)}::text[] else ${codes(false)}::text[] end)
    order by "unitId", sort_key, "memberId" ${window}`.execute(ctx.db)
  const names = await namesOn(
    ctx,
    rows.map(({ unitId }) => unitId),
    day,
  )
  const files = rows.map(({ memberId, name, unitId, official, kinds: present }): IncompleteFile => ({
    memberId,
    name,
    unitId,
    unitName: names.get(unitId)?.name ?? '',
    stages: completeness(kinds, new Set(present), official),
  }))
  return { day, files, total: rows[0]?.total ?? 0, members: rows[0]?.members ?? null }
}

export const listIncomplete = query({
  name: 'records.list-incomplete',
  summary: 'Members whose file lacks papers on a day, with what is missing by stage; fifty a page',
  permission: 'member.read',
  input: v.object({ ...filter, page: v.optional(optionalInteger(1, 100_000), null) }),
  async run(ctx, input) {
    const page = input.page ?? 1
    const found = await incomplete(ctx, input, sql`limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`)
    return { ...found, page, size: PAGE_SIZE }
  },
})

export const incompleteSheet = query({
  name: 'records.incomplete-sheet',
  summary: 'The same list without pages, for a sheet',
  permission: 'member.read',
  input: v.object(filter),
  run: (ctx, input) => incomplete(ctx, input, sql``),
})

/** How complete one file is on a day, by stage; with the kinds a paper may be of. */
export async function completenessOf(ctx: ReadContext, present: readonly string[], official: boolean, day: Day) {
  const kinds = documentKinds(await loadRulebook(ctx), day)
  return { kinds, stages: completeness(kinds, new Set(present), official) }
}
