// Carries one hand-over out: opens the new bloc's chain with the old one's head, copies table by table, writes the tree, lets accounts
// and logins go along, and proves that every figure and every frozen report is what it was. Goes on where it was broken off.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { recordDecision } from '#modules/decisions/decisions.server.ts'
import { verifySnapshots } from '#modules/reports/reports.server.ts'
import type { Db } from '#platform/db/db.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { runIn } from '#platform/operation/execute.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { alterationOf } from './alterations.ts'
import type { Row, Travel } from './alterations.ts'
import type { Table } from './catalogue.ts'
import { compareFigures } from './compare-figures.ts'
import type { Comparison } from './compare-figures.ts'
import { copyTable, writeRows } from './copy-table.ts'
import type { HandOver } from './hand-over.ts'
import type { Insight } from './look-into.ts'
import { lookInto } from './look-into.ts'
import { grantsInto, moveLogins } from './move-accounts.ts'
import { readOldTree, receiveTree } from './receive-tree.ts'
import type { Rooms } from './rooms.ts'
import { closeHandOver, noteStep, openHandOver, readStep, rowsByStep } from './step-book.ts'
import { takenKeys } from './taken-keys.ts'
import { unitedRows } from './united-rows.ts'
import type { United } from './united-rows.ts'

export interface CarryOptions {
  now: Date
  progress: (text: string) => void
}

export interface CarriedOver extends Comparison {
  handOver: HandOver
  /** Rows written, by table or act. */
  rows: Map<string, number>
  /** Frozen reports of the new bloc whose fingerprints were worked out anew. */
  reports: number
}

const TREE = ['unit', 'unit_version', 'unit_closure', 'unit_lineage']

/** Runs `work` in the new bloc as an audited act of the operator. */
export async function act<R>(
  db: Db,
  tenantId: Id,
  name: `handovers.${string}`,
  now: Date,
  work: (ctx: Context) => Promise<R>,
): Promise<R> {
  const one = operation({ name, summary: 'An act of the operator', permission: 'reorganisation.apply', input: v.object({}), run: work }) // prettier-ignore
  return runIn(db, systemCaller(tenantId, 'hand-over'), one, {}, { now })
}

