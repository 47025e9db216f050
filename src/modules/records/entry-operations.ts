// Periods and events of a life: added, corrected by a new row, voided with a reason; many at once for imports.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import { loadRulebook, refusalAmong, verdict, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { checkedEntry, entryFields } from './entry-input.ts'
import type { EntryInput } from './entry-input.ts'
import { insertEntries, lockEntry, openDetails, voidRow } from './entry-store.ts'

const MOST = 20_000

/** Persons by membership. Throws not_found when one is unknown. */
export async function personsOf(ctx: ReadContext, memberIds: readonly Id[]): Promise<Map<Id, Id>> {
  const asked = [...new Set(memberIds)]
  const rows = await ctx.db
    .selectFrom('member')
    .select(['id', 'person_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${asked}::uuid[])`)
    .execute()
  if (rows.length < asked.length) throw notFound()
  return new Map(rows.map((row) => [row.id, row.person_id]))
}

/** The cells through which members are reached today, for `units`; none when one of them is unknown. One statement. */
export async function cellsOf(ctx: ReadContext, memberIds: readonly Id[]): Promise<Id[]> {
  const asked = [...new Set(memberIds)]
  const { rows } = await sql<{ unit_id: Id }>`
    select distinct on (c.member_id) c.unit_id from member_cell c
    where c.tenant_id = ${ctx.tenantId} and c.member_id = any(${asked}::uuid[])
    order by c.member_id, lower(c.valid) <= ${ctx.today}::date desc, abs(lower(c.valid) - ${ctx.today}::date)`.execute(
    ctx.db,
  )
  return rows.length < asked.length ? [] : [...new Set(rows.map((row) => row.unit_id))]
}

/** A probationary member is only reprimanded or warned (PROBATION_DISCIPLINE of the day). Throws members.rule at the form. */
async function checkDiscipline(ctx: Context, memberId: Id, input: EntryInput): Promise<void> {
  const { decidedOn } = input
  if (input.kind !== 'discipline' || decidedOn === null) return
  const status = await ctx.db
    .selectFrom('member_status as s')
    .select('s.status')
    .where('s.tenant_id', '=', ctx.tenantId)
    .where('s.member_id', '=', memberId)
    .where(validOn('s', decidedOn))
    .executeTakeFirst()
  const rule = (await loadRulebook(ctx)).at('PROBATION_DISCIPLINE', decidedOn)
  if (status?.status !== 'probationary' || rule?.value.kind !== 'list') return
  const kept = rule.value.items.some((item) => item.code === input.code)
  const refusal = refusalAmong([verdict(rule, kept, decidedOn)])
  if (refusal) throw AppError.at('code', 'members.rule', { sentence: verdictSentence(refusal) })
}

export const addEntry = operation({
  name: 'records.add-entry',
  summary:
    'Write a period or event of a member’s life: work, post, training, trip, reward, discipline, relative, sponsor',
  permission: 'member.write',
  input: v.object({ memberId: idField(), ...entryFields() }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, { memberId, ...input }) {
    const entry = checkedEntry(input, ctx.today)
    await checkDiscipline(ctx, memberId, entry)
    const personId = (await personsOf(ctx, [memberId])).get(memberId) as Id
    const [entryId] = (await insertEntries(ctx, [{ personId, input: entry }])) as [Id]
    ctx.touch(memberId, personId, entryId)
    ctx.note({ kind: entry.kind, ...(entry.onBehalf ? { onBehalf: true } : {}) })
    return { memberId, entryId }
  },
})

export const correctEntry = operation({
  name: 'records.correct-entry',
  summary: 'Correct a period or event of a member’s life; the wrong one is kept. What is sealed and left empty stays',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    entryId: idField(),
    version: versionField(),
    reason: textField(500),
    ...entryFields(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, { memberId, entryId, version, reason, ...input }) {
    const row = await lockEntry(ctx, memberId, entryId)
    if (row.voided_at !== null || row.version !== version) throw new AppError('stale')
    if (row.kind !== input.kind) throw AppError.at('kind', 'records.other_kind')
    const secret = row.details_sealed ? openDetails(ctx.tenantId, row.id, row.details_sealed) : {}
    const entry = checkedEntry(input, ctx.today, secret)
    await checkDiscipline(ctx, memberId, entry)
    await voidRow(ctx, 'record_entry', entryId, reason)
    const [corrected] = (await insertEntries(ctx, [
      { personId: row.person_id, input: entry, corrects: { id: entryId, version, secret } },
    ])) as [Id]
    ctx.touch(memberId, row.person_id, entryId, corrected)
    ctx.note({ kind: entry.kind, reason })
    return { memberId, entryId: corrected }
  },
})

export const voidEntry = operation({
  name: 'records.void-entry',
  summary: 'Take out a period or event that was entered by mistake, with a reason; it is kept on record',
  permission: 'member.write',
  input: v.object({ memberId: idField(), entryId: idField(), version: versionField(), reason: textField(500) }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, { memberId, entryId, version, reason }) {
    const row = await lockEntry(ctx, memberId, entryId)
    if (row.voided_at !== null || row.version !== version) throw new AppError('stale')
    await voidRow(ctx, 'record_entry', entryId, reason)
    ctx.touch(memberId, row.person_id, entryId)
    ctx.note({ kind: row.kind, reason })
    return { memberId }
  },
})

export const enterEntries = operation({
  name: 'records.enter-entries',
  summary: 'Write periods and events of many members at once',
  permission: 'member.write',
  input: v.object({
    entries: v.pipe(
      v.array(v.object({ memberId: idField(), ...entryFields() })),
      v.minLength(1, 'field.required'),
      v.maxLength(MOST, `field.too_long:${MOST}`),
    ),
  }),
  units: (ctx, input) =>
    cellsOf(
      ctx,
      input.entries.map(({ memberId }) => memberId),
    ),
  async run(ctx, { entries }) {
    const persons = await personsOf(
      ctx,
      entries.map(({ memberId }) => memberId),
    )
    const rows = entries.map(({ memberId, ...input }) => ({
      personId: persons.get(memberId) as Id,
      input: checkedEntry(input, ctx.today),
    }))
    await insertEntries(ctx, rows)
    ctx.note({ entries: rows.length })
    return { entries: rows.length }
  },
})
