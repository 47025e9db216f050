// What waits in classes: enrolment that closes with places left, attendance, results and certificates that are missing, people who have
// yet to make up for a study. Told for units by their column, so that one cell and the whole bloc ask the same.
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import { soonestFirst } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, namesOn, treeOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { kindOf } from './class-kinds.ts'
import { classRows } from './list-classes.ts'

type Within = (column: string) => RawBuilder<unknown>

interface Line {
  classId: Id
  unitId: Id
  title: string
  dueOn: Day
  count: number
  of: number
}

/** How long what nobody finished is still told of. */
const STALE_MONTHS = 12

/** Quota lines of these units with places left, enrolment closing by `until`. */
async function openPlaces(ctx: ReadContext, within: Within, until: Day): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select c.id as "classId", q.unit_id as "unitId", c.title, c.enrol_by as "dueOn", q.seats as of,
           (select count(*) from class_enrolment e join unit_closure t on t.tenant_id = e.tenant_id and t.descendant_id = e.unit_id
             where e.tenant_id = c.tenant_id and e.class_id = c.id and e.withdrawn_on is null and t.ancestor_id = q.unit_id
               and ${treeOn('t', ctx.today)}) as count
    from training_class c
    join class_quota q on q.tenant_id = c.tenant_id and q.class_id = c.id
    where c.tenant_id = ${ctx.tenantId} and c.cancelled_on is null and c.enrol_by between ${ctx.today}::date and ${until}::date
      and ${within('q.unit_id')}`.execute(ctx.db)
  return rows.filter(({ count, of }) => count < of)
}

/** Units that were to study and have people who did not yet. */
async function missingPeople(ctx: ReadContext, within: Within): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select c.id as "classId", e.unit_id as "unitId", c.title, c.to_on as "dueOn", count(*) as count, 0 as of
    from training_class c
    join class_enrolment e on e.tenant_id = c.tenant_id and e.class_id = c.id and e.withdrawn_on is null and e.exempt_reason is null
    where c.tenant_id = ${ctx.tenantId} and c.kind = 'study' and c.cancelled_on is null and c.to_on < ${ctx.today}::date
      and c.to_on >= ${addMonths(ctx.today, -3)}::date and ${within('e.unit_id')}
      and exists (select from class_session s join class_register r on r.tenant_id = s.tenant_id and r.session_id = s.id
        where s.tenant_id = c.tenant_id and s.class_id = c.id)
      and not exists (select from class_attendance a join class_session s on s.tenant_id = a.tenant_id and s.id = a.session_id
        where a.tenant_id = e.tenant_id and a.enrolment_id = e.id and a.mark = 'present' and s.cancelled_at is null)
    group by c.id, c.title, c.to_on, e.unit_id`.execute(ctx.db)
  return rows
}

/** Everything that waits in classes for the units `within` names, overdue things too, up to a day. Five statements. */
export async function classesDeadlines(ctx: ReadContext, within: Within, until: Day): Promise<DueItem[]> {
  const recent = sql`c.cancelled_on is null and c.to_on < ${ctx.today}::date and c.to_on >= ${addMonths(ctx.today, -STALE_MONTHS)}::date and ${within('c.unit_id')}`
  const over = await classRows(ctx, recent, sql`limit 200`)
  const items: DueItem[] = []
  for (const { id, unitId, title, toOn, stage, counts, kind } of over) {
    const item = (what: string, params: DueItem['params'], tab: string): DueItem => ({
      kind: what,
      params: { title, on: toOn, ...params },
      dueOn: toOn,
      href: `/lop-hoc/${id}?xem=${tab}`,
      unitId,
    })
    if (stage === 'attendance') items.push(item('class_attendance', { count: counts.unmarked }, 'diem-danh'))
    if (stage === 'results') items.push(item('class_results', { count: counts.ungraded }, 'ket-qua'))
    if (stage === 'certificates' && kindOf(kind).certificate)
      items.push(item('class_certificates', { count: counts.uncertified }, 'giay-chung-nhan'))
  }
  const places = await openPlaces(ctx, within, until)
  const missing = await missingPeople(ctx, within)
  const names = await namesOn(
    ctx,
    [...places, ...missing].map(({ unitId }) => unitId),
    ctx.today,
  )
  const line = (kind: string, { classId, unitId, title, dueOn, count, of }: Line, href: string): DueItem => ({
    kind,
    params: { title, unit: names.get(unitId)?.name ?? '', on: dueOn, count, of },
    dueOn,
    href: `/lop-hoc/${classId}${href}`,
    unitId,
  })
  items.push(
    ...places.map((each) => line('class_enrol', each, `/ghi-danh?don-vi=${each.unitId}`)),
    ...missing.map((each) => line('class_make_up', each, `?trang-thai=missing&don-vi=${each.unitId}`)),
  )
  return soonestFirst(items)
}

/** What waits for the caller in classes within a month. */
export async function classesDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('member.write')) return []
  const scope = ctx.scope('member.write')
  // Who looks after the whole bloc is told of the classes the bloc itself runs; the page of deadlines has every unit's.
  const top = scope.whole ? ctx.actor.stands.filter(({ whole }) => whole).map(({ unitId }) => unitId) : []
  if (scope.whole && top.length === 0) return []
  const within: Within = scope.whole
    ? (column) => sql`${sql.ref(column)} = any(${top}::uuid[])`
    : (column) => inScope(ctx, 'member.write', ctx.today, column)
  return (await classesDeadlines(ctx, within, addMonths(ctx.today, 1))).slice(0, 50)
}
