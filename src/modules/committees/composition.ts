// What committees are made of on a day: women, ethnic groups, ages, schooling, political theory, new and returning. Every count and the
// people behind it come from one statement, so that they can never disagree. People outside the register are counted as not known.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { AGE_BANDS, EDUCATION_LEVELS, SEXES, THEORY_LEVELS } from '#modules/members/members.server.ts'
import { inScope, isUnder, namesOn, UNIT_KINDS } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { choiceField, idField, optionalChoice, optionalDay, optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { BODY_KINDS, postLabel } from './post-kinds.ts'
import type { BodyKind } from './post-kinds.ts'

export const DIMENSIONS = ['sex', 'ethnicity', 'age', 'education', 'theory', 'service'] as const
export type Dimension = (typeof DIMENSIONS)[number]
export const UNKNOWN = 'unknown'

export interface Part {
  readonly dimension: Dimension
  readonly value: string
}

const MAJORITY = 'kinh'
const among = (column: string, values: readonly string[]) =>
  values.map((value) => ({ value, is: sql<boolean>`${sql.ref(column)} = ${sql.lit(value)}` }))

/** Each part with its condition on a row of `people`; those of one dimension exclude each other. */
const PARTS: readonly (Part & { is: RawBuilder<boolean> })[] = (
  [
    ['sex', among('sex', SEXES)],
    [
      'ethnicity',
      [
        { value: 'kinh', is: sql<boolean>`ethnicity = ${sql.lit(MAJORITY)}` },
        { value: 'minority', is: sql<boolean>`ethnicity <> ${sql.lit(MAJORITY)}` },
      ],
    ],
    [
      'age',
      AGE_BANDS.map((band) => ({
        value: band.code as string,
        is: sql<boolean>`age between ${sql.lit(band.from)} and ${sql.lit(band.to ?? 200)}`,
      })),
    ],
    ['education', among('education', EDUCATION_LEVELS)],
    ['theory', among('theory', THEORY_LEVELS)],
    [
      'service',
      [
        { value: 'new', is: sql<boolean>`served = false` },
        { value: 'returning', is: sql<boolean>`served` },
      ],
    ],
  ] satisfies [Dimension, { value: string; is: RawBuilder<boolean> }[]][]
).flatMap(([dimension, values]) => values.map((each) => ({ dimension, ...each })))

const PART_CODES = DIMENSIONS.flatMap((dimension) => [
  ...PARTS.filter((part) => part.dimension === dimension).map((part) => `${dimension}.${part.value}`),
  `${dimension}.${UNKNOWN}`,
])

/** One committee, or all of a kind of unit at and below a unit. */
const scopeFields = () => ({
  unitId: idField(),
  /** null: only this unit's own. */
  below: v.optional(optionalChoice(UNIT_KINDS), null),
  bodyKind: v.optional(choiceField(BODY_KINDS), 'executive'),
  day: v.optional(optionalDay(), null),
})
type CompositionScope = v.InferOutput<v.ObjectSchema<ReturnType<typeof scopeFields>, undefined>>

/** `with people as (…)`: each person once in each unit, in the highest post there. */
function people(ctx: ReadContext, scope: CompositionScope, day: Day): RawBuilder<unknown> {
  const where = scope.below
    ? sql`u.kind = ${scope.below} and ${isUnder(ctx, [scope.unitId], day, 'h.unit_id')}`
    : sql`h.unit_id = ${scope.unitId}`
  return sql`
    with held as (
      select distinct on (h.unit_id, coalesce(h.person_id::text, h.holder_name))
        h.id, h.unit_id, u.kind as unit_kind, b.id as body_id, b.kind as body_kind, b.valid as body_valid, h.post, h.person_id, h.holder_name,
        h.served_before
      from post_holding h
      join body b on b.tenant_id = h.tenant_id and b.id = h.body_id and b.kind = ${scope.bodyKind}
      join unit_version u on u.tenant_id = h.tenant_id and u.unit_id = h.unit_id and ${validOn('u', day)}
      where h.tenant_id = ${ctx.tenantId} and h.voided_at is null and h.basis <> 'acting' and ${validOn('h', day)}
        and ${where} and ${inScope(ctx, 'post.read', day, 'h.unit_id')}
      order by h.unit_id, coalesce(h.person_id::text, h.holder_name), h.recorded_at, h.id),
    served_first as (
      select q.unit_id, q.person_id, min(lower(c.valid)) as since
      from post_holding q join body c on c.tenant_id = q.tenant_id and c.id = q.body_id
      where q.tenant_id = ${ctx.tenantId} and c.kind = ${scope.bodyKind} and q.voided_at is null and q.person_id is not null
      group by q.unit_id, q.person_id),
    known_first as (
      select c.unit_id, min(lower(c.valid)) as since
      from body c where c.tenant_id = ${ctx.tenantId} and c.kind = ${scope.bodyKind} group by c.unit_id),
    people as materialized (
      select held.*, p.sex, p.ethnicity, p.birth_on, p.education, p.theory_level as theory, p.sort_key,
        extract(year from age(${day}::date, p.birth_on))::int as age,
        -- In an earlier committee of this unit, as far as the records reach back to one.
        coalesce(held.served_before, case
          when held.person_id is null then null
          when f.since < lower(held.body_valid) then true
          when k.since < lower(held.body_valid) then false
          end) as served
      from held
      left join served_first f on f.unit_id = held.unit_id and f.person_id = held.person_id
      left join known_first k on k.unit_id = held.unit_id
      left join person p on p.tenant_id = ${ctx.tenantId} and p.id = held.person_id)`
}

export interface CompositionRow {
  unitId: Id
  unitName: string
  total: number
  /** Count by `dimension.value`, `dimension.unknown` included. */
  counts: Record<string, number>
}

export const readComposition = query({
  name: 'committees.read-composition',
  summary:
    'What the committees of a unit, or of all units of a kind below it, are made of on a day: counts by part, in all and by unit',
  permission: 'post.read',
  input: v.object(scopeFields()),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const columns = sql.join(
      PARTS.map((part, at) => sql`(count(*) filter (where ${part.is}))::int as ${sql.ref(`c${at}`)}`),
    )
    const { rows } = await sql<Record<string, number> & { unit_id: Id | null; total: number }>`
      ${people(ctx, input, day)}
      select unit_id, count(*)::int as total, ${columns} from people group by grouping sets ((unit_id), ())`.execute(
      ctx.db,
    )
    const names = await namesOn(
      ctx,
      rows.flatMap((row) => row.unit_id ?? []),
      day,
    )
    const shaped = rows.map((row) => ({ unitId: row.unit_id as Id | null, total: row.total, counts: countsOf(row) }))
    const all = shaped.find((row) => row.unitId === null)
    const units = shaped.flatMap(({ unitId, ...row }): (CompositionRow & { code: string })[] =>
      unitId === null
        ? []
        : [{ ...row, unitId, unitName: names.get(unitId)?.name ?? '', code: names.get(unitId)?.code ?? '' }],
    )
    return {
      day,
      total: all?.total ?? 0,
      counts: all?.counts ?? countsOf({}),
      units: units
        .toSorted((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
        .map(({ code: _, ...row }): CompositionRow => row),
    }
  },
})

function countsOf(row: Record<string, number>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const dimension of DIMENSIONS) {
    let known = 0
    for (const [at, part] of PARTS.entries()) {
      if (part.dimension !== dimension) continue
      const count = row[`c${at}`] ?? 0
      counts[`${dimension}.${part.value}`] = count
      known += count
    }
    counts[`${dimension}.${UNKNOWN}`] = (row['total'] ?? 0) - known
  }
  return counts
}

export interface CompositionPerson {
  id: Id
  name: string
  unitId: Id
  unitName: string
  label: string
  memberId: Id | null
  birthOn: Day | null
}

const PAGE = 50

export const listComposition = query({
  name: 'committees.list-composition',
  summary: 'The people behind one count of a composition, fifty a page',
  permission: 'post.read',
  input: v.object({
    ...scopeFields(),
    part: v.optional(optionalChoice(PART_CODES), null),
    page: v.optional(optionalInteger(1, 100_000), null),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const page = input.page ?? 1
    const [dimension, value] = (input.part ?? '.').split('.')
    const same = PARTS.filter((part) => part.dimension === dimension)
    const condition =
      value === UNKNOWN
        ? sql`coalesce(not (${sql.join(
            same.map((part) => sql`coalesce(${part.is}, false)`),
            sql` or `,
          )}), true)`
        : (same.find((part) => part.value === value)?.is ?? sql`true`)
    const { rows } = await sql<{
      id: Id
      name: string
      unitId: Id
      unitKind: UnitKind
      bodyKind: BodyKind
      post: string
      memberId: Id | null
      birthOn: Day | null
      total: number
    }>`
      ${people(ctx, input, day)}
      select id, holder_name as name, unit_id as "unitId", unit_kind as "unitKind", body_kind as "bodyKind", post,
        (select m.id from member m where m.tenant_id = ${ctx.tenantId} and m.person_id = people.person_id
         order by m.left_on desc nulls first limit 1) as "memberId",
        birth_on as "birthOn", (count(*) over ())::int as total
      from people where ${condition}
      order by sort_key nulls last, holder_name, id limit ${PAGE} offset ${(page - 1) * PAGE}`.execute(ctx.db)
    const names = await namesOn(
      ctx,
      rows.map((row) => row.unitId),
      day,
    )
    return {
      day,
      page,
      size: PAGE,
      total: rows[0]?.total ?? 0,
      people: rows.map(({ total: _, unitKind, bodyKind, post, ...row }): CompositionPerson => ({
        ...row,
        unitName: names.get(row.unitId)?.name ?? '',
        label: postLabel(post, bodyKind, unitKind),
      })),
    }
  },
})
