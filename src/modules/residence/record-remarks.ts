// Remarks that came on paper or by the portal are typed in by the unit at work; one is corrected by a new row, taken back with a reason,
// or sent back to the residence cell that wrote it by its link.
import type { Day } from '#kernel/day.ts'
import { yearOf } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { choiceField, dayField, idField, integerField, optionalText, textField, versionField } from '#platform/operation/fields.ts' // prettier-ignore
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { cellsOfMembers } from './link-store.ts'
import { insertRemarks, linksForYears, lockRemark, remarkConstraints, voidRow } from './remark-store.ts'
import { resultsOn } from './residence-rules.ts'

const MOST = 20_000

const content = () => ({
  result: textField(40),
  body: v.optional(optionalText(2000), null),
  remarkedOn: dayField(),
  signer: textField(160),
  source: choiceField(['paper', 'portal']),
})

/** Throws at the fields: a level that is not on the list of the day, a day to come or before the year. */
export function checkRemark(
  rules: Rulebook,
  remark: { year: number; result: string; remarkedOn: Day },
  today: Day,
  at = '',
): void {
  if (remark.remarkedOn > today) throw AppError.at(`${at}remarkedOn`, 'residence.in_future')
  if (yearOf(remark.remarkedOn) < remark.year) throw AppError.at(`${at}remarkedOn`, 'residence.before_year')
  if (remark.year > yearOf(today)) throw AppError.at(`${at}year`, 'residence.year_to_come')
  if (!resultsOn(rules, remark.remarkedOn).some((item) => item.code === remark.result))
    throw AppError.at(`${at}result`, 'field.choice')
}

async function cellsOfRemark(ctx: ReadContext, remarkId: Id): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('residence_remark')
    .select('member_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', remarkId)
    .executeTakeFirst()
  return row ? cellsOfMembers(ctx, [row.member_id]) : []
}

export const recordRemarks = operation({
  name: 'residence.record-remarks',
  summary: 'Type in remarks of the residence that came on paper or by the portal; all of them or none',
  permission: 'member.write',
  input: v.object({
    rows: v.pipe(
      v.array(v.object({ memberId: idField(), year: integerField(1990, 2200), ...content() })),
      v.minLength(1, 'residence.nobody'),
      v.maxLength(MOST, `field.too_long:${MOST}`),
    ),
  }),
  units: (ctx, input) => cellsOfMembers(ctx, input.rows.map((row) => row.memberId)), // prettier-ignore
  constraints: remarkConstraints,
  async run(ctx, input): Promise<{ remarkIds: Id[]; memberIds: Id[] }> {
    const rules = await loadRulebook(ctx)
    const links = await linksForYears(ctx, input.rows)
    const rows = input.rows.map((row, n) => {
      checkRemark(rules, row, ctx.today, `rows.${n}.`)
      const linkId = links.get(`${row.memberId} ${row.year}`)
      if (!linkId) throw AppError.at(`rows.${n}.memberId`, 'residence.not_introduced')
      return { ...row, linkId }
    })
    const remarkIds = await insertRemarks(ctx, rows)
    const memberIds = rows.map((row) => row.memberId)
    if (rows.length <= 50) ctx.touch(...memberIds)
    ctx.note({ remarks: rows.length, year: rows[0]?.year ?? null })
    return { remarkIds, memberIds }
  },
})

export const correctRemark = operation({
  name: 'residence.correct-remark',
  summary: 'Correct a remark of the residence: a new one takes its place, the old one stays on record with the reason',
  permission: 'member.write',
  input: v.object({ remarkId: idField(), version: versionField(), reason: textField(500), ...content() }),
  units: (ctx, input) => cellsOfRemark(ctx, input.remarkId),
  constraints: remarkConstraints,
  async run(ctx, { remarkId, version, reason, ...remark }): Promise<{ memberId: Id }> {
    const before = await lockRemark(ctx, remarkId, version)
    checkRemark(await loadRulebook(ctx), { ...remark, year: before.year }, ctx.today)
    await voidRow(ctx, before.id, before.version, reason)
    const { memberId, linkId, year } = before
    const [id] = await insertRemarks(ctx, [{ ...remark, memberId, linkId, year }])
    ctx.touch(memberId, before.id, ...(id ? [id] : []))
    ctx.note({ year, reason, before: before.result, after: remark.result })
    return { memberId }
  },
})

export const voidRemark = operation({
  name: 'residence.void-remark',
  summary: 'Take back a remark of the residence entered by mistake, with the reason; it stays on record',
  permission: 'member.write',
  input: v.object({ remarkId: idField(), version: versionField(), reason: textField(500) }),
  units: (ctx, input) => cellsOfRemark(ctx, input.remarkId),
  async run(ctx, input): Promise<{ memberId: Id }> {
    const remark = await lockRemark(ctx, input.remarkId, input.version)
    await voidRow(ctx, remark.id, remark.version, input.reason)
    ctx.touch(remark.memberId, remark.id)
    ctx.note({ year: remark.year, reason: input.reason })
    return { memberId: remark.memberId }
  },
})

export const returnRemark = operation({
  name: 'residence.return-remark',
  summary: 'Send a remark back to the residence cell that wrote it by its link, with what is missing',
  permission: 'member.write',
  input: v.object({ remarkId: idField(), version: versionField(), reason: textField(500) }),
  units: (ctx, input) => cellsOfRemark(ctx, input.remarkId),
  async run(ctx, input): Promise<{ memberId: Id }> {
    const remark = await lockRemark(ctx, input.remarkId, input.version)
    if (remark.source !== 'link') throw new AppError('residence.not_by_link')
    if (remark.state === 'returned') throw new AppError('residence.returned_already')
    await ctx.db
      .updateTable('residence_remark')
      .set({ state: 'returned', return_reason: input.reason, version: remark.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', remark.id)
      .execute()
    ctx.touch(remark.memberId, remark.id)
    ctx.note({ year: remark.year, reason: input.reason })
    return { memberId: remark.memberId }
  },
})
