// Reads dossiers for change and writes their steps: a step is added or voided, never changed; what the dossier's row says is drawn
// from its steps each time. Made for many at once: a round writes 45 dossiers with as few statements as one.
import { contains, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { itemsOf, loadRulebook, quantityOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Dossier, Line, Surroundings } from './dossier.ts'
import type { Applicant, Court } from './judge.ts'
import { isOpen } from './steps.ts'
import type { Stage, Step } from './steps.ts'

export type Reader = Pick<ReadContext, 'tenantId' | 'db'>

export type StoredStep = Step & {
  readonly seq: number
  readonly unitId: Id
  /** The scan of its paper. */
  readonly fileId: Id | null
}

export interface StoredDossier {
  readonly id: Id
  readonly personId: Id
  readonly name: string
  readonly unitId: Id
  readonly memberId: Id | null
  readonly version: number
  readonly stage: Stage
  readonly applicant: Applicant
  /** Those that count, in order. */
  readonly steps: readonly StoredStep[]
}

/** Dossiers with the steps that count, in the order of the ids asked for; unknown ids are missing. Two statements. */
export async function readDossiers(ctx: Reader, ids: readonly Id[], lock = false): Promise<StoredDossier[]> {
  if (ids.length === 0) return []
  const wanted = sql<Id>`any(${[...ids]}::uuid[])`
  const rows = await ctx.db
    .selectFrom('admission_dossier as d')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'd.tenant_id').onRef('p.id', '=', 'd.person_id'))
    .select(['d.id', 'd.person_id', 'd.unit_id', 'd.member_id', 'd.version', 'd.stage'])
    .select(['p.full_name', 'p.birth_on', 'p.education'])
    .where('d.tenant_id', '=', ctx.tenantId)
    .where('d.id', '=', wanted)
    .orderBy('d.id')
    .$if(lock, (qb) => qb.forUpdate('d'))
    .execute()
  const steps = await ctx.db
    .selectFrom('admission_step')
    .select(['id', 'dossier_id', 'unit_id', 'seq', 'kind', 'on_day', 'facts', 'decision_id', 'file_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('dossier_id', '=', wanted)
    .where('voided_at', 'is', null)
    .orderBy('dossier_id')
    .orderBy('seq')
    .execute()
  const byDossier = Map.groupBy(steps, (step) => step.dossier_id)
  const found = new Map(
    rows.map((row): [Id, StoredDossier] => [
      row.id,
      {
        id: row.id,
        personId: row.person_id,
        name: row.full_name,
        unitId: row.unit_id,
        memberId: row.member_id,
        version: row.version,
        stage: row.stage as Stage,
        applicant: { birthOn: row.birth_on, education: row.education },
        steps: (byDossier.get(row.id) ?? []).map(
          (step) =>
            ({
              id: step.id,
              kind: step.kind,
              on: step.on_day,
              facts: step.facts,
              decisionId: step.decision_id,
              seq: step.seq,
              unitId: step.unit_id,
              fileId: step.file_id,
            }) as StoredStep,
        ),
      },
    ]),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** What stands over a cell, by day; and whose committee decides there. */
export interface Lines {
  of: (unitId: Id, on: Day) => Line & { sectionId: Id | null; committeeId: Id | null; topId: Id | null }
}

/** The lines over these cells at all times. One statement. */
export async function linesOver(ctx: Reader, unitIds: readonly Id[]): Promise<Lines> {
  const { rows } = await sql<{ cell: Id; unit: Id; kind: string; delegated: boolean; valid: string }>`
    select c.descendant_id as cell, c.ancestor_id as unit, v.kind, v.delegated, (c.valid * v.valid)::text as valid
    from unit_closure c
    join unit_version v on v.tenant_id = c.tenant_id and v.unit_id = c.ancestor_id and v.valid && c.valid
    where c.tenant_id = ${ctx.tenantId} and c.depth > 0 and c.descendant_id = any(${[...new Set(unitIds)]}::uuid[])`.execute(
    ctx.db,
  )
  const above = Map.groupBy(
    rows.map((row): typeof row & { span: DateRange } => ({ ...row, span: parseRange(row.valid) })),
    (row) => row.cell,
  )
  return {
    of(unitId, on) {
      const line = (above.get(unitId) ?? []).filter((row) => contains(row.span, on))
      const of = (kind: string) => line.find((row) => row.kind === kind)
      const [section, committee, top] = [of('section'), of('grassroots_committee'), of('bloc')]
      return {
        section: section !== undefined,
        committee: committee !== undefined,
        delegated: committee?.delegated === true,
        sectionId: section?.unit ?? null,
        committeeId: committee?.unit ?? null,
        topId: top?.unit ?? null,
      }
    },
  }
}

export interface Chamber {
  readonly rules: Rulebook
  readonly lines: Lines
  /** What fold and judgement ask, for one dossier. A step belongs to the cell that had it. */
  court: (applicant: Applicant, unitOn: (on: Day) => Id) => Court & Surroundings
}

/** Rules, calendar and lines over these cells: what every judgement needs. Two statements. */
export async function chamberOf(ctx: Reader, unitIds: readonly Id[]): Promise<Chamber> {
  const rules = await loadRulebook(ctx)
  const lines = await linesOver(ctx, unitIds)
  const calendar = workingCalendarOf(rules)
  const maxVotes = (on: Day): number | null => {
    const rule = rules.at('MAX_VOTES', on)
    return rule ? quantityOf(rule).amount : null
  }
  return {
    rules,
    lines,
    court: (applicant, unitOn) => ({
      rules,
      calendar,
      applicant,
      maxVotes,
      line: (on) => lines.of(unitOn(on), on),
    }),
  }
}

/** In which cell a dossier was on a day, by its steps handed over; `first` is the cell it began in. */
export function cellOn(first: Id, steps: readonly Pick<Step, 'kind' | 'on' | 'facts'>[]): (on: Day) => Id {
  const moves = steps.flatMap((step) =>
    step.kind === 'handed_over' ? [{ on: step.on, unitId: (step.facts as { unitId: Id }).unitId }] : [],
  )
  return (on) => moves.findLast((move) => move.on <= on)?.unitId ?? first
}

export interface NewStep {
  readonly step: Step
  readonly dossierId: Id
  readonly unitId: Id
  readonly seq: number
  readonly fileId?: Id | null
}

export async function insertSteps(ctx: Context, steps: readonly NewStep[]): Promise<void> {
  await insertRows(
    ctx.db,
    'admission_step',
    steps.map(({ step, dossierId, unitId, seq, fileId = null }) => ({
      tenant_id: ctx.tenantId,
      id: step.id,
      dossier_id: dossierId,
      unit_id: unitId,
      seq,
      kind: step.kind,
      on_day: step.on,
      facts: step.facts as never,
      decision_id: step.decisionId,
      file_id: fileId,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })),
  )
}

export async function voidSteps(ctx: Context, ids: readonly Id[], reason: string): Promise<void> {
  await ctx.db
    .updateTable('admission_step')
    .set({ voided_at: ctx.now, voided_by: ctx.actor.accountId, void_reason: reason })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .execute()
}

export interface Projection {
  readonly id: Id
  readonly unitId: Id
  readonly memberId: Id | null
  readonly dossier: Dossier
}

/** Writes what the steps make of these dossiers. One statement, however many. */
export async function saveProjections(ctx: Context, all: readonly Projection[]): Promise<void> {
  if (all.length === 0) return
  const rows = JSON.stringify(
    all.map(({ id, unitId, memberId, dossier }) => ({
      id,
      unit_id: unitId,
      member_id: memberId,
      stage: dossier.stage,
      stage_on: dossier.stageOn,
      open: isOpen(dossier.stage),
      readmission: dossier.readmission !== null,
    })),
  )
  await sql`
    update admission_dossier d set unit_id = x.unit_id, member_id = x.member_id, stage = x.stage, stage_on = x.stage_on,
      open = x.open, readmission = x.readmission, version = d.version + 1, changed_at = ${ctx.now}
    from jsonb_to_recordset(${rows}::jsonb)
      as x(id uuid, unit_id uuid, member_id uuid, stage text, stage_on date, open boolean, readmission boolean)
    where d.tenant_id = ${ctx.tenantId} and d.id = x.id`.execute(ctx.db)
}

/** The words of the stages, from the rulebook of the day. */
export function stageNames(rules: Rulebook, on: Day): Readonly<Record<string, string>> {
  const names = ['ADMISSION_STEPS', 'OFFICIAL_STEPS'].flatMap((code) => {
    const rule = rules.at(code, on)
    return rule ? itemsOf(rule).map(({ code: stage, label }): [string, string] => [stage, label]) : []
  })
  return Object.fromEntries(names)
}
