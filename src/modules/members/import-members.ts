// Many histories at once: old registers and the demo. Each history is held to the same pure core as a single deed; one that is
// unsound refuses the whole import and names its row. Statements carry 2,000 rows.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { recordDecisions } from '#modules/decisions/decisions.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { cellFault } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { importInput } from './import-input.ts'
import type { ImportedMember } from './import-input.ts'
import { faultOf } from './member.ts'
import type { MemberHistory } from './member.ts'
import { insertEvents, insertSpans } from './member-store.ts'
import { personColumns } from './person-fields.ts'
import { allColumns, valuesIn } from './record-fields.ts'

interface Row extends ImportedMember {
  memberId: Id
  personId: Id
  history: MemberHistory
}

const historyOf = (row: ImportedMember): MemberHistory => ({
  admittedOn: row.admittedOn,
  confirmedOn: row.confirmedOn,
  leftOn: row.leftOn,
  statuses: row.statuses.map(({ status, standing, from, to }) => ({ id: null, status, standing, valid: { from, to } })),
  cells: row.cells.map(({ unitId, from, to }) => ({ id: null, unitId, valid: { from, to } })),
})

const wrong = (row: ImportedMember, at: number, field: string, code: string, details = {}) =>
  AppError.at(`members.${at}.${field}`, code, { ...details, name: row.fullName, row: at + 1 })

async function check(ctx: Context, rows: readonly Row[], papers: number): Promise<void> {
  rows.forEach((row, at) => {
    const fault = faultOf(row.history)
    if (fault) throw wrong(row, at, fault.field, fault.code, fault.details)
    const paper = row.events.findIndex((event) => event.decision !== null && event.decision >= papers)
    if (paper >= 0) throw wrong(row, at, `events.${paper}.decision`, 'decisions.unknown')
  })
  const uses = rows.flatMap((row, at) =>
    row.history.cells.map((cell, n) => ({ unitId: cell.unitId, valid: cell.valid, at, n })),
  )
  const fault = await cellFault(ctx, uses)
  if (!fault) return
  const { at, n } = fault.use as (typeof uses)[number]
  throw wrong(rows[at] as Row, at, `cells.${n}.unitId`, fault.code, { on: fault.on })
}

export const importMembers = operation({
  name: 'members.import-members',
  summary: 'Take over many members with their whole histories: persons, statuses, cells, events, decisions',
  permission: 'member.write',
  input: importInput,
  units: (_, input) => [
    ...new Set(input.members.flatMap((row) => [...row.cells, ...row.events].map((part) => part.unitId))),
  ],
  constraints: memberConstraints,
  async run(ctx, input) {
    const rows: Row[] = input.members.map((row) => ({
      ...row,
      memberId: row.memberId ?? ctx.newId(),
      personId: ctx.newId(),
      history: historyOf(row),
    }))
    await check(ctx, rows, input.decisions.length)
    const papers = await recordDecisions(ctx, input.decisions, (at) => `decisions.${at}.number`)
    await insertRows(
      ctx.db,
      'person',
      rows.map((row) => ({
        ...personColumns(ctx.tenantId, row.personId, row, ctx.now, valuesIn(row.record)),
        version: 1,
      })),
    )
    await insertRows(
      ctx.db,
      'member',
      rows.map((row) => ({
        ...allColumns('member', valuesIn(row.record)),
        tenant_id: ctx.tenantId,
        id: row.memberId,
        person_id: row.personId,
        card_number: row.cardNumber,
        file_number: row.fileNumber,
        admitted_on: row.admittedOn,
        confirmed_on: row.confirmedOn,
        left_on: row.leftOn,
        version: 1,
        recorded_at: ctx.now,
        changed_at: ctx.now,
      })),
    )
    await insertSpans(
      ctx,
      rows.map(({ memberId, history }) => ({ memberId, history, cause: { decisionId: null } })),
    )
    await insertEvents(
      ctx,
      rows.flatMap(({ memberId, events }) =>
        events.map(({ decision, ...event }) => ({
          ...event,
          memberId,
          decisionId: decision === null ? null : (papers[decision] ?? null),
        })),
      ),
    )
    ctx.note({ members: rows.length, decisions: papers.length })
    return { memberIds: rows.map((row) => row.memberId) }
  },
})
