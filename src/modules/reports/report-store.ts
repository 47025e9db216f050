// Reads of a report and its parts that operations and queries share; locks where something will be written.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { parsePeriod } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { afterAct } from './report.ts'
import type { Heading, PartAct, PartState } from './report.ts'

export interface StoredReport {
  id: Id
  /** The bloc. */
  unitId: Id
  periodCode: string
  period: Period
  title: string
  cutOffOn: Day
  dueOn: Day
  headings: Heading[]
  state: 'open' | 'frozen'
  version: number
}

/** The report, locked against other writers when `lock`. Throws not_found. */
export async function readStored(
  ctx: Pick<ReadContext, 'db' | 'tenantId'>,
  reportId: Id,
  lock: 'no' | 'share' | 'update' = 'no',
): Promise<StoredReport> {
  const row = await ctx.db
    .selectFrom('report')
    .select(['id', 'unit_id', 'period', 'title', 'cut_off_on', 'due_on', 'headings', 'state', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', reportId)
    .$if(lock === 'update', (qb) => qb.forUpdate())
    .$if(lock === 'share', (qb) => qb.forShare())
    .executeTakeFirst()
  const period = row && parsePeriod(row.period)
  if (!row || !period) throw notFound()
  return {
    id: row.id,
    unitId: row.unit_id,
    periodCode: row.period,
    period,
    title: row.title,
    cutOffOn: row.cut_off_on,
    dueOn: row.due_on,
    headings: row.headings as Heading[],
    state: row.state as StoredReport['state'],
    version: row.version,
  }
}

/** The bloc's unit of a report, for authorising; empty when the report is unknown. */
export async function reportUnit(ctx: ReadContext, reportId: Id): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('report')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', reportId)
    .executeTakeFirst()
  return row ? [row.unit_id] : []
}

export interface StoredPart {
  unitId: Id
  state: PartState
  submittedOn: Day | null
  submittedAt: Date | null
  decidedAt: Date | null
  reason: string | null
  /** 0 while nothing is written. */
  version: number
}

export const NO_PART: Omit<StoredPart, 'unitId'> = {
  state: 'none',
  submittedOn: null,
  submittedAt: null,
  decidedAt: null,
  reason: null,
  version: 0,
}

/** Parts begun, by unit. `lock` for a part that will be written. */
export async function readParts(
  ctx: Pick<ReadContext, 'db' | 'tenantId'>,
  reportId: Id,
  only?: { unitId: Id; lock: boolean },
): Promise<Map<Id, StoredPart>> {
  const rows = await ctx.db
    .selectFrom('report_part')
    .select([
      'unit_id as unitId',
      'state',
      'submitted_on as submittedOn',
      'submitted_at as submittedAt',
      'decided_at as decidedAt',
      'reason',
      'version',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .where('report_id', '=', reportId)
    .$if(only !== undefined, (qb) => qb.where('unit_id', '=', only?.unitId as Id))
    .$if(only?.lock === true, (qb) => qb.forUpdate())
    .execute()
  return new Map(rows.map((row) => [row.unitId, { ...row, state: row.state as PartState }]))
}

/** Texts by unit, then by heading. */
export async function readNarratives(
  ctx: Pick<ReadContext, 'db' | 'tenantId'>,
  reportId: Id,
  unitId?: Id,
): Promise<Map<Id, Map<string, string>>> {
  const rows = await ctx.db
    .selectFrom('report_narrative')
    .select(['unit_id', 'heading', 'body'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('report_id', '=', reportId)
    .$if(unitId !== undefined, (qb) => qb.where('unit_id', '=', unitId as Id))
    .execute()
  const texts = new Map<Id, Map<string, string>>()
  for (const row of rows) {
    const unit = texts.get(row.unit_id) ?? new Map<string, string>()
    texts.set(row.unit_id, unit.set(row.heading, row.body))
  }
  return texts
}

const REFUSALS: Record<PartAct, string> = {
  write: 'reports.not_writable',
  submit: 'reports.sent_twice',
  withdraw: 'reports.not_withdrawable',
  return: 'reports.not_submitted',
  accept: 'reports.not_submitted',
}

/**
 * The part an act is about, locked, and the state the act leads to. Throws reports.frozen, the act's own refusal, or stale when
 * `version` is not the part's (0: nothing written yet).
 */
export async function beginAct(
  ctx: Context,
  given: { reportId: Id; unitId: Id; version: number },
  act: PartAct,
): Promise<{ report: StoredReport; part: StoredPart; next: PartState }> {
  const report = await readStored(ctx, given.reportId, 'share')
  if (report.state === 'frozen') throw new AppError('reports.frozen')
  const parts = await readParts(ctx, given.reportId, { unitId: given.unitId, lock: true })
  const part = parts.get(given.unitId) ?? { ...NO_PART, unitId: given.unitId }
  const next = afterAct(part.state, act)
  if (next === null)
    throw new AppError(part.state === 'none' && act === 'submit' ? 'reports.nothing_written' : REFUSALS[act])
  if (part.version !== given.version) throw new AppError('stale')
  return { report, part, next }
}

/** Writes the next state of a part. Shape: facts by column. */
export async function writePart(
  ctx: Context,
  reportId: Id,
  part: StoredPart,
  state: PartState,
  facts: {
    submitted_at?: Date | null
    submitted_on?: Day | null
    decided_at?: Date | null
    reason?: string | null
  } = {},
): Promise<number> {
  const version = part.version + 1
  const row = { ...facts, state, version, changed_at: ctx.now, changed_by: ctx.actor.accountId }
  if (part.version === 0) {
    const key = { tenant_id: ctx.tenantId, report_id: reportId, unit_id: part.unitId }
    await ctx.db
      .insertInto('report_part')
      .values({ ...key, ...row })
      .execute()
  } else {
    await ctx.db
      .updateTable('report_part')
      .set(row)
      .where('tenant_id', '=', ctx.tenantId)
      .where('report_id', '=', reportId)
      .where('unit_id', '=', part.unitId)
      .execute()
  }
  ctx.touch(reportId, part.unitId)
  ctx.note({ state })
  return version
}
