// From what the operator asks to planned hand-overs: blocs looked up, days and tops checked, codes given their letter. Writes nothing.
import { addDays, dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { DecisionInput } from '#modules/decisions/decisions.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { HandOver, HandOverPlan } from './hand-over.ts'
import { topOn } from './read-part.ts'
import type { Rooms } from './rooms.ts'

/** Nobody's: for what belongs to the installation. */
const NOBODY: Id = '00000000-0000-0000-0000-000000000000'

export interface Paper {
  on: Day
  decision: DecisionInput
}

export const blocCalled = (rooms: Rooms, slug: string): Promise<Tenant | undefined> =>
  rooms.read(NOBODY, (db) => tenantBySlug(db, slug))

/** The bloc of that name. Throws handovers.unknown_bloc. */
export async function needBloc(rooms: Rooms, slug: string): Promise<Tenant> {
  const bloc = await blocCalled(rooms, slug)
  if (!bloc) throw new AppError('handovers.unknown_bloc', { slug })
  return bloc
}

export function refuseDayAhead(on: Day, now: Date): void {
  if (on > dayInVietnam(now)) throw new AppError('handovers.day_ahead', { on })
}

/** A hand-over of the same blocs and day that was begun before. */
export async function begunBefore(
  rooms: Rooms,
  from: Id,
  into: Id,
  on: Day,
): Promise<{ id: Id; plan: HandOverPlan } | undefined> {
  const row = await rooms.read(NOBODY, (db) =>
    db
      .selectFrom('operator.hand_over')
      .select(['id', 'plan'])
      .where('from_tenant', '=', from)
      .where('into_tenant', '=', into)
      .where('on_day', '=', on)
      .executeTakeFirst(),
  )
  return row && { id: row.id, plan: row.plan as unknown as HandOverPlan }
}

/** Whoever gives must stand on the last day, and not have ended otherwise than by this very act. */
export async function oldTop(rooms: Rooms, bloc: Tenant, on: Day): Promise<{ id: Id; name: string }> {
  if (bloc.endedOn !== null && bloc.endedOn !== on)
    throw new AppError('handovers.ended', { name: bloc.name, on: bloc.endedOn })
  const last = addDays(on, -1)
  const top = await rooms.read(bloc.id, (db) => topOn(db, bloc.id, last))
  if (!top) throw new AppError('handovers.no_top', { name: bloc.name, on: last })
  return top
}

/** Whoever receives must stand on the day. */
export async function standingTop(rooms: Rooms, bloc: Tenant, on: Day): Promise<{ id: Id; name: string }> {
  if (bloc.endedOn !== null) throw new AppError('handovers.ended', { name: bloc.name, on: bloc.endedOn })
  const top = await rooms.read(bloc.id, (db) => topOn(db, bloc.id, on))
  if (!top) throw new AppError('handovers.no_top', { name: bloc.name, on })
  return top
}

async function codesOf(rooms: Rooms, tenantId: Id, top: Id): Promise<string[]> {
  const rows = await rooms.read(tenantId, (db) =>
    db.selectFrom('unit').select('code').where('tenant_id', '=', tenantId).where('id', '<>', top).execute(),
  )
  return rows.map(({ code }) => code)
}

/** A letter for each bloc whose codes meet others; none where all are free. The letters follow the order of the blocs. */
export async function prefixesOf(
  rooms: Rooms,
  sources: readonly { bloc: Tenant; top: Id }[],
  into: Tenant | null,
): Promise<string[]> {
  const taken = new Set(into === null ? [] : await codesOf(rooms, into.id, NOBODY))
  const prefixes: string[] = []
  for (const [at, { bloc, top }] of sources.entries()) {
    const codes = await codesOf(rooms, bloc.id, top)
    const letters = Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + ((at + n) % 26)))
    const prefix =
      ['', ...letters, `${bloc.slug}.`].find((each) => codes.every((code) => !taken.has(each + code))) ?? ''
    for (const code of codes) taken.add(prefix + code)
    prefixes.push(prefix)
  }
  return prefixes
}

/** Local rules by code, days and value, as one text. */
export async function rulesOf(rooms: Rooms, tenantId: Id): Promise<string> {
  const rows = await rooms.read(tenantId, (db: Db) =>
    db.selectFrom('rule_override').select(['code', 'valid', 'value']).where('tenant_id', '=', tenantId).execute(),
  )
  return JSON.stringify(rows.map(({ code, valid, value }) => [code, valid, value]).toSorted())
}

/** The planned hand-over, or the one begun before with the same blocs and day. Throws handovers.other_plan when the paper differs. */
export async function planned(rooms: Rooms, given: Omit<HandOver, 'id'>): Promise<HandOver> {
  const begun = await begunBefore(rooms, given.from.id, given.into.id, given.on)
  if (!begun) return { ...given, id: newId() }
  if (begun.plan.decision.number !== given.plan.decision.number || begun.plan.roots.length !== given.plan.roots.length)
    throw new AppError('handovers.other_plan')
  return { ...given, ...begun }
}
