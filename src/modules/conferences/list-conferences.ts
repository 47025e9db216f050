// Conferences of a year in the order of the calendar, the ledger of recommendations, what planning starts from, and what waits.
import { dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { integerField, optionalChoice, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { checklistCounts, CONFERENCE_STATES, RECOMMENDATION_STATES } from './conference.ts'
import type { ChecklistItem, ConferenceState, RecommendationState } from './conference.ts'
import { addresseesOn, templatesOn } from './templates.ts'

const countOf = (table: 'conference_paper' | 'recommendation' | 'conclusion_point') =>
  sql<number>`(select count(*) from ${sql.table(table)} l where l.tenant_id = c.tenant_id and l.conference_id = c.id)`

export const listConferences = query({
  name: 'conferences.list-conferences',
  summary: 'Conferences of a year (all without it), the next ones first',
  permission: 'conference.read',
  input: v.object({
    year: v.optional(optionalInteger(1900, 3000), null),
    state: v.optional(optionalChoice(CONFERENCE_STATES), null),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 200), 50),
  }),
  async run(ctx, input) {
    const seen = ctx.db
      .selectFrom('conference as c')
      .where('c.tenant_id', '=', ctx.tenantId)
      .where(inScope(ctx, 'conference.read', ctx.today, 'c.unit_id'))
    const year = sql<number>`extract(year from c.starts_at at time zone 'Asia/Ho_Chi_Minh')::int`
    const found = seen
      .$if(input.year !== null, (qb) => qb.where(sql<boolean>`${year} = ${input.year}`))
      .$if(input.state !== null, (qb) => qb.where('c.state', '=', input.state as string))
    const rows = await found
      .select(['c.id', 'c.title', 'c.kind', 'c.state', 'c.place', 'c.chair', 'c.unit_id as unitId', 'c.checklist'])
      .select(['c.starts_at as startsAt', 'c.concluded_on as concludedOn'])
      .select([countOf('conference_paper').as('papers'), countOf('recommendation').as('recommendations')])
      .select(countOf('conclusion_point').as('points'))
      .orderBy('c.starts_at', 'desc')
      .orderBy('c.id')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute()
    const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const years = await seen.select(year.as('year')).distinct().orderBy('year', 'desc').execute()
    const names = await namesOn(ctx, [...new Set(rows.map((row) => row.unitId))], ctx.today)
    const templates = templatesOn(await loadRulebook(ctx), ctx.today)
    return {
      total,
      years: years.map((row) => row.year),
      mayPlan: ctx.actor.holds('conference.write'),
      conferences: rows.map(({ checklist, ...row }) => ({
        ...row,
        state: row.state as ConferenceState,
        on: dayInVietnam(row.startsAt),
        unitName: names.get(row.unitId)?.name ?? '',
        kindName: templates.find(({ kind }) => kind === row.kind)?.label ?? row.kind,
        checklist: checklistCounts(checklist as ChecklistItem[]),
      })),
    }
  },
})

export const listRecommendations = query({
  name: 'conferences.list-recommendations',
  summary: 'The ledger of recommendations over all conferences, the open ones first',
  permission: 'conference.read',
  input: v.object({
    state: v.optional(optionalChoice(RECOMMENDATION_STATES), null),
    level: v.optional(optionalText(40), null),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 200), 50),
  }),
  async run(ctx, input) {
    const found = ctx.db
      .selectFrom('recommendation as r')
      .innerJoin('conference as c', (join) =>
        join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.id', '=', 'r.conference_id'),
      )
      .where('r.tenant_id', '=', ctx.tenantId)
      .where(inScope(ctx, 'conference.read', ctx.today, 'c.unit_id'))
      .$if(input.state !== null, (qb) => qb.where('r.state', '=', input.state as string))
      .$if(input.level !== null, (qb) => qb.where('r.level', '=', input.level as string))
    const rows = await found
      .select([
        'r.id',
        'r.level',
        'r.text',
        'r.raised_by as raisedBy',
        'r.state',
        'r.answer',
        'r.answered_on as answeredOn',
      ])
      .select(['c.id as conferenceId', 'c.title as conferenceTitle', 'c.starts_at as startsAt'])
      .orderBy(sql`r.state <> 'open'`)
      .orderBy('c.starts_at', 'desc')
      .orderBy('r.ordinal')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute()
    const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const addressees = addresseesOn(await loadRulebook(ctx), ctx.today)
    return {
      total,
      addressees,
      recommendations: rows.map((row) => ({
        ...row,
        state: row.state as RecommendationState,
        on: dayInVietnam(row.startsAt),
        levelName: addressees.find(({ code }) => code === row.level)?.label ?? row.level,
      })),
    }
  },
})

/** Units one may hold a conference for: the bloc itself, or the units of one's own grants. */
async function holders(ctx: ReadContext): Promise<{ id: Id; name: string }[]> {
  const scope = ctx.scope('conference.write')
  const roots = scope.whole
    ? await ctx.db
        .selectFrom('unit_version')
        .select('unit_id')
        .where('tenant_id', '=', ctx.tenantId)
        .where('parent_id', 'is', null)
        .where(sql<boolean>`valid @> ${ctx.today}::date`)
        .execute()
    : scope.units.map((unit_id) => ({ unit_id }))
  const names = await namesOn(
    ctx,
    roots.map((row) => row.unit_id),
    ctx.today,
  )
  return [...names.values()].map(({ id, name }) => ({ id, name }))
}

export const suggestConference = query({
  name: 'conferences.suggest-conference',
  summary: 'What planning starts from: templates in force, units that may hold one, reports that may lead it',
  permission: 'conference.write',
  input: v.object({}),
  async run(ctx) {
    const reports = await ctx.db
      .selectFrom('report')
      .select(['id', 'title', 'state'])
      .where('tenant_id', '=', ctx.tenantId)
      .where(inScope(ctx, 'report.read', ctx.today, 'unit_id'))
      .orderBy('cut_off_on', 'desc')
      .limit(50)
      .execute()
    return {
      templates: templatesOn(await loadRulebook(ctx), ctx.today),
      units: await holders(ctx),
      reports,
    }
  },
})

const SOON_DAYS = 14

/** What waits for the caller: a conference that comes near, one to record as held, one whose conclusion is missing. */
export async function conferencesDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('conference.write')) return []
  const rows = await ctx.db
    .selectFrom('conference as c')
    .select(['c.id', 'c.title', 'c.state', 'c.starts_at as startsAt', 'c.unit_id as unitId', 'c.checklist'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.state', '<>', 'concluded')
    .where(sql<boolean>`c.starts_at < ${ctx.now}::timestamptz + make_interval(days => ${SOON_DAYS})`)
    .where(inScope(ctx, 'conference.write', ctx.today, 'c.unit_id'))
    .orderBy('c.starts_at')
    .limit(20)
    .execute()
  return rows.map((row): DueItem => {
    const on: Day = dayInVietnam(row.startsAt)
    const { done, all } = checklistCounts(row.checklist as ChecklistItem[])
    const kind =
      row.state === 'held' ? 'conference_conclude' : row.startsAt > ctx.now ? 'conference_prepare' : 'conference_hold'
    const tab = kind === 'conference_conclude' ? '?phan=ket-luan' : ''
    return {
      kind,
      params: { title: row.title, on, done, all },
      dueOn: on,
      href: `/hoi-nghi/${row.id}${tab}`,
      unitId: row.unitId,
    }
  })
}
