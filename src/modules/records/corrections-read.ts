// Requests as they are read: by the member, everything in the clear; by the cell, old and new side by side with what stands today, the
// masked fields as the register shows them.
import { dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { maskCitizenId, MASKED, maskPhone } from '#modules/members/members.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { idField, integerField, optionalChoice, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { REQUEST_STATES, staleFields } from './corrections.ts'
import type { Change, RequestState, Value } from './corrections.ts'
import { cellOfRequest, changesOf } from './corrections-store.ts'
import type { RequestRow } from './corrections-store.ts'
import type { EntryInput } from './entry-input.ts'
import { isMaskedInput, standingOf } from './corrections-values.ts'
import { ownMember } from './own-page-person.ts'

export interface ShownChange extends Change {
  /** What stands today. */
  now: Value
  /** It stands otherwise now than when it was asked, and not as it is asked. */
  overtaken: boolean
  masked: boolean
}

export interface ShownRequest {
  id: Id
  memberId: Id
  memberName: string
  /** The cell of today. */
  unitId: Id | null
  unitName: string
  state: RequestState
  reason: string
  askedAt: Date
  askedOn: Day
  /** The account that entered it. */
  askedBy: string | null
  onBehalf: { by: string; on: Day } | null
  file: { id: Id; name: string } | null
  changes: ShownChange[]
  /** A period or event to be added. */
  addition: EntryInput | null
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
  version: number
}

type Named = RequestRow & {
  unit_now: Id | null
  asker: string | null
  answerer: string | null
  file_name: string | null
}

function hidden(field: string, value: Value): Value {
  const text = typeof value === 'string' ? value : null
  if (field === 'citizenId') return maskCitizenId(text?.slice(-3) ?? null)
  return field === 'phone' ? maskPhone(text) : MASKED
}

async function shown(ctx: ReadContext, rows: readonly Named[], clear: boolean): Promise<ShownRequest[]> {
  const standings = await standingOf(ctx, [...new Set(rows.map((row) => row.member_id))])
  const names = await namesOn(
    ctx,
    rows.map((row) => row.unit_now ?? row.unit_id),
    ctx.today,
  )
  return rows.map((row) => {
    const standing = standings.get(row.member_id)
    const changes = changesOf(row)
    const overtaken = new Set(standing && row.state === 'waiting' ? staleFields(changes, standing.values) : [])
    return {
      id: row.id,
      memberId: row.member_id,
      memberName: standing?.name ?? '',
      unitId: row.unit_now,
      unitName: names.get(row.unit_now ?? row.unit_id)?.name ?? '',
      state: row.state as RequestState,
      reason: row.reason,
      askedAt: row.asked_at,
      askedOn: dayInVietnam(row.asked_at),
      askedBy: row.asker,
      onBehalf: row.said_by !== null && row.said_on !== null ? { by: row.said_by, on: row.said_on } : null,
      file: row.file_id !== null && row.file_name !== null ? { id: row.file_id, name: row.file_name } : null,
      changes: changes.map(({ field, before, after }) => {
        const masked = isMaskedInput(field) && !clear
        const show = (value: Value) => (masked ? hidden(field, value) : value)
        return {
          field,
          before: show(before),
          after: show(after),
          now: show(standing?.values[field] ?? null),
          overtaken: overtaken.has(field),
          masked,
        }
      }),
      addition: row.addition as EntryInput | null,
      answer: row.answer,
      answeredAt: row.answered_at,
      answeredBy: row.answerer,
      version: row.version,
    }
  })
}

/** The member's cell of today, or the last one before. */
const cellNow = (ctx: ReadContext) => sql<Id | null>`(
  select c.unit_id from member_cell c where c.tenant_id = ${ctx.tenantId} and c.member_id = r.member_id
    and lower(c.valid) <= ${ctx.today}::date order by lower(c.valid) desc limit 1)`

const selectRequests = (ctx: ReadContext) =>
  ctx.db
    .selectFrom('correction_request as r')
    .leftJoin('account as a', (join) => join.onRef('a.tenant_id', '=', 'r.tenant_id').onRef('a.id', '=', 'r.asked_by'))
    .leftJoin('account as b', (join) =>
      join.onRef('b.tenant_id', '=', 'r.tenant_id').onRef('b.id', '=', 'r.answered_by'),
    )
    .leftJoin('file as f', (join) => join.onRef('f.tenant_id', '=', 'r.tenant_id').onRef('f.id', '=', 'r.file_id'))
    .selectAll('r')
    .select(['a.display_name as asker', 'b.display_name as answerer', 'f.name as file_name'])
    .select(cellNow(ctx).as('unit_now'))
    .where('r.tenant_id', '=', ctx.tenantId)

const OWN = 50

export const ownCorrections = query({
  name: 'records.own-corrections',
  summary: 'What you asked to be put right in your record, newest first, with the answers',
  permission: 'own.read',
  input: v.object({}),
  async run(ctx) {
    const own = await ownMember(ctx)
    const rows = await selectRequests(ctx)
      .where('r.member_id', '=', own.memberId)
      .orderBy('r.asked_at', 'desc')
      .limit(OWN)
      .execute()
    return shown(ctx, rows, true)
  },
})

export const readCorrection = query({
  name: 'records.read-correction',
  summary: 'One request: old and new side by side with what stands today, masked fields masked',
  permission: 'member.write',
  input: v.object({ requestId: idField() }),
  units: (ctx, input) => cellOfRequest(ctx, input.requestId, ctx.today),
  async run(ctx, input) {
    const rows = await selectRequests(ctx).where('r.id', '=', input.requestId).execute()
    const [request] = await shown(ctx, rows, false)
    if (!request) throw notFound()
    return { ...request, mayReveal: ctx.actor.holds('member.read-masked') }
  },
})

const PAGE_SIZE = 50

export const listCorrections = query({
  name: 'records.list-corrections',
  summary: 'Requests of members in your reach by state or of one member, newest first, fifty a page',
  permission: 'member.write',
  input: v.object({
    state: v.optional(optionalChoice(REQUEST_STATES), null),
    memberId: v.optional(optionalId(), null),
    page: v.optional(integerField(1, 10_000), 1),
  }),
  async run(ctx, { state, memberId, page }) {
    const found = selectRequests(ctx)
      .$if(state !== null, (requests) => requests.where('r.state', '=', state as string))
      .$if(memberId !== null, (requests) => requests.where('r.member_id', '=', memberId as Id))
      .as('q')
    const rows = await ctx.db
      .selectFrom(found)
      .selectAll('q')
      .select(sql<number>`count(*) over ()`.as('total'))
      .where(inScope(ctx, 'member.write', ctx.today, 'q.unit_now'))
      .orderBy('q.asked_at', 'desc')
      .orderBy('q.id')
      .limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE)
      .execute()
    return { total: rows[0]?.total ?? 0, page, size: PAGE_SIZE, requests: await shown(ctx, rows, false) }
  },
})
