// A bloc ends: its grassroots units go to successor blocs, with their whole record, and to committees of localities outside. In the old
// bloc every unit ends with where it went, members depart with their units, and everything stays readable as of its last day.
import { addDays } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { recordDecision } from '#modules/decisions/decisions.server.ts'
import { moveAlong } from '#modules/members/members.server.ts'
import { endTenant } from '#modules/tenancy/tenancy.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import { carryOutActs, isGrassroots, isUnitKind, rebuildClosure } from '#modules/units/units.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { act, carryOver } from './carry-over.ts'
import type { CarriedOver } from './carry-over.ts'
import { errorOf, faultsOf } from './faults.ts'
import { foresee } from './foresee.ts'
import type { Foresight } from './foresee.ts'
import type { HandOver } from './hand-over.ts'
import { lookInto } from './look-into.ts'
import type { MergeOptions } from './merge-blocs.ts'
import { begunBefore, needBloc, oldTop, planned, prefixesOf, refuseDayAhead, standingTop } from './prepare.ts'
import type { Paper } from './prepare.ts'
import { topOn } from './read-part.ts'
import type { Rooms } from './rooms.ts'
import { stopWriting } from './stop-writing.ts'

/** Where the grassroots unit of that code goes: into a bloc of this installation, or outside to a committee by its name. */
export type Destination = { code: string } & ({ into: string } | { outside: string })

export interface EndRequest extends Paper {
  from: string
  destinations: readonly Destination[]
}

interface Ending {
  from: Tenant
  handOvers: HandOver[]
  /** Every grassroots unit with the name of who took it. */
  ways: { unitId: Id; to: string }[]
}

async function plan(rooms: Rooms, request: EndRequest, now: Date): Promise<Ending> {
  const { on, decision } = request
  refuseDayAhead(on, now)
  const from = await needBloc(rooms, request.from)
  const top = await oldTop(rooms, from, on)
  const units = await grassrootsOn(rooms, from, top.id, on)
  refuseWrongCodes(request, units)
  const idOf = (code: string) => (units.find((unit) => unit.code === code) as { id: Id }).id
  const groups = Map.groupBy(
    request.destinations.filter((each) => 'into' in each),
    (each) => each.into,
  )
  if (groups.has(from.slug)) throw new AppError('handovers.same_bloc', { slug: from.slug })
  const handOvers: HandOver[] = []
  const ways: Ending['ways'] = []
  for (const [slug, group] of groups) {
    const into = await needBloc(rooms, slug)
    const newTop = await standingTop(rooms, into, on)
    const begun = await begunBefore(rooms, from.id, into.id, on)
    const [prefix = ''] = begun ? [begun.plan.prefix] : await prefixesOf(rooms, [{ bloc: from, top: top.id }], into)
    const roots = group.map(({ code }) => idOf(code))
    // The old bloc's local rules go on counting its past, where the new bloc has no past of its own.
    const sameRules = begun?.plan.sameRules ?? !(await hasPast(rooms, into, on))
    const own = {
      kind: 'part',
      roots,
      prefix,
      oldTop: top.id,
      newTop: newTop.id,
      keepRights: false,
      sameRules,
      decision,
    } as const
    handOvers.push(await planned(rooms, { from, into, on, plan: own }))
    ways.push(...roots.map((unitId) => ({ unitId, to: newTop.name })))
  }
  for (const each of request.destinations)
    if ('outside' in each) ways.push({ unitId: idOf(each.code), to: each.outside })
  return { from, handOvers, ways }
}

interface Grassroots {
  id: Id
  code: string
  kind: string
  parentId: Id | null
}

async function grassrootsOn(rooms: Rooms, bloc: Tenant, top: Id, on: Paper['on']): Promise<Grassroots[]> {
  const rows = await rooms.read(bloc.id, (db) =>
    db
      .selectFrom('unit_version as v')
      .innerJoin('unit as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.unit_id'))
      .select(['u.id', 'u.code', 'v.kind', 'v.parent_id as parentId'])
      .where('v.tenant_id', '=', bloc.id)
      .where('v.unit_id', '<>', top)
      .where(sql<boolean>`v.valid @> ${addDays(on, -1)}::date`)
      .orderBy('u.code')
      .execute(),
  )
  return rows.map((row) => ({ ...row, parentId: row.parentId === top ? top : null }))
}

