// Carries out operations and queries: validate → transaction as tenant and actor → authorise → run → audit → remember the key → commit.
import { createHash } from 'node:crypto'
import { addDays, dayInVietnam } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { FieldCodes } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { InferOutput, GenericSchema } from 'valibot'
import * as v from 'valibot'
import { writeAuditEntry } from '../audit/audit-entry.ts'
import { readTenant, withTenant } from '../db/db.ts'
import type { Database, Db } from '../db/db.ts'
import { asAppError } from '../edge-errors.ts'
import { queueJob } from '../jobs/queue-job.ts'
import { newId } from '../new-id.ts'
import type { Caller } from './caller.ts'
import { translateDatabaseError } from './database-errors.ts'
import { recallResult, rememberResult } from './idempotency.ts'
import type { Context, Operation, Query, ReadContext } from './operation.ts'

export interface ExecuteOptions {
  now?: Date
  /** A repeated call with the same key changes nothing and gets the first answer. */
  idempotencyKey?: string | undefined
}

/** Checks an input against its schema. Throws AppError('invalid_input') with a code per field path. */
export function validate<S extends GenericSchema>(schema: S, input: unknown): InferOutput<S> {
  const result = v.safeParse(schema, input, { abortPipeEarly: true })
  if (result.success) return result.output
  const fields: FieldCodes = {}
  for (const issue of result.issues) {
    const path = issue.path?.map((part) => String(part.key)).join('.') ?? ''
    // Messages of our own building blocks are codes; anything else is a shape the form cannot make.
    // A choice among radios of which none was taken is not sent at all.
    const missing = issue.received === 'undefined' ? 'field.required' : 'field.shape'
    fields[path] ??= /^[a-z_]+\.[a-z_]+(:.*)?$/.test(issue.message) ? issue.message : missing
  }
  throw new AppError('invalid_input', {}, fields)
}

async function readContext(db: Db, caller: Caller, now: Date): Promise<ReadContext> {
  const actor = await caller.actor(db)
  const today = dayInVietnam(now)
  const { endedOn } = actor
  return {
    tenantId: caller.tenantId,
    actor,
    db,
    now,
    // What has ended is read as of its last day, whenever that is.
    today: endedOn && endedOn <= today ? addDays(endedOn, -1) : today,
    scope: (permission) => actor.scope(permission),
  }
}

async function authorise<S extends GenericSchema>(
  definition: Pick<Operation<S> | Query<S>, 'kind' | 'permission' | 'units' | 'ownRecord'>,
  ctx: ReadContext,
  input: InferOutput<S>,
): Promise<void> {
  if (!ctx.actor.holds(definition.permission)) throw notFound()
  if (definition.units) {
    const unitIds = [...new Set(await definition.units(ctx, input))]
    if (unitIds.length === 0 || !(await ctx.actor.covers(ctx.db, definition.permission, unitIds))) throw notFound()
  } else if (definition.kind === 'operation' && !definition.ownRecord && !ctx.scope(definition.permission).whole) {
    throw notFound()
  }
}

/** Runs a query in a read-only snapshot. */
export function ask<S extends GenericSchema, R>(
  database: Database,
  caller: Caller,
  definition: Query<S, R>,
  input: unknown,
  options: ExecuteOptions = {},
): Promise<R> {
  return askAll(database, caller, (run) => run(definition, input), options)
}

type Run = <S extends GenericSchema, T>(definition: Query<S, T>, input: unknown) => Promise<T>

/** Several queries in one snapshot: the actor is loaded once, each query is authorised by itself. */
export function askAll<R>(
  database: Database,
  caller: Caller,
  work: (run: Run, ctx: ReadContext) => Promise<R>,
  options: ExecuteOptions = {},
): Promise<R> {
  return readTenant(database, caller.tenantId, (db) => askIn(db, caller, work, options))
}

/** The same in a snapshot that is already open: the parts of one page share theirs. */
export async function askIn<R>(
  db: Db,
  caller: Caller,
  work: (run: Run, ctx: ReadContext) => Promise<R>,
  options: ExecuteOptions = {},
): Promise<R> {
  const ctx = await readContext(db, caller, options.now ?? new Date())
  return work(async (definition, input) => {
    const valid = validate(definition.input, input)
    await authorise(definition, ctx, valid)
    return definition.run(ctx, valid)
  }, ctx)
}

/** Runs an operation inside a transaction that is already open: for operations made of others, and for the demo. */
export async function runIn<S extends GenericSchema, R>(
  db: Db,
  caller: Caller,
  definition: Operation<S, R>,
  input: unknown,
  options: ExecuteOptions = {},
): Promise<R> {
  const valid = validate(definition.input, input)
  const now = options.now ?? new Date()
  const ctx = await readContext(db, caller, now)
  await authorise(definition, ctx, valid)
  const { endedOn } = ctx.actor
  if (endedOn && endedOn <= dayInVietnam(now) && !definition.afterEnd) throw new AppError('ended', { on: endedOn })

  const key = options.idempotencyKey
  const inputHash = key === undefined ? '' : createHash('sha256').update(JSON.stringify(input)).digest('hex')
  if (key !== undefined) {
    const earlier = await recallResult(ctx, key, definition.name, inputHash)
    if (earlier) return earlier.result as R
  }

  const subjects: Id[] = []
  let details: Record<string, unknown> = {}
  const context: Context = {
    ...ctx,
    newId: () => newId(now.getTime()),
    touch: (...ids) => subjects.push(...ids),
    note: (more) => (details = { ...details, ...more }),
    enqueue: (job, jobInput, total) => queueJob(db, ctx, job, jobInput, total),
  }
  const result = await definition.run(context, valid)
  if (!definition.unaudited)
    await writeAuditEntry(ctx, { operation: definition.name, subjects, details, requestId: caller.requestId ?? null })
  if (key !== undefined) await rememberResult(ctx, key, definition.secretAnswer ? null : result)
  return result
}

/** Runs an operation in a transaction of its own; a refused constraint becomes the operation's own error code. */
export async function execute<S extends GenericSchema, R>(
  database: Database,
  caller: Caller,
  definition: Operation<S, R>,
  input: unknown,
  options: ExecuteOptions = {},
): Promise<R> {
  try {
    return await withTenant(
      database,
      caller.tenantId,
      (db) => runIn(db, caller, definition, input, options),
      definition.oneSnapshot,
    )
  } catch (error) {
    throw asAppError(translateDatabaseError(error, definition.constraints))
  }
}
