// What a residence cell does by its link: it sees the members introduced to it by the unit that asks (name and year of birth, no more),
// remarks on them one by one, changes what it wrote until the unit takes it over, and says when it is done.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { countAnswer, linkOf } from '#modules/guests/guests.server.ts'
import type { GuestLink } from '#modules/guests/guests.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { isUnder, nameOn } from '#modules/units/units.server.ts'
import { idField, optionalInteger, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { checkRemark } from './record-remarks.ts'
import { insertRemarks, remarkConstraints } from './remark-store.ts'
import { REMARK_GUEST, selectRequests } from './requests.ts'
import type { OpenRequest } from './requests.ts'
import { resultsOn } from './residence-rules.ts'
import { askedYear, standingRows } from './standing-rows.ts'

/** A residence cell goes through all its members in one sitting. */
export const MOST_REMARKS = 200

export interface GuestMember {
  memberId: Id
  name: string
  birthYear: number
  result: string | null
  body: string | null
  signer: string | null
  state: 'received' | 'returned' | null
  returnReason: string | null
  /** Of what is written; null: nothing yet. */
  version: number | null
  /** Typed in by the unit at work: told, not changed from outside. */
  fromUs: boolean
}

interface Sight {
  link: GuestLink
  request: OpenRequest
  rules: Rulebook
  members: (GuestMember & { linkId: Id; remarkId: Id | null })[]
}

/** The request of the guest's link and its people. Throws not_found for any other link. */
async function seenByGuest(ctx: ReadContext, options: { lock?: true } = {}): Promise<Sight> {
  const link = await linkOf(ctx, { ...options, kind: REMARK_GUEST })
  const request = await selectRequests(ctx)
    .where('q.id', '=', link.subjectId)
    .$if(options.lock === true, (qb) => qb.forUpdate())
    .executeTakeFirst()
  if (!request || request.state === 'closed') throw notFound()
  const rules = await loadRulebook(ctx)
  const asked = askedYear(rules, request.year, ctx.today)
  const { rows } = await sql<Omit<Sight['members'][number], 'birthYear'> & { birthOn: Day }>`
    select s.member_id as "memberId", p.full_name as name, p.birth_on as "birthOn", s.link_id as "linkId", r.id as "remarkId",
           r.result, r.body, r.signer, r.state, r.return_reason as "returnReason", r.version, coalesce(r.source <> 'link', false) as "fromUs"
    from (${standingRows(ctx, asked, (column) => isUnder(ctx, [request.unitId], asked.on, column))}) s
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = s.member_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    left join residence_remark r on r.tenant_id = ${ctx.tenantId} and r.id = s.remark_id
    where s.cell_id = ${request.cellId} and s.needs
    order by p.sort_key, p.id`.execute(ctx.db)
  return { link, request, rules, members: rows.map(({ birthOn, ...row }) => ({ ...row, birthYear: yearOf(birthOn) })) }
}

export const readGuestRemarks = query({
  name: 'residence.read-guest-page',
  summary: 'The members a residence cell is asked to remark on by its link, with what it wrote so far',
  permission: 'residence.answer',
  input: v.object({}),
  async run(ctx) {
    const { link, request, rules, members } = await seenByGuest(ctx)
    const cell = await ctx.db
      .selectFrom('residence_cell as c')
      .innerJoin('external_body as b', (join) =>
        join.onRef('b.tenant_id', '=', 'c.tenant_id').onRef('b.id', '=', 'c.body_id'),
      )
      .select(['c.name', 'b.name as body'])
      .where('c.tenant_id', '=', ctx.tenantId)
      .where('c.id', '=', request.cellId)
      .executeTakeFirst()
    const unit = await nameOn(ctx, request.unitId, ctx.today)
    return {
      today: ctx.today,
      expiresAt: link.expiresAt,
      cell: cell?.name ?? '',
      body: cell?.body ?? '',
      unit: unit?.name ?? '',
      request: { year: request.year, dueOn: request.dueOn, state: request.state, returnReason: request.returnReason, version: request.version }, // prettier-ignore
      results: resultsOn(rules, ctx.today).map(({ code, label }) => ({ code, label })),
      members: members.map(({ linkId: _, remarkId: __, ...member }) => member),
    }
  },
})

export const answerRemark = operation({
  name: 'residence.answer-remark',
  summary: 'Remark on one member as the residence cell of a guest link, or change the remark until it is taken over',
  permission: 'residence.answer',
  input: v.object({
    memberId: idField(),
    result: textField(40),
    body: v.optional(optionalText(2000), null),
    signer: textField(160),
    /** Of the remark that is changed; without it this is the first one. */
    version: v.optional(optionalInteger(1, 1_000_000_000), null),
  }),
  constraints: remarkConstraints,
  async run(ctx, input): Promise<{ memberId: Id; left: number }> {
    const { link, request, rules, members } = await seenByGuest(ctx, { lock: true })
    const member = members.find((one) => one.memberId === input.memberId)
    if (!member) throw notFound()
    if (member.fromUs) throw new AppError('residence.remark_on_paper')
    const { year } = request
    checkRemark(rules, { year, result: input.result, remarkedOn: ctx.today }, ctx.today)
    if (member.version !== input.version) throw new AppError('stale')
    await countAnswer(ctx, link, MOST_REMARKS)
    await write(ctx, member, { ...input, year })
    ctx.touch(member.memberId, request.id, link.id)
    ctx.note({ link: link.id, year, result: input.result })
    const open = members.filter((one) => one.memberId !== member.memberId && one.state !== 'received')
    return { memberId: member.memberId, left: open.length }
  },
})

async function write(
  ctx: Context,
  member: Sight['members'][number],
  remark: { result: string; body: string | null; signer: string; year: number },
): Promise<void> {
  const { result, body, signer, year } = remark
  if (member.remarkId === null) {
    const { memberId, linkId } = member
    await insertRemarks(ctx, [{ memberId, linkId, year, result, body, signer, remarkedOn: ctx.today, source: 'link' }])
    return
  }
  const written = await ctx.db
    .updateTable('residence_remark')
    .set({ result, body, signer, remarked_on: ctx.today, state: 'received', version: (member.version ?? 0) + 1 })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', member.remarkId)
    .where('version', '=', member.version ?? 0)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (written.numUpdatedRows === 0n) throw new AppError('stale')
}

export const finishRemarks = operation({
  name: 'residence.finish-remarks',
  summary: 'Say as the residence cell of a guest link that these are all the remarks',
  permission: 'residence.answer',
  input: v.object({ sentBy: textField(160), version: versionField() }),
  async run(ctx, input): Promise<{ missing: number }> {
    const { link, request, members } = await seenByGuest(ctx, { lock: true })
    if (request.version !== input.version) throw new AppError('stale')
    if (!members.some((one) => one.state === 'received')) throw new AppError('residence.nothing_written')
    await countAnswer(ctx, link, MOST_REMARKS)
    await ctx.db
      .updateTable('residence_request')
      .set({ state: 'sent', sent_at: ctx.now, sent_by: input.sentBy, version: request.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', request.id)
      .execute()
    const missing = members.filter((one) => one.state !== 'received').length
    ctx.touch(request.id, link.id)
    ctx.note({ link: link.id, year: request.year, missing })
    return { missing }
  },
})