function refuseWrongCodes({ destinations }: EndRequest, units: readonly Grassroots[]): void {
  const given = destinations.map(({ code }) => code)
  const refuse = (code: string, codes: readonly string[]) => {
    if (codes.length > 0) throw new AppError(code, { codes: [...new Set(codes)], count: codes.length })
  }
  const known = new Map(units.map((unit) => [unit.code, unit]))
  refuse('handovers.given_twice', given.filter((code, at) => given.indexOf(code) !== at)) // prettier-ignore
  refuse('handovers.unknown_unit', given.filter((code) => !known.has(code))) // prettier-ignore
  refuse('handovers.not_grassroots', given.filter((code) => known.get(code)?.parentId === null)) // prettier-ignore
  const direct = units.filter(({ kind, parentId }) => parentId !== null && isUnitKind(kind) && isGrassroots(kind))
  refuse('handovers.unassigned', direct.map(({ code }) => code).filter((code) => !given.includes(code))) // prettier-ignore
}

/** Whether units of the bloc stood there before the day. */
async function hasPast(rooms: Rooms, bloc: Tenant, on: Paper['on']): Promise<boolean> {
  const { rows } = await rooms.read(bloc.id, (db) =>
    sql<{ past: boolean }>`
      select exists (select from unit_version where tenant_id = ${bloc.id} and parent_id is not null and lower(valid) < ${on}::date) as past`.execute(
      db,
    ),
  )
  return rows[0]?.past === true
}

/** What would go where, what forbids it, and the figures as they stand. Changes nothing. */
export async function foreseeEnd(
  rooms: Rooms,
  request: EndRequest,
  now: Date,
): Promise<Foresight & { outside: number }> {
  const { handOvers, ways } = await plan(rooms, request, now)
  const inside = handOvers.reduce((sum, each) => sum + each.plan.roots.length, 0)
  return { ...(await foresee(rooms, handOvers)), outside: ways.length - inside }
}

/** Ends the bloc, or goes on with an end that was broken off. Throws the first fault before anything is written. */
export async function endBloc(rooms: Rooms, request: EndRequest, options: MergeOptions): Promise<CarriedOver[]> {
  const { on, decision } = request
  const { from, handOvers, ways } = await plan(rooms, request, options.now)
  for (const handOver of handOvers) {
    if (await begunBefore(rooms, from.id, handOver.into.id, on)) continue
    const insight = await lookInto(rooms, handOver)
    const [fault] = await faultsOf(rooms, insight.catalogue, [insight])
    if (fault) throw errorOf(fault)
  }
  await stopWriting(rooms, from, on)
  await options.settle?.(from)
  options.progress(`${from.slug}: is only read from now on`)
  const done: CarriedOver[] = []
  for (const handOver of handOvers) done.push(await carryOver(rooms, handOver, options))
  // Broken off after this very step: the bloc has ended.
  if (!(await rooms.read(from.id, (db) => topOn(db, from.id, on)))) return done
  await rooms.write(from.id, async (db) => {
    const ended = await act(db, from.id, 'handovers.end-bloc', options.now, async (ctx) => {
      const decisionId = await recordDecision(ctx, decision)
      return closeUnits(ctx, ways, { on, decisionId })
    })
    await endTenant(
      db,
      from.id,
      on,
      handOvers.map(({ into }) => into.id),
    )
    options.progress(`${from.slug}: ${ended.units} units ended, ${ended.members} members departed with them`)
  })
  return done
}

/** In the old bloc: every unit ends with where it went, members with their cells, at last the top. */
async function closeUnits(
  ctx: Context,
  ways: readonly { unitId: Id; to: string }[],
  { on, decisionId }: { on: Paper['on']; decisionId: Id },
): Promise<{ units: number; members: number }> {
  const outcome = await carryOutActs(
    ctx,
    ways.map(({ unitId, to }) => ({ kind: 'transfer_out' as const, unitId, to })),
    { on, decisionId },
  )
  const moves = await moveAlong(ctx, { routes: [], emptied: [], left: outcome.left }, { on, decisionId })
  await sql`
    update unit_version set valid = daterange(lower(valid), ${on}::date)
    where tenant_id = ${ctx.tenantId} and parent_id is null and valid @> ${on}::date and lower(valid) < ${on}::date`.execute(
    ctx.db,
  )
  await rebuildClosure(ctx)
  ctx.note({ on, units: outcome.ended.length, members: moves.leftMembers.length })
  return { units: outcome.ended.length, members: moves.leftMembers.length }
}
