// Two or more blocs become one: consolidated into a new bloc, or absorbed by one that goes on. All their units, with their whole history and
// everything recorded in them, stand in the one bloc from the day on; the old blocs stay as they are and are only read.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { createTenant, endTenant } from '#modules/tenancy/tenancy.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { newId } from '#platform/new-id.ts'
import { runIn } from '#platform/operation/execute.ts'
import { act, carryOver, chainHead, quoteOldChain } from './carry-over.ts'
import type { CarriedOver, CarryOptions } from './carry-over.ts'
import { errorOf, faultsOf } from './faults.ts'
import type { HandOver } from './hand-over.ts'
import { foresee } from './foresee.ts'
import type { Foresight } from './foresee.ts'
import { lookInto } from './look-into.ts'
import {
  begunBefore,
  blocCalled,
  needBloc,
  oldTop,
  planned,
  prefixesOf,
  refuseDayAhead,
  rulesOf,
  standingTop,
} from './prepare.ts'
import type { Paper } from './prepare.ts'
import { topOn } from './read-part.ts'
import type { Rooms } from './rooms.ts'
import { noteStep, openHandOver } from './step-book.ts'
import { stopWriting } from './stop-writing.ts'

export interface MergeRequest extends Paper {
  from: readonly string[]
  into: string
  /** Name of a bloc to be made; null: `into` is there already. */
  create: string | null
  keepRights: boolean
}

export interface MergeOptions extends CarryOptions {
  /** Waits for who is still writing in a bloc that was just stopped. */
  settle?: (bloc: Tenant) => Promise<void>
}

interface Planned {
  into: Tenant
  isNew: boolean
  handOvers: HandOver[]
}

async function plan(rooms: Rooms, request: MergeRequest, now: Date): Promise<Planned> {
  const { on, decision, keepRights } = request
  refuseDayAhead(on, now)
  const twice = request.from.find((slug, at) => slug === request.into || request.from.indexOf(slug) !== at)
  if (twice !== undefined) throw new AppError('handovers.same_bloc', { slug: twice })
  const sources: { bloc: Tenant; top: Id }[] = []
  for (const slug of request.from) {
    const bloc = await needBloc(rooms, slug)
    sources.push({ bloc, top: (await oldTop(rooms, bloc, on)).id })
  }
  const there = await blocCalled(rooms, request.into)
  const first = sources[0]?.bloc
  const begun = there && first ? await begunBefore(rooms, first.id, there.id, on) : undefined
  if (request.create !== null && there && !begun) throw new AppError('handovers.bloc_exists', { slug: request.into })
  if (request.create === null && !there) throw new AppError('handovers.unknown_bloc', { slug: request.into })
  const into = there ?? {
    id: newId(now.getTime()),
    slug: request.into,
    name: request.create ?? '',
    endedOn: null,
    successors: [],
  }
  const newTop = begun?.plan.newTop ?? (there ? (await standingTop(rooms, there, on)).id : newId(now.getTime()))
  const prefixes = await prefixesOf(rooms, sources, there ?? null)
  const rules: string[] = []
  for (const { bloc } of sources) rules.push(await rulesOf(rooms, bloc.id))
  if (there && !begun) rules.push(await rulesOf(rooms, there.id))
  const sameRules = new Set(rules).size === 1
  const kind = request.create === null ? 'absorb' : 'consolidate'
  const handOvers: HandOver[] = []
  for (const [at, { bloc, top }] of sources.entries()) {
    const more = {
      kind,
      roots: [],
      prefix: prefixes[at] ?? '',
      oldTop: top,
      newTop,
      keepRights,
      sameRules,
      decision,
    } as const
    handOvers.push(await planned(rooms, { from: bloc, into, on, plan: { ...more, roots: [] } }))
  }
  return { into, isNew: !there, handOvers }
}

/** What would come, what forbids it, and the figures as they stand. Changes nothing. */
export async function foreseeMerger(rooms: Rooms, request: MergeRequest, now: Date): Promise<Foresight> {
  return foresee(rooms, (await plan(rooms, request, now)).handOvers)
}

/** Merges, or goes on with a merger that was broken off. Throws the first fault before anything is written. */
export async function mergeBlocs(rooms: Rooms, request: MergeRequest, options: MergeOptions): Promise<CarriedOver[]> {
  const { now, progress } = options
  const { into, isNew, handOvers } = await plan(rooms, request, now)
  const [first] = handOvers
  if (!first) throw new AppError('handovers.unknown_bloc', { slug: '' })
  if (!(await begunBefore(rooms, first.from.id, into.id, request.on))) await refuseFaults(rooms, handOvers)
  for (const { from } of handOvers) {
    await stopWriting(rooms, from, request.on)
    await options.settle?.(from)
    progress(`${from.slug}: is only read from now on`)
  }
  if (isNew) await makeBloc(rooms, into, handOvers, options)
  if (request.create !== null) await foundTop(rooms, into, first, now)
  const done: CarriedOver[] = []
  for (const handOver of handOvers) done.push(await carryOver(rooms, handOver, options))
  for (const { from } of handOvers) {
    await rooms.write(from.id, async (db) => {
      await endTenant(db, from.id, request.on, [into.id])
      if (from.successors.length === 0)
        await act(db, from.id, 'handovers.hand-over-bloc', now, (ctx) => {
          ctx.note({ into: into.slug, name: into.name, on: request.on, number: request.decision.number })
          return Promise.resolve()
        })
    })
  }
  return done
}

async function refuseFaults(rooms: Rooms, handOvers: readonly HandOver[]): Promise<void> {
  const all = []
  for (const handOver of handOvers) all.push(await lookInto(rooms, handOver))
  const [fault] = all[0] ? await faultsOf(rooms, all[0].catalogue, all) : []
  if (fault) throw errorOf(fault)
}

/** The new bloc; its chain begins with the heads of the old ones. */
async function makeBloc(
  rooms: Rooms,
  into: Tenant,
  handOvers: readonly HandOver[],
  { now, progress }: MergeOptions,
): Promise<void> {
  const heads: Awaited<ReturnType<typeof chainHead>>[] = []
  for (const { from } of handOvers) heads.push(await chainHead(rooms, from.id))
  await rooms.write(into.id, async (db) => {
    await createTenant(db, into, now)
    for (const [at, each] of handOvers.entries()) {
      const opened = await openHandOver(db, each, now)
      await quoteOldChain(db, opened, heads[at] ?? null, now)
      await noteStep(db, opened.id, 'chain', { done: true, rows: 1, lastKey: null }, now)
    }
  })
  progress(`${into.slug}: made`)
}

/** Its own top, in a transaction of its own: entries of one transaction have no order in the chain. */
async function foundTop(rooms: Rooms, into: Tenant, handOver: HandOver, now: Date): Promise<void> {
  const { plan: own, on } = handOver
  if (await rooms.read(into.id, (db) => topOn(db, into.id, on))) return
  await rooms.write(into.id, (db) =>
    runIn(
      db,
      systemCaller(into.id, 'hand-over'),
      foundUnit,
      { unitId: own.newTop, kind: 'bloc', name: into.name, effectiveOn: on, decision: own.decision },
      { now },
    ),
  )
}
