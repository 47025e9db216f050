// The register of letters of a year (form 10-SHĐ): who was introduced where and by whose letter, who came from where; by the day of the
// letter. What it is called and printed like is the page's.
import type { Day } from '#kernel/day.ts'
import { dayOf } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { integerField, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { Direction, TransferKind, TransferState } from './transfer.ts'

export interface RegisterRow {
  id: Id
  letterText: string
  issuedOn: Day
  name: string
  birthOn: Day
  admittedOn: Day
  confirmedOn: Day | null
  cardNumber: string | null
  kind: TransferKind
  direction: Direction
  state: TransferState
  from: string
  to: string
  issuer: string | null
  duesPaidTo: Day | null
  closedOn: Day | null
  untilOn: Day | null
}

const MOST = 5000

export const readRegister = query({
  name: 'transfers.read-register',
  summary: 'Letters of introduction of a year within the units of the caller, in the order of their days and numbers',
  permission: 'member.read',
  input: v.object({ year: integerField(1930, 2200), unitId: v.optional(optionalId(), null) }),
  async run(ctx, input): Promise<RegisterRow[]> {
    const whole = ctx.scope('member.read').whole
    const reach = whole
      ? sql`true`
      : sql`(${inScope(ctx, 'member.read', ctx.today, 't.from_unit_id')} or ${inScope(ctx, 'member.read', ctx.today, 't.to_unit_id')})`
    const under = input.unitId
      ? sql`and (${isUnder(ctx, [input.unitId], ctx.today, 't.from_unit_id')} or ${isUnder(ctx, [input.unitId], ctx.today, 't.to_unit_id')})`
      : sql``
    const { rows } = await sql<
      Omit<RegisterRow, 'from' | 'to' | 'issuer'> &
        Record<'fromId' | 'toId' | 'issuerId' | 'fromPlace' | 'toPlace', string | null>
    >`
      select t.id, t.letter_text as "letterText", t.issued_on as "issuedOn", t.full_name as name, t.birth_on as "birthOn",
        t.admitted_on as "admittedOn", t.confirmed_on as "confirmedOn", t.card_number as "cardNumber", t.kind, t.direction, t.state,
        t.from_unit_id as "fromId", t.to_unit_id as "toId", t.issuer_unit_id as "issuerId", t.from_place as "fromPlace",
        t.to_place as "toPlace", t.dues_paid_to as "duesPaidTo", t.closed_on as "closedOn", t.until_on as "untilOn"
      from transfer t
      where t.tenant_id = ${ctx.tenantId} and t.letter_text is not null
        and t.issued_on between ${dayOf(input.year, 1, 1)}::date and ${dayOf(input.year, 12, 31)}::date and ${reach} ${under}
      order by t.issued_on, t.letter_number nulls last, t.id limit ${MOST}`.execute(ctx.db)
    const names = await namesOn(
      ctx,
      rows.flatMap((row) => [row.fromId, row.toId, row.issuerId].filter((id) => id !== null)),
      ctx.today,
    )
    const place = (id: string | null, text: string | null) => (id === null ? (text ?? '') : (names.get(id)?.name ?? ''))
    return rows.map(({ fromId, toId, issuerId, fromPlace, toPlace, ...row }) => ({
      ...row,
      from: place(fromId, fromPlace),
      to: place(toId, toPlace),
      issuer: issuerId === null ? null : (names.get(issuerId)?.name ?? null),
    }))
  },
})
