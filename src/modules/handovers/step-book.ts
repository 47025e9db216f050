// The book of a hand-over's steps (operator.hand_over_step): what is done, and where a table goes on. Written in the same transaction as
// the step itself, so that a hand-over broken off anywhere goes on where it stopped and does nothing twice.
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { HandOver, HandOverPlan } from './hand-over.ts'

export interface Step {
  done: boolean
  rows: number
  /** Key of the last row written, as JSON. */
  lastKey: unknown[] | null
}

/** Opens the row, or finds it as it was opened before. */
export async function openHandOver(db: Db, handOver: HandOver, now: Date): Promise<HandOver> {
  await db
    .insertInto('operator.hand_over')
    .values({
      id: handOver.id,
      from_tenant: handOver.from.id,
      into_tenant: handOver.into.id,
      on_day: handOver.on,
      plan: JSON.stringify(handOver.plan),
      state: 'running',
      started_at: now,
    })
    .onConflict((conflict) => conflict.columns(['from_tenant', 'into_tenant', 'on_day']).doNothing())
    .execute()
  const row = await db
    .selectFrom('operator.hand_over')
    .select(['id', 'plan'])
    .where('from_tenant', '=', handOver.from.id)
    .where('into_tenant', '=', handOver.into.id)
    .where('on_day', '=', handOver.on)
    .executeTakeFirstOrThrow()
  return { ...handOver, id: row.id, plan: row.plan as unknown as HandOverPlan }
}

export async function closeHandOver(
  db: Db,
  id: Id,
  state: 'done' | 'failed',
  result: unknown,
  now: Date,
): Promise<void> {
  await db
    .updateTable('operator.hand_over')
    .set({ state, result: JSON.stringify(result), finished_at: now })
    .where('id', '=', id)
    .execute()
}

export async function readStep(db: Db, handOverId: Id, name: string): Promise<Step> {
  const row = await db
    .selectFrom('operator.hand_over_step')
    .select(['done', 'row_count', 'last_key'])
    .where('hand_over_id', '=', handOverId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (!row) return { done: false, rows: 0, lastKey: null }
  return { done: row.done, rows: row.row_count, lastKey: row.last_key === null ? null : (JSON.parse(row.last_key) as unknown[]) } // prettier-ignore
}

/** Adds to the step; call it in the transaction that did the work. */
export async function noteStep(db: Db, handOverId: Id, name: string, step: Step, now: Date): Promise<void> {
  const values = {
    row_count: step.rows,
    done: step.done,
    last_key: step.lastKey === null ? null : JSON.stringify(step.lastKey),
    changed_at: now,
  }
  await db
    .insertInto('operator.hand_over_step')
    .values({ hand_over_id: handOverId, name, ...values })
    .onConflict((conflict) =>
      conflict.columns(['hand_over_id', 'name']).doUpdateSet({
        ...values,
        row_count: sql<number>`operator.hand_over_step.row_count + ${step.rows}`,
      }),
    )
    .execute()
}

/** Rows written, by table or act. */
export async function rowsByStep(db: Db, handOverId: Id): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('operator.hand_over_step')
    .select(['name', 'row_count'])
    .where('hand_over_id', '=', handOverId)
    .orderBy('name')
    .execute()
  return new Map(rows.map((row) => [row.name, row.row_count]))
}
