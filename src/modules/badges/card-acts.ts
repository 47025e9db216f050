// Cards in lists: issued with the confirmation, replaced when lost, damaged or of the old form, looked at every five years, taken back at
// exit. A list is decided as a whole; each card stands in the member's history with its days.
import { formatRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import { fieldsOf, loadRulebook, verdict, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { isUnder } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { choiceField, dayField, idField, optionalDay, optionalText, textField, versionField } from '#platform/operation/fields.ts' // prettier-ignore
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export const CARD_KINDS = ['first', 'lost', 'damaged', 'exchange', 'check'] as const
export type CardKind = (typeof CARD_KINDS)[number]
export const CARD_FORMS = ['paper', 'chip'] as const
export type CardForm = (typeof CARD_FORMS)[number]
export const CHECK_RESULTS = ['good', 'damaged', 'wrong', 'missing'] as const

/** Whether a number is of the form the rule gives for such a card (CARD_NUMBER); unconfirmed, so it only warns. */
export function cardWarning(rules: Rulebook, number: string, form: CardForm, on: Day): string | null {
  const rule = rules.at('CARD_NUMBER', on)
  const digits = rule ? fieldsOf(rule)[form] : undefined
  if (!rule || typeof digits !== 'number') return null
  const kept = new RegExp(`^[0-9]{${digits}}$`).test(number)
  return kept ? null : verdictSentence(verdict(rule, kept, on))
}

const batchUnit = async (ctx: ReadContext, batchId: Id): Promise<Id[]> => {
  const row = await ctx.db
    .selectFrom('card_batch')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', batchId)
    .executeTakeFirst()
  return row ? [row.unit_id] : []
}

async function lockBatch(ctx: Context, batchId: Id, version: number | null) {
  const batch = await ctx.db
    .selectFrom('card_batch')
    .select(['id', 'unit_id as unitId', 'kind', 'state', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', batchId)
    .forUpdate()
    .executeTakeFirst()
  if (!batch) throw notFound()
  if (version !== null && batch.version !== version) throw new AppError('stale')
  if (batch.state !== 'open') throw new AppError('badges.batch_decided')
  return batch
}

export const openCardBatch = operation({
  name: 'badges.open-card-batch',
  summary: 'Open a list of cards: first issue, lost, damaged, exchange, or the five-year check',
  permission: 'member.write',
  input: v.object({ unitId: idField(), kind: choiceField(CARD_KINDS), name: textField(200) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const id = ctx.newId()
    await ctx.db
      .insertInto('card_batch')
      .values({
        tenant_id: ctx.tenantId,
        id,
        unit_id: input.unitId,
        kind: input.kind,
        name: input.name,
        state: 'open',
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      }) // prettier-ignore
      .execute()
    ctx.touch(id, input.unitId)
    ctx.note({ kind: input.kind })
    return { batchId: id }
  },
})

export const listForCard = operation({
  name: 'badges.list-for-card',
  summary: 'Put members on an open list of cards',
  permission: 'member.write',
  input: v.object({
    batchId: idField(),
    memberIds: v.pipe(v.optional(v.array(idField()), []), v.minLength(1, 'badges.nobody')),
    reportedOn: v.optional(optionalDay(), null),
    note: optionalText(500),
  }),
  units: (ctx, input) => batchUnit(ctx, input.batchId),
  constraints: { card_line_once: { code: 'badges.listed_already', field: 'memberIds' } },
  async run(ctx, input) {
    const batch = await lockBatch(ctx, input.batchId, null)
    const people = await ctx.db
      .selectFrom('member_cell as c')
      .innerJoin('member as m', (join) =>
        join.onRef('m.tenant_id', '=', 'c.tenant_id').onRef('m.id', '=', 'c.member_id'),
      )
      .select([
        'c.member_id as memberId',
        'c.unit_id as unitId',
        'm.card_number as cardNumber',
        'm.confirmed_on as confirmedOn',
      ])
      .where('c.tenant_id', '=', ctx.tenantId)
      .where('c.member_id', '=', sql<Id>`any(${input.memberIds}::uuid[])`)
      .where(validOn('c', ctx.today))
      .where(isUnder(ctx, [batch.unitId], ctx.today, 'c.unit_id'))
      .execute()
    if (people.length < new Set(input.memberIds).size) throw AppError.at('memberIds', 'badges.not_of_unit')
    const wrong = people.find(({ cardNumber, confirmedOn }) => batch.kind === 'first' ? cardNumber !== null || confirmedOn === null : cardNumber === null) // prettier-ignore
    if (wrong) throw AppError.at('memberIds', batch.kind === 'first' ? 'badges.card_already' : 'badges.no_card')
    await insertRows(ctx.db, 'card_line', people.map((each) => ({
      tenant_id: ctx.tenantId, id: ctx.newId(), batch_id: batch.id, member_id: each.memberId, unit_id: each.unitId,
      reported_on: input.reportedOn, note: input.note, recorded_at: ctx.now, recorded_by: ctx.actor.accountId,
    }))) // prettier-ignore
    ctx.touch(batch.id)
    ctx.note({ people: people.length })
    return { batchId: batch.id }
  },
})

export const unlistForCard = operation({
  name: 'badges.unlist-for-card',
  summary: 'Take a member off an open list of cards',
  permission: 'member.write',
  input: v.object({ batchId: idField(), lineId: idField() }),
  units: (ctx, input) => batchUnit(ctx, input.batchId),
  async run(ctx, input) {
    const batch = await lockBatch(ctx, input.batchId, null)
    const { numUpdatedRows } = await ctx.db
      .updateTable('card_line')
      .set({ removed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('batch_id', '=', batch.id)
      .where('id', '=', input.lineId)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notFound()
    ctx.touch(batch.id, input.lineId)
    return { batchId: batch.id }
  },
})

export const recordCardChecks = operation({
  name: 'badges.record-card-checks',
  summary: 'Record what the five-year check of cards found',
  permission: 'member.write',
  input: v.object({
    batchId: idField(),
    version: versionField(),
    results: v.optional(v.record(v.string(), v.picklist(CHECK_RESULTS, 'field.choice')), {}),
  }),
  units: (ctx, input) => batchUnit(ctx, input.batchId),
  async run(ctx, input) {
    const batch = await lockBatch(ctx, input.batchId, input.version)
    if (batch.kind !== 'check') throw new AppError('badges.no_check')
    const rows = Object.entries(input.results).map(([id, result]) => ({ id, result }))
    await sql`
      update card_line l set result = r.result
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, result text)
      where l.tenant_id = ${ctx.tenantId} and l.batch_id = ${batch.id} and l.id = r.id and l.removed_at is null`.execute(
      ctx.db,
    )
    await ctx.db.updateTable('card_batch').set({ version: batch.version + 1 }).where('tenant_id', '=', ctx.tenantId).where('id', '=', batch.id).execute() // prettier-ignore
    ctx.touch(batch.id)
    return { batchId: batch.id }
  },
})

export const decideCardBatch = operation({
  name: 'badges.decide-card-batch',
  summary: 'Record the decision on a list of cards with the number of each; the old cards end on that day',
  permission: 'member.write',
  input: v.object({
    batchId: idField(),
    version: versionField(),
    decidedOn: dayField(),
    form: v.optional(choiceField(CARD_FORMS), 'chip'),
    numbers: v.optional(v.record(v.string(), optionalText(20)), {}),
    ...decisionFields(),
  }),
  constraints: { member_tenant_id_card_number_key: { code: 'badges.card_taken' } },
  async run(ctx, input) {
    const batch = await lockBatch(ctx, input.batchId, input.version)
    if (input.decidedOn > ctx.today) throw AppError.at('decidedOn', 'badges.in_future')
    const lines = await ctx.db
      .selectFrom('card_line')
      .select(['id', 'member_id as memberId', 'result'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('batch_id', '=', batch.id)
      .where('removed_at', 'is', null)
      .execute()
    if (lines.length === 0) throw new AppError('badges.nobody')
    const issues = batch.kind !== 'check'
    if (!issues && lines.some(({ result }) => result === null)) throw new AppError('badges.check_open')
    if (issues && input.decisionId === null && input.decision === null) throw AppError.at('decision.number', 'badges.decision_required') // prettier-ignore
    const missing = issues ? lines.find(({ id }) => (input.numbers[id] ?? '') === '') : undefined
    if (missing) throw AppError.at(`numbers.${missing.id}`, 'field.required')
    const decisionId = await citeDecision(ctx, input)
    const warnings: string[] = []
    if (issues) {
      const rules = await loadRulebook(ctx)
      const cards = lines.map(({ id, memberId }) => ({ id, member_id: memberId, number: input.numbers[id] as string }))
      const ids = lines.map(({ memberId }) => memberId)
      for (const { number } of cards) {
        const told = cardWarning(rules, number, input.form, input.decidedOn)
        if (told) warnings.push(`${number}: ${told}`)
      }
      const reason = batch.kind
      await keepOldCards(ctx, ids, input.decidedOn)
      await sql`
        update party_card set valid = daterange(lower(valid), ${input.decidedOn}::date), end_reason = ${reason}
        where tenant_id = ${ctx.tenantId} and member_id = any(${ids}::uuid[]) and upper(valid) is null
          and lower(valid) < ${input.decidedOn}::date`.execute(ctx.db)
      await insertRows(ctx.db, 'party_card', cards.map((card) => ({
        tenant_id: ctx.tenantId, id: ctx.newId(), member_id: card.member_id, number: card.number, form: input.form, reason,
        valid: formatRange({ from: input.decidedOn, to: null }), decision_id: decisionId, recorded_at: ctx.now, recorded_by: ctx.actor.accountId,
      }))) // prettier-ignore
      const given = JSON.stringify(cards)
      await sql`
        update member m set card_number = r.number, changed_at = ${ctx.now}
        from jsonb_to_recordset(${given}::jsonb) as r (member_id uuid, number text)
        where m.tenant_id = ${ctx.tenantId} and m.id = r.member_id`.execute(ctx.db)
      await sql`
        update card_line l set number = r.number, form = ${input.form}
        from jsonb_to_recordset(${given}::jsonb) as r (id uuid, number text)
        where l.tenant_id = ${ctx.tenantId} and l.id = r.id`.execute(ctx.db)
    }
    await ctx.db
      .updateTable('card_batch')
      .set({ state: 'decided', decided_on: input.decidedOn, decision_id: decisionId, version: batch.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', batch.id)
      .execute()
    ctx.touch(batch.id)
    ctx.note({ kind: batch.kind, cards: lines.length })
    return { batchId: batch.id, warnings }
  },
})

/** Cards known only by their number in the register become part of the history before they end. */
async function keepOldCards(ctx: Context, memberIds: readonly Id[], until: Day): Promise<void> {
  const { rows } = await sql<{ memberId: Id; number: string; since: Day }>`
    select m.id as "memberId", m.card_number as number, coalesce(m.confirmed_on, m.admitted_on) as since
    from member m
    where m.tenant_id = ${ctx.tenantId} and m.id = any(${[...memberIds]}::uuid[]) and m.card_number is not null
      and coalesce(m.confirmed_on, m.admitted_on) < ${until}::date
      and not exists (select from party_card c where c.tenant_id = ${ctx.tenantId} and c.member_id = m.id)`.execute(
    ctx.db,
  )
  await insertRows(ctx.db, 'party_card', rows.map((row) => ({
    tenant_id: ctx.tenantId, id: ctx.newId(), member_id: row.memberId, number: row.number, form: 'paper', reason: 'first',
    valid: formatRange({ from: row.since, to: null }), recorded_at: ctx.now, recorded_by: ctx.actor.accountId,
  }))) // prettier-ignore
}

export const takeBackCard = operation({
  name: 'badges.take-back-card',
  summary: 'Record that a card was taken back at exit, or is kept by the family after death (EXIT_CARD)',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    on: dayField(),
    outcome: choiceField(['taken_back', 'kept_by_family']),
    note: optionalText(500),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input) {
    if (input.on > ctx.today) throw AppError.at('on', 'badges.in_future')
    const member = await ctx.db
      .selectFrom('member as m')
      .select(['m.left_on as leftOn', 'm.card_number as cardNumber'])
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('member_event as e')
              .select('e.id')
              .where('e.tenant_id', '=', ctx.tenantId)
              .whereRef('e.member_id', '=', 'm.id')
              .where('e.kind', '=', 'death')
              .where('e.voided_at', 'is', null),
          )
          .as('died'),
      )
      .where('m.tenant_id', '=', ctx.tenantId)
      .where('m.id', '=', input.memberId)
      .executeTakeFirst()
    if (!member) throw notFound()
    if (member.leftOn === null) throw new AppError('badges.still_member')
    if (member.cardNumber === null) throw new AppError('badges.no_card')
    if (input.on < member.leftOn) throw AppError.at('on', 'badges.before_exit')
    if ((input.outcome === 'kept_by_family') !== Boolean(member.died)) throw AppError.at('outcome', 'badges.exit_card')
    await keepOldCards(ctx, [input.memberId], input.on)
    const { numAffectedRows } = await sql`
      update party_card set valid = daterange(lower(valid), ${input.on}::date), end_reason = ${input.outcome}, end_note = ${input.note}
      where tenant_id = ${ctx.tenantId} and member_id = ${input.memberId} and upper(valid) is null and lower(valid) < ${input.on}::date`.execute(ctx.db) // prettier-ignore
    if (!numAffectedRows) throw new AppError('badges.voided_already')
    ctx.touch(input.memberId)
    ctx.note({ on: input.on, outcome: input.outcome })
    return { memberId: input.memberId }
  },
})
