// Who stands in the book of members of a unit on a day (7-HSĐV): those of its cells, and with `since` also those who left it from that
// day on. Religion is masked; it is read only by the operation that logs it.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { logMaskedRead } from '#modules/access/access.server.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { idField, optionalDay, textField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export interface RegisterRow {
  memberId: Id
  personId: Id
  unitId: Id
  unitName: string
  name: string
  birthName: string | null
  sex: string
  ethnicity: string
  /** Only when it was revealed: a code, or null for none. */
  religion?: string | null
  homePlace: string | null
  homePlaceNew: string | null
  generalGrade: string | null
  education: string | null
  theoryLevel: string | null
  professionalLevel: string | null
  specialty: string | null
  foreignLanguage: string | null
  jobBefore: string | null
  occupation: string | null
  admittedOn: Day
  confirmedOn: Day | null
  cardNumber: string | null
  fileNumber: string | null
  badgeNumber: string | null
  enlistedOn: Day | null
  demobilisedOn: Day | null
  standing: string | null
  /** Came into the unit from elsewhere, and where from. */
  cameOn: Day | null
  cameFrom: string | null
  /** Left it; null: still there. */
  wentOn: Day | null
  wentKind: string | null
  wentTo: string | null
  note: string | null
}

interface Found extends RegisterRow {
  fromUnit: Id | null
  toUnit: Id | null
}

export interface RegisterAsked {
  unitId: Id
  day: Day
  /** First day of those who left that are still listed; null: only who is there on the day. */
  since: Day | null
}

/** The rows in the order of the book: cell by cell, by given name. Two statements. */
export async function registerRows(ctx: ReadContext, asked: RegisterAsked): Promise<RegisterRow[]> {
  const { day, unitId, since } = asked
  const t = sql`${ctx.tenantId}`
  const event = (condition: ReturnType<typeof sql>) => sql`(
    select jsonb_build_object('kind', e.kind, 'on', e.effective_on, 'from', e.from_place, 'to', e.to_place, 'note', e.note)
    from member_event e where e.tenant_id = ${t} and e.member_id = s.member_id and e.voided_at is null and ${condition}
    order by e.effective_on desc, e.recorded_at desc limit 1)`
  const { rows } = await sql<Found>`
    with stay as (
      select distinct on (c.member_id) c.member_id, c.unit_id, lower(c.valid) as first, upper(c.valid) as after
      from member_cell c
      where c.tenant_id = ${t} and lower(c.valid) <= ${day}::date
        and (upper(c.valid) is null or upper(c.valid) > ${since ?? day}::date)
        and ${isUnder(ctx, [unitId], day, 'c.unit_id')} and ${inScope(ctx, 'member.read', day, 'c.unit_id')}
      order by c.member_id, lower(c.valid) desc
    ), told as (
      select s.*, p_before.unit_id as before_unit, p_next.unit_id as next_unit,
             case when p_before.unit_id is null then ${event(sql`e.kind = 'arrival' and e.effective_on <= ${day}::date`)} end as came,
             case when s.after <= ${day}::date and p_next.unit_id is null
                  then ${event(sql`e.effective_on = s.after and e.kind in ('departure', 'death', 'removal', 'resignation', 'expulsion', 'annulment')`)}
             end as went
      from stay s
      left join lateral (select b.unit_id from member_cell b where b.tenant_id = ${t} and b.member_id = s.member_id
        and upper(b.valid) = s.first and not ${isUnder(ctx, [unitId], day, 'b.unit_id')} limit 1) p_before on true
      left join lateral (select n.unit_id from member_cell n where n.tenant_id = ${t} and n.member_id = s.member_id
        and lower(n.valid) = s.after limit 1) p_next on true
    )
    select m.id as "memberId", p.id as "personId", s.unit_id as "unitId", p.full_name as name, p.birth_name as "birthName", p.sex,
           p.ethnicity, p.home_place as "homePlace", p.home_place_new as "homePlaceNew", p.general_grade as "generalGrade",
           p.education, p.theory_level as "theoryLevel", p.professional_level as "professionalLevel", p.specialty,
           p.foreign_language as "foreignLanguage", p.job_before as "jobBefore", p.occupation, m.admitted_on as "admittedOn",
           case when m.confirmed_on <= ${day}::date then m.confirmed_on end as "confirmedOn",
           m.card_number as "cardNumber", m.file_number as "fileNumber",
           (select r.number from record_entry r where r.tenant_id = ${t} and r.person_id = p.id and r.kind = 'reward'
             and r.code = 'party_badge' and r.voided_at is null and r.number is not null and (r.decided_on is null or r.decided_on <= ${day}::date)
             order by r.decided_on desc nulls last limit 1) as "badgeNumber",
           p.enlisted_on as "enlistedOn", p.demobilised_on as "demobilisedOn",
           (select st.standing from member_status st where st.tenant_id = ${t} and st.member_id = m.id
             and st.valid @> ${day}::date) as standing,
           case when s.before_unit is not null then s.first else (s.came ->> 'on')::date end as "cameOn",
           s.came ->> 'from' as "cameFrom", s.before_unit as "fromUnit",
           case when s.after <= ${day}::date then s.after end as "wentOn",
           case when s.after <= ${day}::date then coalesce(s.went ->> 'kind', 'move') end as "wentKind",
           s.went ->> 'to' as "wentTo", case when s.after <= ${day}::date then s.next_unit end as "toUnit",
           s.went ->> 'note' as note
    from told s
    join member m on m.tenant_id = ${t} and m.id = s.member_id
    join person p on p.tenant_id = ${t} and p.id = m.person_id
    order by p.sort_key, p.id`.execute(ctx.db)
  const named = rows.flatMap((row) => [row.unitId, row.fromUnit, row.toUnit].filter((id) => id !== null))
  const names = await namesOn(ctx, [...new Set(named)], day)
  const of = (id: Id | null) => (id === null ? undefined : names.get(id)?.name)
  return (
    rows
      .map(({ fromUnit, toUnit, ...row }) => ({
        ...row,
        unitName: of(row.unitId) ?? '',
        cameFrom: of(fromUnit) ?? row.cameFrom,
        wentTo: of(toUnit) ?? row.wentTo,
      }))
      // Stable: within a cell the order of names stays.
      .sort((a, b) =>
        a.unitId === b.unitId ? 0 : a.unitName.localeCompare(b.unitName, 'vi') || (a.unitId < b.unitId ? -1 : 1),
      )
  )
}