/** Newest seal of a bloc's chain; null for a chain not yet begun. */
export async function chainHead(rooms: Rooms, tenantId: Id): Promise<{ ordinal: number; hash: string } | null> {
  const seal = await rooms.read(tenantId, (db) =>
    db
      .selectFrom('audit_seal')
      .select(['ordinal', 'hash'])
      .where('tenant_id', '=', tenantId)
      .orderBy('ordinal', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
  return seal ?? null
}

/** The first entry of the hand-over in the new bloc's chain: it quotes the head of the old one, which stays where it is. */
export function quoteOldChain(
  db: Db,
  { from, into, on, plan }: HandOver,
  head: { ordinal: number; hash: string } | null,
  now: Date,
): Promise<void> {
  return act(db, into.id, 'handovers.receive-bloc', now, (ctx) => {
    ctx.touch(plan.oldTop)
    ctx.note({ from: from.slug, name: from.name, kind: plan.kind, on, number: plan.decision.number, head })
    return Promise.resolve()
  })
}

export async function carryOver(
  rooms: Rooms,
  planned: HandOver,
  { now, progress }: CarryOptions,
): Promise<CarriedOver> {
  const handOver = await rooms.write(planned.into.id, (db) => openHandOver(db, planned, now))
  const { from, into, id } = handOver
  const label = `${from.slug} → ${into.slug}`
  const { on, plan } = handOver
  if (
    plan.kind !== planned.plan.kind ||
    JSON.stringify(plan.roots.toSorted()) !== JSON.stringify(planned.plan.roots.toSorted())
  )
    throw new AppError('handovers.other_plan')
  const once = async (name: string, work: (db: Db) => Promise<number>) => {
    const step = await rooms.read(into.id, (db) => readStep(db, id, name))
    if (step.done) return
    await rooms.write(into.id, async (db) => {
      const rows = await work(db)
      await noteStep(db, id, name, { done: true, rows, lastKey: null }, now)
    })
  }
  const head = await chainHead(rooms, from.id)
  await once('chain', (db) => quoteOldChain(db, handOver, head, now).then(() => 1))
  const insight = await lookInto(rooms, handOver)
  const united = await unitedRows(rooms, handOver)
  const travel: Travel = { ...insight, united, now, taken: await takenKeys(rooms, handOver, insight.catalogue) }
  for (const table of insight.order) {
    if (table.name === 'unit') await writeTree(rooms, insight, united, once, now)
    else if (table.name === 'access_grant') await writeGrants(rooms, insight, united, once)
    else if (table.name === 'rule_override') await writeRules(rooms, insight, table, once)
    else if (!TREE.includes(table.name))
      await copyTable(rooms, handOver, table, insight.where(table.name), alterationOf(table, travel), now)
  }
  await once('logins', (db) => moveLogins(db, handOver, insight.accounts))
  progress(`${label}: ${total(insight)} rows copied`)
  const comparison = await compareFigures(rooms, handOver, insight.part)
  const proof = await rooms.read(into.id, (db) => verifySnapshots({ db, tenantId: into.id }))
  const rows = await rooms.read(into.id, (db) => rowsByStep(db, id))
  const result = {
    rows: Object.fromEntries(rows),
    figures: comparison.figures,
    differing: comparison.differing,
    reports: proof,
  }
  const sound = comparison.differing.length === 0 && proof.broken.length === 0
  await rooms.write(into.id, (db) => closeHandOver(db, id, sound ? 'done' : 'failed', result, now))
  if (comparison.differing.length > 0)
    throw new AppError('handovers.figures_differ', { count: comparison.differing.length, keys: comparison.differing })
  if (proof.broken.length > 0) throw new AppError('handovers.reports_broken', { count: proof.broken.length })
  const figures = comparison.figures.reduce((sum, each) => sum + each.units, 0)
  progress(`${label}: ${figures} figures up to ${on} are the same, ${proof.checked} frozen reports are whole`)
  return { handOver, rows, reports: proof.checked, ...comparison }
}

type Once = (name: string, work: (db: Db) => Promise<number>) => Promise<void>

const total = ({ counts }: Insight): number => [...counts.values()].reduce((sum, n) => sum + n, 0)

async function writeTree(rooms: Rooms, insight: Insight, united: United, once: Once, now: Date): Promise<void> {
  const { handOver, part, catalogue, where } = insight
  const { from, into, plan } = handOver
  const tree = await rooms.read(from.id, (db) => readOldTree(db, from.id, where))
  const oldTopName = String(tree.versions.find((row) => row['unit_id'] === plan.oldTop)?.['name'] ?? from.name)
  await once('unit', (db) =>
    act(db, into.id, 'handovers.receive-units', now, async (ctx) => {
      const decisionId = await recordDecision(ctx, plan.decision)
      ctx.note({ from: from.slug, kind: plan.kind, units: part.stay.size, on: handOver.on })
      return receiveTree(ctx, tree, { handOver, part, catalogue, united, decisionId, oldTopName })
    }),
  )
}

async function rowsOf(rooms: Rooms, { handOver, where }: Insight, table: string): Promise<Row[]> {
  const { id } = handOver.from
  const { rows } = await rooms.read(id, (db) =>
    sql<{
      row: Row
    }>`select to_jsonb(r) - 'tenant_id' as row from ${sql.table(table)} r where r.tenant_id = ${id} and ${where(table)}`.execute(
      db,
    ),
  )
  return rows.map(({ row }) => row)
}

async function writeGrants(rooms: Rooms, insight: Insight, united: United, once: Once): Promise<void> {
  const { handOver, part, catalogue, accounts } = insight
  const papers = united.get('decision')
  const rows = grantsInto(await rowsOf(rooms, insight, 'access_grant'), handOver, part, new Set(accounts)).map(
    (row) => ({
      ...row,
      decision_id: papers?.get(String(row['decision_id'])) ?? row['decision_id'],
    }),
  )
  await once('access_grant', async (db) => {
    if (rows.length > 0)
      await writeRows(db, handOver.into.id, catalogue.get('access_grant') as Table, JSON.stringify(rows))
    return rows.length
  })
}

/** Both blocs have the same local rules: what the first one brought is not brought again. */
async function writeRules(rooms: Rooms, insight: Insight, table: Table, once: Once): Promise<void> {
  const { into } = insight.handOver
  const there = await rooms.read(into.id, (db) =>
    db.selectFrom('rule_override').select(['code', 'valid']).where('tenant_id', '=', into.id).execute(),
  )
  const known = new Set(there.map(({ code, valid }) => `${code} ${valid}`))
  const rows = (await rowsOf(rooms, insight, table.name)).filter(
    (row) => !known.has(`${String(row['code'])} ${String(row['valid'])}`),
  )
  await once(table.name, async (db) => {
    if (rows.length > 0)
      await writeRows(db, into.id, table, JSON.stringify(rows.map((row) => ({ ...row, decision_id: null }))))
    return rows.length
  })
}
