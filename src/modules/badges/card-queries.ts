// Lists of cards: which there are, who is on one, who may be put on it, and who left without giving the card back.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { CardForm, CardKind } from './card-acts.ts'

export const listCardBatches = query({
  name: 'badges.list-card-batches',
  summary: 'Lists of cards at and below a unit, newest first, and members who left whose card is not settled',
  permission: 'member.read',
  input: v.object({ unitId: idField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const within = (column: string) =>
      sql<boolean>`${isUnder(ctx, [input.unitId], ctx.today, column)} and ${inScope(ctx, 'member.read', ctx.today, column)}`
    const { rows: batches } = await sql<{
      id: Id
      unitId: Id
      kind: CardKind
      name: string
      state: 'open' | 'decided'
      decidedOn: Day | null
      decision: string | null
      lines: number
    }>`
      select b.id, b.unit_id as "unitId", b.kind, b.name, b.state, b.decided_on as "decidedOn", d.number as decision,
        (select count(*) from card_line l where l.tenant_id = ${ctx.tenantId} and l.batch_id = b.id and l.removed_at is null) as lines
      from card_batch b
      left join decision d on d.tenant_id = ${ctx.tenantId} and d.id = b.decision_id
      where b.tenant_id = ${ctx.tenantId} and ${within('b.unit_id')}
      order by b.recorded_at desc, b.id desc limit 200`.execute(ctx.db)
    const { rows: unsettled } = await sql<{
      memberId: Id
      name: string
      leftOn: Day
      kind: string
      cardNumber: string
    }>`
      select m.id as "memberId", p.full_name as name, m.left_on as "leftOn", e.kind, m.card_number as "cardNumber"
      from member_event e
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = e.member_id and m.left_on = e.effective_on and m.card_number is not null
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      where e.tenant_id = ${ctx.tenantId} and e.kind in ('expulsion', 'removal', 'resignation') and e.voided_at is null
        and e.effective_on >= ${ctx.today}::date - interval '2 years' and e.effective_on <= ${ctx.today}::date and ${within('e.unit_id')}
        and not exists (select from party_card c where c.tenant_id = ${ctx.tenantId} and c.member_id = m.id and c.end_reason = 'taken_back')
      order by e.effective_on desc, p.sort_key limit 200`.execute(ctx.db)
    const names = await namesOn(ctx, batches.map(({ unitId }) => unitId), ctx.today) // prettier-ignore
    return { batches: batches.map((row) => ({ ...row, unitName: names.get(row.unitId)?.name ?? '' })), unsettled }
  },
})

export const readCardBatch = query({
  name: 'badges.read-card-batch',
  summary: 'One list of cards with its people, and who may still be put on it',
  permission: 'member.read',
  input: v.object({ batchId: idField() }),
  async units(ctx, input) {
    const row = await ctx.db
      .selectFrom('card_batch')
      .select('unit_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.batchId)
      .executeTakeFirst()
    return row ? [row.unit_id] : []
  },
  async run(ctx, input) {
    const batch = await ctx.db
      .selectFrom('card_batch as b')
      .leftJoin('decision as d', (join) =>
        join.onRef('d.tenant_id', '=', 'b.tenant_id').onRef('d.id', '=', 'b.decision_id'),
      )
      .select([
        'b.id',
        'b.unit_id as unitId',
        'b.kind',
        'b.name',
        'b.state',
        'b.version',
        'b.decided_on as decidedOn',
        'd.number as decision',
      ]) // prettier-ignore
      .where('b.tenant_id', '=', ctx.tenantId)
      .where('b.id', '=', input.batchId)
      .executeTakeFirst()
    if (!batch) throw notFound()
    const { rows: lines } = await sql<{
      id: Id
      memberId: Id
      name: string
      birthOn: Day
      sex: string
      unitId: Id
      cardNumber: string | null
      confirmedOn: Day | null
      reportedOn: Day | null
      note: string | null
      result: string | null
      number: string | null
      form: CardForm | null
    }>`
      select l.id, l.member_id as "memberId", p.full_name as name, p.birth_on as "birthOn", p.sex, l.unit_id as "unitId",
             m.card_number as "cardNumber", m.confirmed_on as "confirmedOn", l.reported_on as "reportedOn", l.note, l.result, l.number, l.form
      from card_line l
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = l.member_id
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      where l.tenant_id = ${ctx.tenantId} and l.batch_id = ${batch.id} and l.removed_at is null
      order by p.sort_key, l.id`.execute(ctx.db)
    const has =
      batch.kind === 'first'
        ? sql`m.card_number is null and m.confirmed_on is not null`
        : sql`m.card_number is not null`
    const { rows: others } =
      batch.state === 'decided'
        ? { rows: [] }
        : await sql<{ memberId: Id; name: string; unitId: Id }>`
      select m.id as "memberId", p.full_name as name, c.unit_id as "unitId"
      from member_cell c
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = c.member_id and ${has}
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      where c.tenant_id = ${ctx.tenantId} and ${validOn('c', ctx.today)} and ${isUnder(ctx, [batch.unitId], ctx.today, 'c.unit_id')}
        and not exists (select from card_line l where l.tenant_id = ${ctx.tenantId} and l.batch_id = ${batch.id} and l.member_id = m.id and l.removed_at is null)
      order by p.sort_key, m.id limit 1000`.execute(ctx.db)
    const names = await namesOn(ctx, [...lines, ...others, { unitId: batch.unitId }].map(({ unitId }) => unitId), ctx.today) // prettier-ignore
    const nameOf = (id: Id) => names.get(id)?.name ?? ''
    return {
      ...batch,
      kind: batch.kind as CardKind,
      unitName: nameOf(batch.unitId),
      lines: lines.map((line) => ({ ...line, unitName: nameOf(line.unitId) })),
      others: others.map((each) => ({ ...each, unitName: nameOf(each.unitId) })),
      writes: batch.state === 'open' && (await ctx.actor.covers(ctx.db, 'member.write', [batch.unitId])),
      decides: batch.state === 'open' && ctx.scope('member.write').whole,
    }
  },
})
