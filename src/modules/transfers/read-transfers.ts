// Cases as a list, one case with its steps and terms, and the guests of a day: who stays with a cell for a time and is not counted there.
// A caller sees what leaves, reaches or concerns cells within reach.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { addWorkingDays } from '#kernel/working-days.ts'
import { loadRulebook, quantityOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import {
  flagField,
  idField,
  optionalChoice,
  optionalId,
  optionalInteger,
  optionalText,
} from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { issuerOf } from './origin-steps.ts'
import { answers } from './places.ts'
import { DIRECTIONS, isOpen, nextActs, OPEN_STATES, TRANSFER_KINDS, TRANSFER_STATES } from './transfer.ts'
import type { Direction, TransferAct, TransferKind, TransferState } from './transfer.ts'
import { timersOf } from './transfer-rules.ts'
import { readCase } from './transfer-store.ts'

export const PAGE_SIZE = 50

export const listFields = () => ({
  find: v.optional(optionalText(100), null),
  unitId: v.optional(optionalId(), null),
  direction: v.optional(optionalChoice(DIRECTIONS), null),
  kind: v.optional(optionalChoice(TRANSFER_KINDS), null),
  state: v.optional(optionalChoice([...TRANSFER_STATES, 'open', 'staying']), null),
  /** Only letters not presented within the term. */
  late: flagField(),
  page: v.optional(optionalInteger(1, 100_000), null),
})

export interface ListedTransfer {
  id: Id
  name: string
  birthOn: Day
  kind: TransferKind
  direction: Direction
  state: TransferState
  memberId: Id | null
  fromUnitId: Id | null
  toUnitId: Id | null
  /** Cell or place, as it is called today. */
  from: string
  to: string
  askedOn: Day | null
  issuedOn: Day | null
  letterText: string | null
  closedOn: Day | null
  untilOn: Day | null
  endedOn: Day | null
  /** Last day to present the letter, while it is not. */
  presentBy: Day | null
}

/** Within reach from either side. */
const within = (ctx: ReadContext): RawBuilder<unknown> =>
  ctx.scope('member.read').whole
    ? sql`true`
    : sql`(${inScope(ctx, 'member.read', ctx.today, 't.from_unit_id')} or ${inScope(ctx, 'member.read', ctx.today, 't.to_unit_id')})`

export const listTransfers = query({
  name: 'transfers.list-transfers',
  summary: 'Transfers that leave, reach or stay within the units of the caller, the latest first, fifty a page',
  permission: 'member.read',
  input: v.object(listFields()),
  async run(ctx, input) {
    const page = input.page ?? 1
    const rules = await loadRulebook(ctx)
    const calendar = workingCalendarOf(rules)
    const present = rules.at('TRANSFER_PRESENT', ctx.today)
    const term = present ? quantityOf(present).amount : null
    // Issued before this day and not presented yet, a letter is late.
    const lateBefore = term === null ? null : addWorkingDays(calendar, ctx.today, -term)
    const conditions = [sql`t.tenant_id = ${ctx.tenantId}`, within(ctx)]
    const words = fold(input.find ?? '')
    if (words !== '')
      conditions.push(
        /^\d+$/.test(words)
          ? sql`(t.card_number like ${`${likeSafe(words)}%`} or t.letter_text like ${`${likeSafe(words)}%`})`
          : sql`t.full_name ilike ${`%${likeSafe((input.find ?? '').trim())}%`}`,
      )
    if (input.unitId)
      conditions.push(
        sql`(${isUnder(ctx, [input.unitId], ctx.today, 't.from_unit_id')} or ${isUnder(ctx, [input.unitId], ctx.today, 't.to_unit_id')})`,
      )
    if (input.direction) conditions.push(sql`t.direction = ${input.direction}`)
    if (input.kind) conditions.push(sql`t.kind = ${input.kind}`)
    if (input.state === 'open') conditions.push(sql`t.state = any(${[...OPEN_STATES]}::text[])`)
    else if (input.state === 'staying')
      conditions.push(sql`t.kind = 'temporary' and t.state = 'received' and t.ended_on is null`)
    else if (input.state) conditions.push(sql`t.state = ${input.state}`)
    if (input.late)
      conditions.push(lateBefore ? sql`t.state = 'issued' and t.issued_on < ${lateBefore}::date` : sql`false`)
    const { rows } = await sql<
      Omit<ListedTransfer, 'from' | 'to' | 'presentBy'> & {
        fromPlace: string | null
        toPlace: string | null
        total: number
      }
    >`
      select t.id, t.full_name as name, t.birth_on as "birthOn", t.kind, t.direction, t.state, t.member_id as "memberId",
        t.from_unit_id as "fromUnitId", t.to_unit_id as "toUnitId", t.from_place as "fromPlace", t.to_place as "toPlace",
        t.asked_on as "askedOn", t.issued_on as "issuedOn", t.letter_text as "letterText", t.closed_on as "closedOn",
        t.until_on as "untilOn", t.ended_on as "endedOn", count(*) over ()::int as total
      from transfer t where ${sql.join(conditions, sql` and `)}
      order by coalesce(t.closed_on, t.presented_on, t.issued_on, t.reviewed_on, t.asked_on) desc, t.id desc
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(ctx.db)
    const names = await namesOn(
      ctx,
      rows.flatMap((row) => [row.fromUnitId, row.toUnitId].filter((id) => id !== null)),
      ctx.today,
    )
    const place = (id: Id | null, text: string | null) => (id === null ? (text ?? '') : (names.get(id)?.name ?? ''))
    return {
      page,
      size: PAGE_SIZE,
      total: rows[0]?.total ?? 0,
      transfers: rows.map(({ total: _, fromPlace, toPlace, ...row }): ListedTransfer => ({
        ...row,
        from: place(row.fromUnitId, fromPlace),
        to: place(row.toUnitId, toPlace),
        presentBy:
          row.state === 'issued' && row.issuedOn !== null && term !== null
            ? addWorkingDays(calendar, row.issuedOn, term)
            : null,
      })),
    }
  },
})

export interface TransferStep {
  kind: string
  on: Day
  note: string | null
  by: string | null
}

/** Which of the next acts the caller may do: each is done at one side. */
async function mayDo(ctx: ReadContext, acts: readonly TransferAct[], one: Awaited<ReturnType<typeof readCase>>) {
  const covers = async (unitId: Id | null | undefined) =>
    unitId !== null && unitId !== undefined && (await ctx.actor.covers(ctx.db, 'member.write', [unitId]))
  const home = one.fromUnitId ?? one.toUnitId
  const guest = one.direction === 'inside' ? one.toUnitId : home
  const issuer = acts.includes('issue') ? await issuerOf(ctx, one, ctx.today) : undefined
  const [atHome, asGuest, asIssuer] = [await covers(home), await covers(guest), await covers(issuer?.id)]
  const theirs = one.direction === 'out' && one.otherBloc !== null
  const answered = theirs && one.state === 'issued' && (await answers(ctx, one.otherBloc as Id))
  return acts.filter((act) => {
    if (act === 'issue') return asIssuer
    if (act === 'present' || act === 'receive' || act === 'return') return asGuest && !theirs
    if (act === 'withdraw' && answered) return false
    return atHome
  })
}

export const readTransfer = query({
  name: 'transfers.read-transfer',
  summary: 'One transfer with its places, steps, terms, and what the caller may do next',
  permission: 'member.read',
  input: v.object({ transferId: idField() }),
  async run(ctx, input) {
    const one = await readCase(ctx, input.transferId)
    const units = [one.fromUnitId, one.toUnitId].filter((id) => id !== null)
    const seen = units.length === 0 ? ctx.scope('member.read').whole : await coversOne(ctx, units)
    if (!seen) throw notFound()
    const names = await namesOn(ctx, [...units, ...(one.issuerUnitId ? [one.issuerUnitId] : [])], ctx.today)
    const { rows: steps } = await sql<TransferStep>`
      select s.kind, s.on_day as "on", s.note, a.display_name as by from transfer_step s
      left join account a on a.tenant_id = s.tenant_id and a.id = s.recorded_by
      where s.tenant_id = ${ctx.tenantId} and s.transfer_id = ${one.id}
      order by s.on_day, s.recorded_at, s.id`.execute(ctx.db)
    const rules = await loadRulebook(ctx)
    const parcel = await ctx.db
      .selectFrom('transfer_parcel')
      .select(['sent_at as sentAt', 'opened_at as openedAt'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('transfer_id', '=', one.id)
      .executeTakeFirst()
    const place = (id: Id | null, text: string | null) => (id === null ? (text ?? '') : (names.get(id)?.name ?? ''))
    const acts = nextActs(one)
    return {
      ...one,
      from: place(one.fromUnitId, one.fromPlace),
      to: place(one.toUnitId, one.toPlace),
      issuer: one.issuerUnitId === null ? null : (names.get(one.issuerUnitId)?.name ?? null),
      steps,
      timers: timersOf(one, rules, workingCalendarOf(rules), ctx.today),
      parcel: parcel ?? null,
      open: isOpen(one.state),
      may: await mayDo(ctx, acts, one),
    }
  },
})

async function coversOne(ctx: ReadContext, units: readonly Id[]): Promise<boolean> {
  for (const unit of units) if (await ctx.actor.covers(ctx.db, 'member.read', [unit])) return true
  return false
}

/** The transfers of one member, the latest first: for the member's own page. */
export const transfersOfMember = query({
  name: 'transfers.transfers-of-member',
  summary: 'The transfers of one member, the latest first',
  permission: 'member.read',
  input: v.object({ memberId: idField() }),
  async run(ctx, input) {
    const { rows } = await sql<{ id: Id; kind: TransferKind; state: TransferState; on: Day | null }>`
      select t.id, t.kind, t.state, coalesce(t.closed_on, t.presented_on, t.issued_on, t.reviewed_on, t.asked_on) as "on"
      from transfer t where t.tenant_id = ${ctx.tenantId} and t.member_id = ${input.memberId} and ${within(ctx)}
      order by 4 desc, t.id desc limit 20`.execute(ctx.db)
    return rows
  },
})
