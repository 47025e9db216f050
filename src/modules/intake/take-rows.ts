// Takes the rows of a staged register into the register, in one transaction: new members by the import of members with all its checks,
// existing records by filling or replacing. Everything is looked up and judged once more, since the preview may be old.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { changeMany, importMembers, memberConstraints } from '#modules/members/members.server.ts'
import type { PersonChange } from '#modules/members/members.server.ts'
import type { Progress } from '#platform/jobs/define-job.ts'
import { validate } from '#platform/operation/execute.ts'
import { idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { differencesOf, WRITABLE } from './differences.ts'
import { lockIntake, openRow, sealBefore, unitOfIntake } from './intake-store.ts'
import type { Choice, Intake } from './intake-store.ts'
import { judgeNew, recordValuesOf } from './judge-row.ts'
import type { RowValues } from './columns.ts'
import { matchPeople } from './match-people.ts'
import type { Match } from './match-people.ts'
import { reachOf, withinReach } from './stage-rows.ts'

const CHUNK = 500

interface Taken {
  line: number
  unitId: Id | null
  personId: Id | null
  choice: Choice
  values: RowValues
}

interface Outcome {
  line: number
  outcome: 'new' | 'changed' | 'same' | 'skipped'
  made: { personId: Id; memberId: Id; version: number; memberVersion: number } | null
  before: Buffer | null
}

async function nextRows(ctx: Context, intake: Intake, after: number): Promise<Taken[]> {
  const rows = await ctx.db
    .selectFrom('intake_row')
    .select(['line', 'unit_id', 'person_id', 'choice', 'sealed'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('intake_id', '=', intake.id)
    .where('line', '>', after)
    .orderBy('line')
    .limit(CHUNK)
    .execute()
  return rows.map((row) => ({
    line: row.line,
    unitId: row.unit_id,
    personId: row.person_id,
    choice: (row.choice ?? 'skip') as Choice,
    values: openRow(ctx.tenantId, intake.id, row.line, row.sealed).values,
  }))
}

const refusedAt = (line: number, why: string, details: object = {}): AppError =>
  new AppError('intake.row_refused', { line, why, ...details })

const memberInput = (ctx: Context, intake: Intake, row: Taken) => {
  const { member, faults } = judgeNew(
    { values: row.values, faults: [], notes: [] },
    { unitId: row.unitId, asOf: intake.asOf, today: ctx.today },
  )
  if (!member) throw refusedAt(row.line, faults[0]?.code ?? 'field.required', { ...faults[0]?.details })
  const { religion, citizenId, phone, ethnicity } = row.values
  const record = recordValuesOf(row.values)
  return {
    ...record,
    ethnicity: ethnicity ?? 'kinh',
    record: {
      ...record,
      ...(row.values.martyrFamily === undefined ? {} : { martyrFamily: row.values.martyrFamily ? 'yes' : 'no' }),
    },
    religion: religion === 'none' ? null : religion,
    citizenId,
    phone,
    cardNumber: row.values.cardNumber,
    fileNumber: row.values.fileNumber,
    admittedOn: member.history.admittedOn,
    confirmedOn: member.history.confirmedOn,
    statuses: member.history.statuses.map(({ status, standing, valid }) => ({ status, standing, ...valid })),
    cells: member.history.cells.map(({ unitId, valid }) => ({ unitId, ...valid })),
    events: member.events,
  }
}

async function takeNew(ctx: Context, intake: Intake, rows: readonly Taken[], matches: readonly (Match | null)[]) {
  // Who came into the register since the preview, by their numbers or beyond doubt, is not entered a second time.
  const met = rows.findIndex((row, at) => {
    const match = matches[at]
    return match && (match.by === 'card' || match.by === 'citizen_id' || row.personId !== match.person.personId)
  })
  if (met >= 0) throw refusedAt(rows[met]?.line ?? 0, 'intake.came_meanwhile')
  if (rows.length === 0) return []
  const quiet: Context = { ...ctx, note: () => {} }
  let memberIds: readonly Id[]
  try {
    const input = validate(importMembers.input, { members: rows.map((row) => memberInput(ctx, intake, row)) })
    memberIds = (await importMembers.run(quiet, input)).memberIds
  } catch (thrown) {
    const [path, code] = thrown instanceof AppError ? (Object.entries(thrown.fields)[0] ?? []) : []
    const at = /^members\.(\d+)\./.exec(path ?? '')?.[1]
    if (at === undefined || code === undefined) throw thrown
    throw refusedAt(rows[Number(at)]?.line ?? 0, code, (thrown as AppError).details)
  }
  const { rows: people } = await sql<{ id: Id; person_id: Id }>`
    select id, person_id from member where tenant_id = ${ctx.tenantId} and id = any(${[...memberIds]}::uuid[])`.execute(
    ctx.db,
  )
  const personOf = new Map(people.map((row) => [row.id, row.person_id]))
  return rows.map((row, at): Outcome => {
    const memberId = memberIds[at] as Id
    const personId = personOf.get(memberId) as Id
    return { line: row.line, outcome: 'new', made: { personId, memberId, version: 1, memberVersion: 1 }, before: null }
  })
}

function changeOf(row: Taken, match: Match): PersonChange | null {
  const { person } = match
  const { differs, fills } = differencesOf(row.values, row.unitId, person, true)
  const keys = (row.choice === 'fill' ? fills : differs).filter((key) => WRITABLE.has(key))
  if (keys.length === 0 || person.memberId === null) return null
  const values = Object.fromEntries(keys.map((key) => [key, row.values[key]]))
  const { citizenId, phone, religion } = values
  return {
    personId: person.personId,
    memberId: person.memberId,
    record: recordValuesOf(values as RowValues),
    masked: {
      ...(citizenId === undefined ? {} : { citizenId: String(citizenId) }),
      ...(phone === undefined ? {} : { phone: String(phone) }),
      ...(religion === undefined ? {} : { religion: religion === 'none' ? null : String(religion) }),
    },
  }
}

async function takeChanges(
  ctx: Context,
  intake: Intake,
  reach: ReadonlySet<Id> | null,
  rows: readonly Taken[],
  matches: readonly (Match | null)[],
) {
  const changes = rows.map((row, at) => {
    const match = matches[at]
    const there = match !== undefined && match !== null && withinReach(match.person, reach)
    if (!there || match.person.personId !== row.personId || match.person.leftOn !== null)
      throw refusedAt(row.line, 'intake.went_meanwhile')
    return { row, match, change: changeOf(row, match) }
  })
  const wanted = changes.flatMap((each) => (each.change ? [each.change] : []))
  const before = new Map((await changeMany(ctx, wanted)).map((columns) => [columns.personId, columns]))
  return changes.map(({ row, match, change }): Outcome => {
    const old = before.get(match.person.personId)
    if (!change || !old) return { line: row.line, outcome: 'same', made: null, before: null }
    const counted = (columns: object) => (Object.keys(columns).length > 0 ? 1 : 0)
    return {
      line: row.line,
      outcome: 'changed',
      made: {
        personId: change.personId,
        memberId: change.memberId,
        version: match.person.version + counted(old.person),
        memberVersion: (match.person.memberVersion ?? 0) + counted(old.member),
      },
      before: sealBefore(ctx.tenantId, intake.id, row.line, old),
    }
  })
}

async function keepOutcomes(ctx: Context, intake: Intake, outcomes: readonly Outcome[]): Promise<void> {
  const told = outcomes.map(({ line, outcome, made, before }) => ({
    line,
    outcome,
    made,
    before_sealed: before ? `\\x${before.toString('hex')}` : null,
  }))
  await sql`
    update intake_row t set outcome = r.outcome, made = r.made, before_sealed = r.before_sealed,
      person_id = coalesce(t.person_id, (r.made ->> 'personId')::uuid), member_id = coalesce(t.member_id, (r.made ->> 'memberId')::uuid)
    from jsonb_populate_recordset(null::intake_row, ${JSON.stringify(told)}::jsonb) r
    where t.tenant_id = ${ctx.tenantId} and t.intake_id = ${intake.id} and t.line = r.line`.execute(ctx.db)
}

/** The operation with somebody who watches it; `cancelled` takes everything back. */
export const takingRows = (progress: Progress | null) =>
  operation({
    name: 'intake.take-rows',
    summary: 'Carry out an import that was asked for; what its job does',
    permission: 'member.write',
    input: v.object({ intakeId: idField(), runId: idField() }),
    units: (ctx, input) => unitOfIntake(ctx, input.intakeId),
    constraints: {
      member_tenant_id_card_number_key: { code: memberConstraints.member_tenant_id_card_number_key.code },
    },
    async run(ctx, input) {
      const intake = await lockIntake(ctx, input, ['applying', 'applied'])
      if (intake.runId !== input.runId) throw new AppError('intake.wrong_state')
      const counts: Record<string, number> = { new: 0, changed: 0, same: 0, skipped: 0 }
      if (intake.state === 'applied') return { intakeId: intake.id }
      const reach = await reachOf(ctx, intake, ctx.today)
      let done = 0
      for (let after = 0; ;) {
        const rows = await nextRows(ctx, intake, after)
        if (rows.length === 0) break
        after = rows.at(-1)?.line ?? after
        const matches = await matchPeople(
          ctx,
          rows.map((row) => row.values),
          ctx.today,
        )
        const part = (...choices: Choice[]) => {
          const places = rows.flatMap((row, at) => (choices.includes(row.choice) ? [at] : []))
          return [places.map((at) => rows[at] as Taken), places.map((at) => matches[at] ?? null)] as const
        }
        const outcomes: Outcome[] = [
          ...(await takeNew(ctx, intake, ...part('new'))),
          ...(await takeChanges(ctx, intake, reach, ...part('fill', 'replace'))),
          ...part('skip')[0].map((row): Outcome => ({ line: row.line, outcome: 'skipped', made: null, before: null })),
        ]
        await keepOutcomes(ctx, intake, outcomes)
        for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
        done += outcomes.filter((each) => each.outcome !== 'skipped').length
        progress?.set(done)
        if (await progress?.cancelled()) throw new AppError('intake.cancelled')
      }
      await ctx.db
        .updateTable('intake')
        .set({
          state: 'applied',
          applied_at: ctx.now,
          applied_by: ctx.actor.accountId,
          file_sealed: null,
          counts: JSON.stringify({ ...intake.counts, taken: counts['new'], changed: counts['changed'] }),
          version: sql`version + 1`,
        })
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', intake.id)
        .execute()
      ctx.touch(intake.id)
      ctx.note(counts)
      return { intakeId: intake.id }
    },
  })

export const takeRows = takingRows(null)
