// Dated facts that a due rests on: the payer's class and base, a waiver or cut by a decision, the wage region of a unit.
import type { Day } from '#kernel/day.ts'
import { formatRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import { loadRulebook, refusalAmong, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import type { Verdict } from '#modules/rulebook/rulebook.server.ts'
import { choiceField, idField, optionalInteger, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { shape } from '#platform/operation/shape.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { CLASSES, nextMonth, REGIONS, RELIEF_CAUSES } from './dues.ts'
import { monthField } from './dues-fields.ts'
import { judgeAmount, judgeRelief } from './dues-rules.ts'
import { payersOf } from './payer-rows.ts'
import { redrawFor } from './sheet-store.ts'

function enforce(verdicts: readonly Verdict[], field: string): string[] {
  const refusal = refusalAmong(verdicts)
  if (refusal) throw AppError.at(field, 'dues.rule', { sentence: verdictSentence(refusal), explanation: refusal.explanation }) // prettier-ignore
  return verdicts.filter(({ outcome }) => outcome === 'warning').map(verdictSentence)
}

/** Facts of a table from a month on give way to the new one: those that begin earlier end, those that begin with it or later are voided. */
async function giveWay(ctx: Context, table: 'dues_class', memberIds: readonly Id[], from: Day): Promise<void> {
  await sql`
    update ${sql.table(table)} set valid = daterange(lower(valid), ${from}::date)
    where tenant_id = ${ctx.tenantId} and member_id = any(${[...memberIds]}::uuid[]) and voided_at is null
      and lower(valid) < ${from}::date and (upper(valid) is null or upper(valid) > ${from}::date)`.execute(ctx.db)
  await sql`
    update ${sql.table(table)} set voided_at = ${ctx.now}, void_reason = 'replaced'
    where tenant_id = ${ctx.tenantId} and member_id = any(${[...memberIds]}::uuid[]) and voided_at is null
      and lower(valid) >= ${from}::date`.execute(ctx.db)
}

export interface ClassFact {
  memberId: Id
  class: (typeof CLASSES)[number]
  base: number | null
  note: string | null
}

/** Writes classes down from a month on, for any number of members. A few statements, and the open sheets drawn anew. */
export async function putClasses(ctx: Context, facts: readonly ClassFact[], from: Day): Promise<void> {
  const ids = facts.map(({ memberId }) => memberId)
  await giveWay(ctx, 'dues_class', ids, from)
  const rows = facts.map((fact) => ({ id: ctx.newId(), member_id: fact.memberId, class: fact.class, base: fact.base, note: fact.note })) // prettier-ignore
  await sql`
    insert into dues_class (tenant_id, id, member_id, class, base, valid, note, recorded_at, recorded_by)
    select ${ctx.tenantId}::uuid, r.id, r.member_id, r.class, r.base, daterange(${from}::date, null), r.note, ${ctx.now}, ${ctx.actor.accountId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, member_id uuid, class text, base bigint, note text)`.execute(ctx.db) // prettier-ignore
  await redrawFor(ctx, ids, from)
}

export const setClass = operation({
  name: 'dues.set-class',
  summary: 'Record by what a member pays from a month on: class and monthly base',
  permission: 'dues.write',
  input: v.object({
    memberId: idField(),
    class: choiceField(CLASSES),
    base: v.optional(optionalInteger(0, 2_000_000_000), null),
    fromMonth: monthField(),
    note: optionalText(500),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input) {
    const needsBase = input.class === 'insured' || input.class === 'sick_leave' || input.class === 'pensioner'
    if (needsBase && input.base === null) throw AppError.at('base', 'field.required')
    const rules = await loadRulebook(ctx)
    await putClasses(ctx, [input], input.fromMonth)
    const [payer] = await payersOf(ctx, input.fromMonth, (column) => sql<boolean>`${sql.ref(column)} is not null and c.member_id = ${input.memberId}`) // prettier-ignore
    const warnings = payer ? enforce(judgeAmount(rules, payer, input.fromMonth), 'base') : []
    ctx.touch(input.memberId)
    // Never the base: what somebody earns is no part of the log.
    ctx.note({ class: input.class, from: input.fromMonth })
    return { memberId: input.memberId, warnings }
  },
})

const percentField = () =>
  v.pipe(
    v.optional(v.union([v.string(), v.number()]), ''),
    shape<string | number>({ type: 'integer', minimum: 1, maximum: 100, required: true }),
    v.check((value) => value !== '', 'field.required'),
    v.transform(Number),
    v.integer('field.integer'),
    v.minValue(1, 'field.too_small:1'),
    v.maxValue(100, 'field.too_large:100'),
  )

export const grantRelief = operation({
  name: 'dues.grant-relief',
  summary: 'Record a waiver or a cut of dues for some months, by a decision',
  permission: 'dues.write',
  input: v.object({
    memberId: idField(),
    cause: choiceField(RELIEF_CAUSES),
    percent: percentField(),
    fromMonth: monthField(),
    /** The last month of it. */
    toMonth: monthField(),
    note: optionalText(500),
    ...decisionFields(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  constraints: { dues_relief_tenant_id_member_id_valid_excl: { code: 'dues.relief_overlaps', field: 'fromMonth' } },
  async run(ctx, input) {
    if (input.toMonth < input.fromMonth) throw AppError.at('toMonth', 'dues.months_reversed')
    if (input.cause !== 'hardship' && input.percent !== 100) throw AppError.at('percent', 'dues.cut_of_waiver')
    if (input.decisionId === null && input.decision === null) throw AppError.at('decision.number', 'dues.decision_required') // prettier-ignore
    const to = nextMonth(input.toMonth)
    const warnings = enforce(judgeRelief(await loadRulebook(ctx), input.fromMonth, to, input.percent), 'toMonth')
    const decisionId = await citeDecision(ctx, input)
    await ctx.db
      .insertInto('dues_relief')
      .values({
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        member_id: input.memberId,
        cause: input.cause,
        percent: input.percent,
        valid: formatRange({ from: input.fromMonth, to }),
        note: input.note,
        decision_id: decisionId,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    await redrawFor(ctx, [input.memberId], input.fromMonth)
    ctx.touch(input.memberId)
    ctx.note({ cause: input.cause, percent: input.percent, from: input.fromMonth, to: input.toMonth })
    return { memberId: input.memberId, warnings }
  },
})

export const voidRelief = operation({
  name: 'dues.void-relief',
  summary: 'Take back a waiver or cut that was entered wrongly, with the reason',
  permission: 'dues.write',
  input: v.object({ reliefId: idField(), reason: textField(500) }),
  async units(ctx, input) {
    const row = await ctx.db
      .selectFrom('dues_relief')
      .select('member_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.reliefId)
      .executeTakeFirst()
    return row ? cellOfMember(ctx, row.member_id, ctx.today) : []
  },
  async run(ctx, input) {
    const { rows } = await sql<{ memberId: Id; from: Day }>`
      update dues_relief set voided_at = ${ctx.now}, void_reason = ${input.reason}
      where tenant_id = ${ctx.tenantId} and id = ${input.reliefId} and voided_at is null
      returning member_id as "memberId", lower(valid) as from`.execute(ctx.db)
    const [row] = rows
    if (!row) throw new AppError('dues.voided_already')
    await redrawFor(ctx, [row.memberId], row.from)
    ctx.touch(input.reliefId, row.memberId)
    ctx.note({ reason: input.reason })
    return { memberId: row.memberId }
  },
})

export const setRegion = operation({
  name: 'dues.set-region',
  summary: 'Record the wage region of a unit from a month on; what lies below has it too unless it has its own',
  permission: 'dues.write',
  input: v.object({ unitId: idField(), region: choiceField(REGIONS), fromMonth: monthField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const from = input.fromMonth
    const later = await ctx.db
      .selectFrom('dues_region')
      .select('id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('unit_id', '=', input.unitId)
      .where(sql<boolean>`lower(valid) >= ${from}::date`)
      .executeTakeFirst()
    if (later) throw AppError.at('fromMonth', 'dues.region_later')
    await sql`
      update dues_region set valid = daterange(lower(valid), ${from}::date)
      where tenant_id = ${ctx.tenantId} and unit_id = ${input.unitId} and valid @> ${from}::date`.execute(ctx.db)
    await ctx.db
      .insertInto('dues_region')
      .values({
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        unit_id: input.unitId,
        region: input.region,
        valid: formatRange({ from, to: null }),
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(input.unitId)
    ctx.note({ region: input.region, from })
    return { unitId: input.unitId }
  },
})
