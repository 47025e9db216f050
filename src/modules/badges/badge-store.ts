// Badges as they are stored, and whom a round concerns: members by the day their seniority begins, with what they hold already.
import type { Day } from '#kernel/day.ts'
import { minDay } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { seniorityBeginsSql } from '#modules/members/members.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { levelReached, levelsOn, reachedOn, waitsUntil } from './badge.ts'
import type { BadgeKind, BadgeState, Discipline } from './badge.ts'

export type Within = (column: string) => RawBuilder<boolean>

export interface Veteran {
  memberId: Id
  personId: Id
  unitId: Id
  name: string
  birthOn: Day
  begun: Day
  /** The first day after death, of who has died. */
  diedOn: Day | null
  /** The highest level given or being proposed; null: none on record. */
  given: number | null
}

/**
 * Full members long enough in the Party that a level may be near on a day, by the order of names; with `dead` those who died, as they
 * stood on their last day. One statement.
 */
export async function veterans(
  ctx: ReadContext,
  awardOn: Day,
  within: Within,
  years: number,
  dead = false,
): Promise<Veteran[]> {
  const on = minDay(awardOn, ctx.today)
  // What lies after death is no gap: the days since are given back.
  const begun = dead
    ? sql`${seniorityBeginsSql(ctx.tenantId, on)} - (${on}::date - m.left_on)`
    : seniorityBeginsSql(ctx.tenantId, on)
  const at = (alias: string) =>
    dead ? sql<boolean>`upper(${sql.ref(`${alias}.valid`)}) = m.left_on` : validOn(alias, on)
  const { rows } = await sql<Veteran>`
    select m.id as "memberId", m.person_id as "personId", c.unit_id as "unitId", p.full_name as name, p.birth_on as "birthOn",
           ${begun} as begun, ${dead ? sql`m.left_on` : sql`null::date`} as "diedOn",
           (select max(b.level) from badge b where b.tenant_id = ${ctx.tenantId} and b.member_id = m.id and b.voided_at is null
              and b.state in ('proposed', 'endorsed', 'awarded')) as given
    from member m
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    join member_cell c on c.tenant_id = ${ctx.tenantId} and c.member_id = m.id and ${at('c')} and ${within('c.unit_id')}
    join member_status s on s.tenant_id = ${ctx.tenantId} and s.member_id = m.id and ${at('s')} and s.status = 'full'
    where m.tenant_id = ${ctx.tenantId} and m.confirmed_on <= ${on}::date
      and coalesce(m.admission_decided_on, m.admitted_on) <= ${awardOn}::date - ${sql.lit(`${years} years`)}::interval + interval '6 months'
      ${dead ? sql`and exists (select from member_event e where e.tenant_id = ${ctx.tenantId} and e.member_id = m.id and e.kind = 'death' and e.voided_at is null)` : sql``}
    order by p.sort_key, m.id`.execute(ctx.db)
  return rows
}

export interface Candidate extends Veteran {
  level: number
  reachedOn: Day
  /** Months of seniority short of the level on the day of the round; 0 when it is reached. */
  short: number
  disciplines: Discipline[]
  /** The first day no discipline puts it off. */
  waitsUntil: Day | null
}

/** Who reaches, by a round, a level above what they hold. Two statements. */
export async function candidatesFor(
  ctx: ReadContext,
  rules: Rulebook,
  awardOn: Day,
  within: Within,
): Promise<Candidate[]> {
  const levels = levelsOn(rules, awardOn)
  const [lowest] = levels
  if (lowest === undefined) return []
  const due = (await veterans(ctx, awardOn, within, lowest)).flatMap((veteran) => {
    const level = levelReached(levels, veteran.begun, awardOn)
    return level !== null && level > (veteran.given ?? 0) ? [{ ...veteran, level }] : []
  })
  const known = await disciplinesBy(ctx, due.map(({ personId }) => personId), awardOn) // prettier-ignore
  return due.map((each) => {
    const disciplines = known.get(each.personId) ?? []
    return { ...each, reachedOn: reachedOn(each.begun, each.level), short: 0, disciplines, waitsUntil: waitsUntil(rules, disciplines) } // prettier-ignore
  })
}

/** Disciplines of people up to a day: forms and days, no more. */
export async function disciplinesBy(
  ctx: ReadContext,
  personIds: readonly Id[],
  on: Day,
): Promise<Map<Id, Discipline[]>> {
  const known = new Map<Id, Discipline[]>()
  if (personIds.length === 0) return known
  const { rows } = await sql<Discipline & { personId: Id }>`
    select person_id as "personId", code as form, decided_on as "decidedOn"
    from record_entry
    where tenant_id = ${ctx.tenantId} and kind = 'discipline' and voided_at is null and code is not null and decided_on <= ${on}::date
      and person_id = any(${[...personIds]}::uuid[])`.execute(ctx.db)
  for (const { personId, form, decidedOn } of rows)
    known.set(personId, [...(known.get(personId) ?? []), { form, decidedOn }])
  return known
}

export interface StoredBadge {
  id: Id
  memberId: Id
  unitId: Id
  level: number
  awardOn: Day
  kind: BadgeKind
  state: BadgeState
  version: number
}

/** These badges, locked. Throws not_found when one is missing. */
export async function lockBadges(ctx: Context, ids: readonly Id[]): Promise<StoredBadge[]> {
  const rows = await ctx.db
    .selectFrom('badge')
    .select([
      'id',
      'member_id as memberId',
      'unit_id as unitId',
      'level',
      'award_on as awardOn',
      'kind',
      'state',
      'version',
    ]) // prettier-ignore
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .where('voided_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length !== new Set(ids).size) throw notFound()
  return rows as StoredBadge[]
}

/** The cells of badges: what `units` of their operations ask. */
export async function cellsOfBadges(ctx: ReadContext, ids: readonly Id[]): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('badge')
    .select(['id', 'unit_id as unitId'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .execute()
  return rows.length < new Set(ids).size ? [] : [...new Set(rows.map(({ unitId }) => unitId))]
}

/** Throws badges.wrong_state unless all badges are in one of these states. */
export function needState(badges: readonly StoredBadge[], ...states: BadgeState[]): void {
  const other = badges.find(({ state }) => !states.includes(state))
  if (other) throw new AppError('badges.wrong_state', { state: other.state })
}
