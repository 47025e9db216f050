// The book of regulations as read from the database: sides, obligations and what was done, for any number of regulations in five
// statements; and from it every instance with its state, side by side (instances.ts).
import { intersect, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { dayOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { instancesOf, stateOf } from './instances.ts'
import type { Done, Duty, InstanceState, Owed } from './instances.ts'
import type { ObligationKind } from './obligation-fields.ts'
import type { Rhythm } from './rhythm.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db' | 'today'>

export interface Party {
  id: Id
  regulationId: Id
  unitId: Id | null
  externalId: Id | null
  name: string
  /** Its days as a side, within its own existence; null: none. */
  valid: DateRange | null
  ours: boolean
}

export interface Obligation extends Duty {
  regulationId: Id
  kind: ObligationKind
  title: string
  version: number
}

export interface DoneRecord extends Done {
  id: Id
  obligationId: Id
  period: string
  body: string
  file: { id: Id; name: string } | null
  guestLinkId: Id | null
  answeredBy: string | null
  reason: string | null
  version: number
  recordedAt: Date
  decidedAt: Date | null
}

export interface Book {
  parties: Party[]
  obligations: Obligation[]
  done: DoneRecord[]
}

const ofRegulations = (ids: readonly Id[]) => sql<boolean>`regulation_id = any(${[...ids]}::uuid[])`

/** Everything of these regulations, in the order sides were written down and obligations began. */
export async function readBook(ctx: Reader, regulationIds: readonly Id[]): Promise<Book> {
  if (regulationIds.length === 0) return { parties: [], obligations: [], done: [] }
  const sides = await ctx.db
    .selectFrom('regulation_party as p')
    .leftJoin('external_body as b', (join) =>
      join.onRef('b.tenant_id', '=', 'p.tenant_id').onRef('b.id', '=', 'p.external_id'),
    )
    .select(['p.id', 'p.regulation_id', 'p.unit_id', 'p.external_id', 'p.valid', 'b.name', 'b.valid as exists'])
    .where('p.tenant_id', '=', ctx.tenantId)
    .where(ofRegulations(regulationIds))
    .orderBy('p.ordinal')
    .orderBy('p.id')
    .execute()
  const units = sides.flatMap((side) => side.unit_id ?? [])
  const names = await namesOn(ctx, units, ctx.today)
  const obligations = await ctx.db
    .selectFrom('obligation')
    .select(['id', 'regulation_id as regulationId', 'party_id as partyId', 'to_party_id as toPartyId'])
    .select(['kind', 'title', 'rhythm', 'due_after as dueAfter', 'valid', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where(ofRegulations(regulationIds))
    .orderBy(sql`lower(valid)`)
    .orderBy('id')
    .execute()
  const done = await ctx.db
    .selectFrom('obligation_done as d')
    .innerJoin('obligation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'd.tenant_id').onRef('o.id', '=', 'd.obligation_id'),
    )
    .leftJoin('file as f', (join) => join.onRef('f.tenant_id', '=', 'd.tenant_id').onRef('f.id', '=', 'd.file_id'))
    .select(['d.id', 'd.obligation_id as obligationId', 'd.period', 'd.done_on as doneOn', 'd.body', 'd.state'])
    .select(['d.guest_link_id as guestLinkId', 'd.answered_by as answeredBy', 'd.reason', 'd.version'])
    .select(['d.recorded_at as recordedAt', 'd.decided_at as decidedAt', 'f.id as fileId', 'f.name as fileName'])
    .where('d.tenant_id', '=', ctx.tenantId)
    .where(sql<boolean>`o.regulation_id = any(${[...regulationIds]}::uuid[])`)
    .orderBy('d.recorded_at')
    .orderBy('d.id')
    .execute()
  return {
    parties: sides.map((side) => ({
      id: side.id,
      regulationId: side.regulation_id,
      unitId: side.unit_id,
      externalId: side.external_id,
      name: (side.unit_id ? names.get(side.unit_id)?.name : side.name) ?? '',
      valid: side.exists ? intersect(parseRange(side.valid), parseRange(side.exists)) : parseRange(side.valid),
      ours: side.unit_id !== null,
    })),
    obligations: obligations.map((row) => ({
      ...row,
      kind: row.kind as ObligationKind,
      rhythm: row.rhythm as Rhythm,
      valid: parseRange(row.valid),
    })),
    done: done.map(({ fileId, fileName, ...row }) => ({
      ...row,
      state: row.state as Done['state'],
      file: fileId === null ? null : { id: fileId, name: fileName ?? '' },
    })),
  }
}

export interface Standing extends Owed {
  obligation: Obligation
  party: Party
  state: InstanceState
  doneLate: boolean
  overdue: boolean
  /** The record that counts: the one not returned, else the newest returned. */
  done: DoneRecord | null
}

const keyOf = (obligationId: Id, period: string) => `${obligationId} ${period}`

/** Every instance of one regulation whose period begins in the span, with its state on `today`, soonest due first. */
export function standingsOf(
  book: Book,
  regulation: { id: Id; valid: DateRange },
  span: { from: Day; to: Day },
  today: Day,
): Standing[] {
  const parties = new Map(book.parties.filter((one) => one.regulationId === regulation.id).map((one) => [one.id, one]))
  const sides = [...parties.values()].flatMap((one) => (one.valid ? [{ id: one.id, valid: one.valid }] : []))
  const current = new Map<string, DoneRecord>()
  for (const record of book.done) {
    const key = keyOf(record.obligationId, record.period)
    const known = current.get(key)
    if (!known || known.state === 'returned') current.set(key, record)
  }
  const standings: Standing[] = []
  for (const obligation of book.obligations) {
    const party = parties.get(obligation.partyId)
    if (obligation.regulationId !== regulation.id || !party) continue
    for (const owed of instancesOf(obligation, { valid: regulation.valid, sides }, span)) {
      const done = current.get(keyOf(obligation.id, owed.period)) ?? null
      standings.push({ ...owed, obligation, party, done, ...stateOf(owed, done ?? undefined, today) })
    }
  }
  return standings.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}

/** The periods that begin in one year. */
export const yearSpan = (year: number) => ({ from: dayOf(year, 1, 1), to: dayOf(year + 1, 1, 1) })

/** All periods that can matter on a day: from the beginning of the regulation to those due within a year. */
export const wholeSpan = (valid: DateRange, today: Day) => ({
  from: dayOf(Number(valid.from.slice(0, 4)) - 1, 1, 1),
  to: dayOf(Number(today.slice(0, 4)) + 2, 1, 1),
})

/** Units of ours who wait for what an obligation brings, and so judge it. Empty when it goes to bodies outside only. */
export function reviewersOf(book: Book, obligation: Pick<Obligation, 'partyId' | 'toPartyId' | 'regulationId'>): Id[] {
  const own = book.parties.filter((party) => party.regulationId === obligation.regulationId)
  return own.flatMap((party) =>
    party.unitId !== null &&
    party.id !== obligation.partyId &&
    (obligation.toPartyId === null || obligation.toPartyId === party.id)
      ? [party.unitId]
      : [],
  )
}
