// The dossiers of a unit and everything below: how many stand at each step, and the list with what is next, until when, and what lacks.
// Open ones are few enough to be folded whole, so that they come by what is due first; finished ones come by page.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { flagField, integerField, optionalChoice, optionalId, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { chamberOf, stageNames } from './dossier-store.ts'
import { foldDossiers } from './fold-dossiers.ts'
import { isSoon, nextStep } from './next-step.ts'
import type { NextStep } from './next-step.ts'
import { offeredOf } from './offered-certificates.ts'
import { CLOSED_STAGES, STAGES } from './steps.ts'
import type { Stage } from './steps.ts'
import { termsOf } from './terms.ts'
import type { Term } from './terms.ts'

/** As many open ones as are folded for one look. */
const MOST_OPEN = 3000

const DUE_WITHIN_DAYS = 31

export interface ListedDossier {
  id: Id
  name: string
  birthOn: Day
  unitId: Id
  unitName: string
  stage: Stage
  stageOn: Day
  readmission: boolean
  memberId: Id | null
  next: NextStep
  /** The soonest of what runs. */
  term: Term | null
}

const listFilters = {
  unitId: v.optional(optionalId(), null),
  find: v.optional(optionalText(100), null),
  stage: v.optional(optionalChoice(STAGES), null),
  /** Instead of those on the way: those that are through, stopped or ended. */
  closed: flagField(),
  /** Only what is late or due within a month. */
  due: flagField(),
}
type Filters = v.InferOutput<v.ObjectSchema<typeof listFilters, undefined>>

const scoped = (ctx: ReadContext, unitId: Id | null) =>
  ctx.db
    .selectFrom('admission_dossier as d')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'd.tenant_id').onRef('p.id', '=', 'd.person_id'))
    .where('d.tenant_id', '=', ctx.tenantId)
    .where(inScope(ctx, 'member.read', ctx.today, 'd.unit_id'))
    .$if(unitId !== null, (qb) => qb.where(isUnder(ctx, [unitId as Id], ctx.today, 'd.unit_id')))

function found(ctx: ReadContext, { unitId, find, stage, closed }: Filters) {
  const like = find === null ? null : `%${fold(find).replace(/[%_\\]/g, '')}%`
  return scoped(ctx, unitId)
    .$if(stage !== null, (qb) => qb.where('d.stage', '=', stage as Stage))
    .$if(stage === null, (qb) => qb.where('d.open', '=', !closed))
    .$if(like !== null, (qb) => qb.where('p.folded', 'like', like as string))
}

interface Found {
  id: Id
  birth_on: Day
  stage_on: Day
  readmission: boolean
}

/** The rows with their dossiers folded. Seven statements, however many. */
async function listed(ctx: ReadContext, rows: readonly Found[]): Promise<ListedDossier[]> {
  const { folded, chamber } = await foldDossiers(
    ctx,
    rows.map((row) => row.id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const offered = await offeredOf(ctx, folded)
  const names = await namesOn(
    ctx,
    folded.map(({ stored }) => stored.unitId),
    ctx.today,
  )
  return folded.flatMap(({ stored: each, dossier, court }): ListedDossier[] => {
    const row = byId.get(each.id)
    if (!row) return []
    const [term = null] = termsOf(chamber.rules, court.calendar, dossier, ctx.today)
    const issued = offered.get(each.id)?.map(({ kind }) => kind)
    return [
      {
        id: each.id,
        name: each.name,
        birthOn: row.birth_on,
        unitId: each.unitId,
        unitName: names.get(each.unitId)?.name ?? '',
        stage: dossier.stage,
        stageOn: dossier.stageOn,
        readmission: row.readmission,
        memberId: each.memberId,
        next: nextStep(chamber.rules, dossier, chamber.lines.of(each.unitId, ctx.today), ctx.today, issued),
        term,
      },
    ]
  })
}

const bySoonest = (a: ListedDossier, b: ListedDossier): number =>
  (a.term?.dueOn ?? '9999-12-31') < (b.term?.dueOn ?? '9999-12-31')
    ? -1
    : (a.term?.dueOn ?? '9999-12-31') > (b.term?.dueOn ?? '9999-12-31')
      ? 1
      : a.name.localeCompare(b.name, 'vi')

export const listDossiers = query({
  name: 'admissions.list-dossiers',
  summary: 'Admission dossiers of a unit and those below it: counts by stage, next step, term and what lacks',
  permission: 'member.read',
  input: v.object({
    ...listFilters,
    page: v.optional(integerField(1, 10_000), 1),
    size: v.optional(integerField(1, 5000), 50),
  }),
  async run(ctx, input) {
    const counts = await scoped(ctx, input.unitId)
      .select(['d.stage', sql<number>`count(*)::int`.as('count')])
      .groupBy('d.stage')
      .execute()
    const { rulesToday, dossiers, total } = await pageOf(ctx, input)
    return {
      today: ctx.today,
      total,
      page: input.page,
      size: input.size,
      counts: Object.fromEntries(counts.map((row) => [row.stage, row.count])) as Partial<Record<Stage, number>>,
      stageNames: rulesToday,
      dossiers,
    }
  },
})

async function pageOf(ctx: ReadContext, input: Filters & { page: number; size: number }) {
  const rulesToday = stageNames((await chamberOf(ctx, [])).rules, ctx.today)
  const offset = (input.page - 1) * input.size
  const closed = input.stage === null ? input.closed : CLOSED_STAGES.includes(input.stage)
  if (closed) {
    const rows = await found(ctx, input)
      .select(['d.id', 'p.birth_on', 'd.stage_on', 'd.readmission', sql<number>`count(*) over ()::int`.as('total')])
      .orderBy('d.stage_on', 'desc')
      .orderBy('d.id')
      .limit(input.size)
      .offset(offset)
      .execute()
    return { rulesToday, total: rows[0]?.total ?? 0, dossiers: await listed(ctx, rows) }
  }
  const rows = await found(ctx, input)
    .select(['d.id', 'p.birth_on', 'd.stage_on', 'd.readmission'])
    .orderBy('d.stage_on')
    .limit(MOST_OPEN)
    .execute()
  const all = (await listed(ctx, rows)).toSorted(bySoonest)
  const wanted = input.due
    ? all.filter((each) => each.term !== null && isSoon(each.term.dueOn, ctx.today, DUE_WITHIN_DAYS))
    : all
  return { rulesToday, total: wanted.length, dossiers: wanted.slice(offset, offset + input.size) }
}
