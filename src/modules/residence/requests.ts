// A unit asks residence cells for the remarks of a year: each gets one link, open until the unit closes it; what is incomplete is
// given back. The unit sees to its own members and those below, so two units may ask the same residence cell, each for its own.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { guestSubject, lockLink, makeLinks, revokeLinks } from '#modules/guests/guests.server.ts'
import { dayField, idField, integerField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export interface OpenRequest {
  id: Id
  unitId: Id
  cellId: Id
  year: number
  dueOn: Day
  state: 'open' | 'sent' | 'closed'
  sentBy: string | null
  returnReason: string | null
  version: number
}

export const selectRequests = (ctx: Pick<ReadContext, 'db' | 'tenantId'>) =>
  ctx.db
    .selectFrom('residence_request as q')
    .select(['q.id', 'q.unit_id as unitId', 'q.residence_cell_id as cellId', 'q.year', 'q.due_on as dueOn'])
    .select((eb) => eb.ref('q.state').$castTo<OpenRequest['state']>().as('state'))
    .select(['q.sent_by as sentBy', 'q.return_reason as returnReason', 'q.version'])
    .where('q.tenant_id', '=', ctx.tenantId)

export const REMARK_GUEST = guestSubject({
  kind: 'residence_request',
  permission: 'residence.answer',
  holds: async (ctx, requestId) => {
    const found = await selectRequests(ctx)
      .where('q.id', '=', requestId)
      .where('q.state', '<>', 'closed')
      .executeTakeFirst()
    return found !== undefined
  },
}).kind

const MOST_CELLS = 500

export const askRemarks = operation({
  name: 'residence.ask-remarks',
  summary:
    'Make links by which residence cells write their remarks of a year on the members of a unit, without accounts',
  permission: 'member.write',
  input: v.object({
    unitId: idField(),
    cellIds: v.pipe(
      v.array(idField(), 'residence.no_cell_chosen'),
      v.minLength(1, 'residence.no_cell_chosen'),
      v.maxLength(MOST_CELLS, `field.too_long:${MOST_CELLS}`),
    ),
    year: integerField(1990, 2200),
    dueOn: dayField(),
    lastOn: dayField(),
  }),
  units: (_, input) => [input.unitId],
  secretAnswer: true,
  async run(ctx, input) {
    if (input.year > yearOf(ctx.today)) throw AppError.at('year', 'residence.year_to_come')
    if (input.dueOn > input.lastOn) throw AppError.at('dueOn', 'residence.due_after_link')
    const cellIds = [...new Set(input.cellIds)]
    const cells = await ctx.db
      .selectFrom('residence_cell as c')
      .innerJoin('external_body as b', (join) =>
        join.onRef('b.tenant_id', '=', 'c.tenant_id').onRef('b.id', '=', 'c.body_id'),
      )
      .select(['c.id', 'c.name', 'b.name as body'])
      .where('c.tenant_id', '=', ctx.tenantId)
      .where('c.id', 'in', cellIds)
      .execute()
    if (cells.length < cellIds.length) throw AppError.at('cellIds', 'residence.unknown_cell')
    const { rows } = await sql<{ id: Id; cellId: Id }>`
      insert into residence_request (tenant_id, id, unit_id, residence_cell_id, year, due_on, state, recorded_at, recorded_by)
      select ${ctx.tenantId}, n.id, ${input.unitId}, n.cell_id, ${input.year}, ${input.dueOn}::date, 'open', ${ctx.now}, ${ctx.actor.accountId}
      from unnest(${cells.map(() => ctx.newId())}::uuid[], ${cells.map((cell) => cell.id)}::uuid[]) as n (id, cell_id)
      on conflict (tenant_id, unit_id, residence_cell_id, year) do update
        set due_on = excluded.due_on, state = case residence_request.state when 'closed' then 'open' else residence_request.state end,
            closed_at = null, version = residence_request.version + 1
      returning id, residence_cell_id as "cellId"`.execute(ctx.db)
    const made = await makeLinks(ctx, REMARK_GUEST, rows.map((row) => ({ subjectId: row.id, partyId: row.cellId })), input.lastOn) // prettier-ignore
    ctx.note({ cells: cells.length, year: input.year, lastOn: input.lastOn })
    const names = new Map(cells.map((cell) => [cell.id, cell]))
    return {
      links: rows.map((row, n) => ({
        requestId: row.id,
        linkId: made[n]?.linkId ?? '',
        cell: names.get(row.cellId)?.name ?? '',
        body: names.get(row.cellId)?.body ?? '',
        token: made[n]?.token ?? '',
        expiresAt: made[n]?.expiresAt ?? ctx.now,
      })),
    }
  },
})

async function unitOfRequest(ctx: ReadContext, requestId: Id): Promise<Id[]> {
  const row = await selectRequests(ctx).where('q.id', '=', requestId).executeTakeFirst()
  return row ? [row.unitId] : []
}

async function lockRequest(ctx: Context, requestId: Id, version: number): Promise<OpenRequest> {
  const row = await selectRequests(ctx).where('q.id', '=', requestId).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw new AppError('stale')
  return row
}

export const closeRequest = operation({
  name: 'residence.close-request',
  summary: 'Take over the remarks of a residence cell: its links end, nothing is changed from outside any more',
  permission: 'member.write',
  input: v.object({ requestId: idField(), version: versionField() }),
  units: (ctx, input) => unitOfRequest(ctx, input.requestId),
  async run(ctx, input): Promise<{ requestId: Id }> {
    // Links first, as a guest who writes locks them first: neither waits for the other for ever.
    await revokeLinks(ctx, REMARK_GUEST, { subjectId: input.requestId })
    const request = await lockRequest(ctx, input.requestId, input.version)
    if (request.state === 'closed') throw new AppError('residence.closed_already')
    await ctx.db
      .updateTable('residence_request')
      .set({ state: 'closed', closed_at: ctx.now, version: request.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', request.id)
      .execute()
    ctx.touch(request.id)
    ctx.note({ year: request.year })
    return { requestId: request.id }
  },
})

export const returnRequest = operation({
  name: 'residence.return-request',
  summary: 'Give what a residence cell sent back to it, with what is missing; it goes on by the same link',
  permission: 'member.write',
  input: v.object({ requestId: idField(), version: versionField(), reason: textField(500) }),
  units: (ctx, input) => unitOfRequest(ctx, input.requestId),
  async run(ctx, input): Promise<{ requestId: Id }> {
    const request = await lockRequest(ctx, input.requestId, input.version)
    if (request.state !== 'sent') throw new AppError('residence.not_sent')
    await ctx.db
      .updateTable('residence_request')
      .set({ state: 'open', return_reason: input.reason, version: request.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', request.id)
      .execute()
    ctx.touch(request.id)
    ctx.note({ year: request.year, reason: input.reason })
    return { requestId: request.id }
  },
})

export const revokeRemarkLink = operation({
  name: 'residence.revoke-link',
  summary: 'Revoke a link of a residence cell: it answers nobody from now on; what was written stays',
  permission: 'member.write',
  input: v.object({ requestId: idField(), linkId: idField() }),
  units: (ctx, input) => unitOfRequest(ctx, input.requestId),
  async run(ctx, input): Promise<{ requestId: Id }> {
    const link = await lockLink(ctx, REMARK_GUEST, input.linkId)
    if (link.subjectId !== input.requestId) throw notFound()
    await revokeLinks(ctx, REMARK_GUEST, { linkId: link.id })
    ctx.touch(input.requestId)
    return { requestId: input.requestId }
  },
})