const asked = { unitId: idField(), day: v.optional(optionalDay(), null), since: v.optional(optionalDay(), null) }

export const readRegister = query({
  name: 'records.read-register',
  summary: 'The book of members of a unit and everything below it as of a day, religion masked',
  permission: 'member.read',
  input: v.object(asked),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    return { day, since: input.since, rows: await registerRows(ctx, { ...input, day }) }
  },
})

/** More people at once are not read unmasked: a book of so many is not printed, and the log stays readable. */
const MOST_REVEALED = 2000

export const revealRegister = operation({
  name: 'records.reveal-register',
  summary: 'The same book with religion; the reading is logged for everyone in it, with the reason',
  permission: 'member.read-masked',
  afterEnd: true,
  secretAnswer: true,
  input: v.object({ ...asked, reason: textField(500) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const day = input.day ?? ctx.today
    const rows = await registerRows(ctx, { ...input, day })
    if (rows.length > MOST_REVEALED) throw new AppError('records.register_too_long', { most: MOST_REVEALED })
    const ids = rows.map((row) => row.personId)
    const people = await ctx.db
      .selectFrom('person')
      .select(['id', 'religion'])
      .where('tenant_id', '=', ctx.tenantId)
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .execute()
    const religions = new Map(people.map((one) => [one.id, one.religion]))
    await logMaskedRead(ctx, ids, ['religion'], input.reason)
    ctx.touch(input.unitId)
    ctx.note({ field: 'religion', people: ids.length, reason: input.reason })
    return {
      day,
      since: input.since,
      rows: rows.map((row) => ({ ...row, religion: religions.get(row.personId) ?? null })),
    }
  },
})
