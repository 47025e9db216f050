// Classes that concern the caller: those the own units call and those they are called to, newest first, each with where it stands.
import { dayOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { integerField, optionalChoice, optionalId, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { CLASS_KINDS, kindOf } from './class-kinds.ts'
import type { ClassKind } from './class-kinds.ts'
import { calledTo } from './class-store.ts'
import { classCounts, unmarkedSessions } from './learner-facts.ts'
import { CLASS_STAGES, stageOf } from './training-class.ts'
import type { ClassStage } from './training-class.ts'

export interface ListedClass {
  id: Id
  unitId: Id
  unitName: string
  kind: ClassKind
  title: string
  fromOn: Day
  toOn: Day
  place: string | null
  enrolBy: Day | null
  stage: ClassStage
  counts: ClassCounts
}

export interface ClassCounts {
  learners: number
  exempt: number
  ungraded: number
  passed: number
  uncertified: number
  certified: number
  done: number
  made_up: number
  missing: number
  unmarked: number
}

interface Row extends ClassCounts {
  id: Id
  unitId: Id
  kind: string
  title: string
  fromOn: Day
  toOn: Day
  place: string | null
  enrolBy: Day | null
  cancelledOn: Day | null
}

/** Classes with their counts; `which` restricts them, as `c`. Two statements. */
export async function classRows(
  ctx: ReadContext,
  which: RawBuilder<unknown>,
  page?: RawBuilder<unknown>,
): Promise<ListedClass[]> {
  // Only the page's classes are counted: counting a study reads thousands of lists.
  const { rows: found } = await sql<{ id: Id }>`
    select c.id from training_class c where c.tenant_id = ${ctx.tenantId} and ${which}
    order by c.from_on desc, c.to_on desc, c.id ${page ?? sql``}`.execute(ctx.db)
  if (found.length === 0) return []
  const these = sql`c.id = any(${found.map(({ id }) => id)}::uuid[])`
  // Who is only called to a class counts the own people: every number opens those one may see.
  const whom = ctx.scope('member.read').whole
    ? null
    : sql`(${inScope(ctx, 'member.read', ctx.today, 'c.unit_id')} or ${inScope(ctx, 'member.read', ctx.today, 'e.unit_id')})`
  const { rows } = await sql<Row>`
    select c.id, c.unit_id as "unitId", c.kind, c.title, c.from_on as "fromOn", c.to_on as "toOn", c.place,
           c.enrol_by as "enrolBy", c.cancelled_on as "cancelledOn",
           coalesce(n.learners, 0) as learners, coalesce(n.exempt, 0) as exempt, coalesce(n.ungraded, 0) as ungraded,
           coalesce(n.passed, 0) as passed, coalesce(n.uncertified, 0) as uncertified, coalesce(n.certified, 0) as certified,
           coalesce(n.done, 0) as done, coalesce(n.made_up, 0) as made_up, coalesce(n.missing, 0) as missing,
           ${unmarkedSessions(ctx.tenantId, ctx.today)} as unmarked
    from training_class c
    left join (${classCounts(ctx.tenantId, ctx.today, these, whom)}) n on n.class_id = c.id
    where c.tenant_id = ${ctx.tenantId} and ${these}
    order by c.from_on desc, c.to_on desc, c.id`.execute(ctx.db)
  const names = await namesOn(
    ctx,
    rows.map(({ unitId }) => unitId),
    ctx.today,
  )
  return rows.map(({ cancelledOn, ...row }) => {
    const { id, unitId, title, fromOn, toOn, place, enrolBy, kind, ...counts } = row
    const what = kindOf(kind)
    return {
      id,
      unitId,
      title,
      fromOn,
      toOn,
      place,
      enrolBy,
      unitName: names.get(unitId)?.name ?? '',
      kind: what.code,
      stage: stageOf(what, { fromOn, toOn, enrolBy, cancelledOn, ...counts }, ctx.today),
      counts,
    }
  })
}

/** Most classes one listing by stage looks through: a stage is worked out, not stored. */
const MOST = 400

export const listClasses = query({
  name: 'classes.list-classes',
  summary: 'Classes the own units call or are called to, by kind, year and stage',
  permission: 'member.read',
  input: v.object({
    unitId: v.optional(optionalId(), null),
    kind: v.optional(optionalChoice(CLASS_KINDS), null),
    year: v.optional(optionalInteger(1930, 2200), null),
    stage: v.optional(optionalChoice(CLASS_STAGES), null),
    find: v.optional(optionalText(100), null),
    page: v.optional(integerField(1, 10_000), 1),
    size: v.optional(integerField(1, 200), 30),
  }),
  async run(ctx, input) {
    const words = fold(input.find ?? '')
    const conditions = [
      calledTo(ctx, 'member.read', 'c.unit_id'),
      ...(input.unitId === null ? [] : [isUnder(ctx, [input.unitId], ctx.today, 'c.unit_id')]),
      ...(input.kind === null ? [] : [sql`c.kind = ${input.kind}`]),
      ...(input.year === null
        ? []
        : [sql`c.from_on <= ${dayOf(input.year, 12, 31)}::date and c.to_on >= ${dayOf(input.year, 1, 1)}::date`]),
      ...(words === '' ? [] : [sql`lower(c.title) like ${`%${likeSafe((input.find ?? '').toLowerCase())}%`}`]),
    ]
    const which = sql.join(conditions, sql` and `)
    const from = (input.page - 1) * input.size
    if (input.stage !== null) {
      const all = (await classRows(ctx, which, sql`limit ${MOST}`)).filter(({ stage }) => stage === input.stage)
      return { total: all.length, page: input.page, size: input.size, classes: all.slice(from, from + input.size) }
    }
    const { rows } = await sql<{ total: number }>`
      select count(*) as total from training_class c where c.tenant_id = ${ctx.tenantId} and ${which}`.execute(ctx.db)
    const classes = await classRows(ctx, which, sql`limit ${input.size} offset ${from}`)
    return { total: rows[0]?.total ?? 0, page: input.page, size: input.size, classes }
  },
})
