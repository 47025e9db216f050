// How the records of the meeting indicators are shown in the lists behind figures: meetings, cell-months, cell-quarters.
import { addMonths, formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { RecordView } from '#modules/figures/figures.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { meetingTitle, recordWords } from './meetings-messages.ts'
import type { MeetingKind } from './meeting.ts'

const hrefOf = (id: Id): string => `/sinh-hoat/${id}`

/** Meetings by id: title, topic or attendance, link. */
export async function describeMeetings(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, RecordView>> {
  const { rows } = await sql<{
    id: Id
    kind: MeetingKind
    month: Day
    topic: string | null
    present: number
    obliged: number
  }>`
    select m.id, m.kind, m.month, m.topic, n.present, n.obliged
    from meeting m
    cross join lateral (
      select count(*) filter (where a.mark = 'present') as present, count(*) as obliged
      from attendance a where a.tenant_id = m.tenant_id and a.meeting_id = m.id
    ) n
    where m.tenant_id = ${ctx.tenantId} and m.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        title: meetingTitle(row),
        detail:
          [row.topic, row.obliged > 0 ? recordWords.present(row.present, row.obliged) : null]
            .filter(Boolean)
            .join(' · ') || null,
        paper: null,
        href: hrefOf(row.id),
      },
    ]),
  )
}

/** `<unit id> <YYYY-MM>` of a record, taken apart. */
function partsOf(id: string): { unitId: Id; from: Day } {
  return { unitId: id.slice(0, 36), from: `${id.slice(37)}-01` as Day }
}

interface Sat {
  id: Id
  unit_id: Id
  month: Day
  held_on: Day
  thematic: boolean
}

/** Held meetings of these records' cells from the first of their months up to `day`, oldest first; `length` in months. */
async function satIn(
  ctx: ReadContext,
  ids: readonly string[],
  length: number,
  day: Day,
  regular: boolean,
): Promise<Map<string, Sat[]>> {
  const parts = ids.map((id) => ({ id, ...partsOf(id) }))
  const { rows } = await sql<Sat & { record_id: string }>`
    select p.record_id, m.id, m.unit_id, m.month, m.held_on, m.thematic
    from unnest(${parts.map((part) => part.id)}::text[], ${parts.map((part) => part.unitId)}::uuid[],
                ${parts.map((part) => part.from)}::date[], ${parts.map((part) => addMonths(part.from, length))}::date[])
         as p (record_id, unit_id, from_on, to_on)
    join meeting m on m.tenant_id = ${ctx.tenantId} and m.unit_id = p.unit_id and m.state = 'held' and m.held_on <= ${day}::date
      and m.held_on >= p.from_on and m.held_on < p.to_on
    where ${regular ? sql`m.kind = 'regular'` : sql`m.thematic`}
    order by m.held_on`.execute(ctx.db)
  return Map.groupBy(rows, (row) => row.record_id)
}

/** Months owed by cells: met or not, with the meeting. */
export async function describeMonths(
  ctx: ReadContext,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, RecordView>> {
  const sat = await satIn(ctx, ids, 1, day, true)
  return new Map(
    ids.map((id) => {
      const [meeting] = sat.get(id) ?? []
      const detail = meeting ? `${recordWords.held} ${formatDay(meeting.held_on)}` : recordWords.notHeld
      return [
        id,
        { title: recordWords.month(partsOf(id).from), detail, paper: null, href: meeting ? hrefOf(meeting.id) : null },
      ]
    }),
  )
}

/** Quarters owed by cells: how many themes were treated, with the first meeting. */
export async function describeQuarters(
  ctx: ReadContext,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, RecordView>> {
  const sat = await satIn(ctx, ids, 3, day, false)
  return new Map(
    ids.map((id) => {
      const meetings = sat.get(id) ?? []
      const [first] = meetings
      const view = {
        title: recordWords.quarter(partsOf(id).from),
        detail: recordWords.topics(meetings.length),
        paper: null,
      }
      return [id, { ...view, href: first ? hrefOf(first.id) : null }]
    }),
  )
}
