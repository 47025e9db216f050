// Operations and queries: each use case is defined once and serves pages, the API, imports, jobs and the command line (idea 1).
// The definition says what it needs; execute.ts carries it out.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { GenericSchema, InferOutput } from 'valibot'
import type { Db } from '../db/db.ts'
import type { Actor, Scope } from './caller.ts'

export interface ReadContext {
  tenantId: Id
  actor: Actor
  /** The transaction: tenant set, snapshot fixed. */
  db: Db
  now: Date
  /** Today in Việt Nam. */
  today: Day
  /** Where the caller holds the permission: every query over units applies it. */
  scope(permission: Permission): Scope
}

export interface Context extends ReadContext {
  newId(): Id
  /** Names the records this operation touches, for the audit entry. */
  touch(...ids: Id[]): void
  /** What changed, for the audit entry; never masked values. */
  note(details: Record<string, unknown>): void
  /** Queues a job in this very transaction. Returns the id of its visible run. */
  enqueue(job: string, input: Record<string, unknown>, total?: number): Promise<Id>
}

interface Definition<S extends GenericSchema, C, R> {
  /** `<module>.<verb-noun>`; also the address under /api/v1. */
  name: `${string}.${string}`
  /** What it does, for the API page; English, one line. */
  summary: string
  permission: Permission
  input: S
  /**
   * The units it acts upon. The permission must cover all of them; an empty list means the record is unknown. Both answer not_found.
   * Without `units` an operation needs the permission over the whole bloc (unless `ownRecord`); a query needs it somewhere and applies
   * ctx.scope itself.
   */
  units?: (ctx: ReadContext, input: InferOutput<S>) => Promise<readonly Id[]> | readonly Id[]
  /** It only touches records of the caller's own account (tokens, job runs): the permission may be held anywhere, run checks ownership. */
  ownRecord?: true
  /** All its statements see one moment (figures that must add up to each other); somebody else's change meanwhile answers `stale`. */
  oneSnapshot?: true
  /** The answer holds a secret shown once: it is not kept with an idempotency key, and a repeated request gets null. */
  secretAnswer?: true
  /** Goes on in a tenant that has ended: keeping accounts safe, and reading that is written down. */
  afterEnd?: true
  /** A mere count of visits, nobody's deed: no audit entry is written. Not for anything a person decides. */
  unaudited?: true
  run: (ctx: C, input: InferOutput<S>) => Promise<R>
  /** Error codes for constraints the database may refuse, by constraint name: `{ meeting_regular: 'meetings.month_taken' }`. */
  constraints?: Record<string, { code: string; field?: string }>
}

export type Operation<S extends GenericSchema = GenericSchema, R = unknown> = Definition<S, Context, R> & {
  kind: 'operation'
}
export type Query<S extends GenericSchema = GenericSchema, R = unknown> = Definition<S, ReadContext, R> & {
  kind: 'query'
}
// Any operation or query, whatever its input and result: for registries.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyOperation = Operation<any, any>
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyQuery = Query<any, any>

export function operation<S extends GenericSchema, R>(definition: Definition<S, Context, R>): Operation<S, R> {
  return Object.freeze({ ...definition, kind: 'operation' as const })
}

export function query<S extends GenericSchema, R>(definition: Definition<S, ReadContext, R>): Query<S, R> {
  return Object.freeze({ ...definition, kind: 'query' as const })
}
