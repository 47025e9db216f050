// Staged rows by pages, those with faults first; and the rows of the file again with what is wrong beside them, for whoever brought it.
import { notFound } from '#kernel/errors.ts'
import { likeSafe } from '#kernel/vietnamese/text.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { idField, optionalChoice, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { SheetCell } from '#platform/paper/headed-sheet.ts'
import { columnLetters } from '#platform/paper/workbook-rows.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { isColumn } from './columns.ts'
import type { ColumnKey } from './columns.ts'
import { openRow, readIntakeRow, unitOfIntake } from './intake-store.ts'
import type { Choice, Intake } from './intake-store.ts'
import { ROW_FILTERS, ROWS_THAT } from './row-counts.ts'
import type { Finding } from './understand.ts'

export const ROWS_A_PAGE = 50

/** A finding with its cell, as people call it: D17; the row alone where no column is meant. */
export interface ToldFinding extends Finding {
  readonly cell: string
}

export const told = (intake: Intake, line: number, findings: readonly Finding[]): ToldFinding[] =>
  findings.map((finding) => {
    const place = isColumn(finding.field) ? intake.columns[finding.field as ColumnKey] : undefined
    return { ...finding, cell: place === undefined ? String(line) : `${columnLetters(place)}${line}` }
  })

const filtered = (ctx: ReadContext, intake: Intake, filter: (typeof ROW_FILTERS)[number] | null, find: string | null) =>
  sql`from intake_row where tenant_id = ${ctx.tenantId} and intake_id = ${intake.id}
    ${filter ? sql`and ${ROWS_THAT[filter]}` : sql``}
    ${find ? sql`and (' ' || sort_key || ' ' || lower(name)) like ${`%${likeSafe(find.toLowerCase())}%`}` : sql``}` as RawBuilder<unknown>

interface Stored {
  line: number
  name: string
  unit_id: string | null
  person_id: string | null
  member_id: string | null
  matched_by: string | null
  certain: boolean | null
  twin_line: number | null
  differs: string[]
  fills: string[]
  faults: Finding[]
  notes: Finding[]
  choice: Choice | null
  outcome: string | null
  sealed: Buffer
}

export const listRows = query({
  name: 'intake.list-rows',
  summary: 'Staged rows of an import, fifty a page, those with faults first',
  permission: 'member.write',
  input: v.object({
    intakeId: idField(),
    filter: v.optional(optionalChoice(ROW_FILTERS), null),
    find: v.optional(optionalText(100), null),
    page: v.optional(optionalInteger(1, 10_000), null),
  }),
  units: (ctx, input) => unitOfIntake(ctx, input.intakeId),
  async run(ctx, input) {
    const intake = await readIntakeRow(ctx, input.intakeId)
    const page = input.page ?? 1
    const rest = filtered(ctx, intake, input.filter, input.find)
    const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n ${rest}`.execute(ctx.db)
    const { rows } = await sql<Stored>`
      select line, name, unit_id, person_id, member_id, matched_by, certain, twin_line, differs, fills, faults, notes, choice, outcome, sealed
      ${rest} order by (choice is null) desc, fault_count > 0 desc, line
      limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`.execute(ctx.db)
    const units = await namesOn(
      ctx,
      rows.flatMap((row) => row.unit_id ?? []),
      ctx.today,
    )
    return {
      page,
      size: ROWS_A_PAGE,
      total: counted[0]?.n ?? 0,
      rows: rows.map((row) => {
        const { values } = openRow(ctx.tenantId, intake.id, row.line, row.sealed)
        return {
          line: row.line,
          name: row.name,
          birthOn: typeof values.birthOn === 'string' ? values.birthOn : null,
          unitName: row.unit_id ? (units.get(row.unit_id)?.name ?? null) : null,
          memberId: row.member_id,
          matchedBy: row.matched_by,
          certain: row.certain,
          differs: row.differs as ColumnKey[],
          fills: row.fills as ColumnKey[],
          faults: told(intake, row.line, row.faults),
          notes: told(intake, row.line, row.notes),
          choice: row.choice,
          outcome: row.outcome,
        }
      }),
    }
  },
})

export const faultSheet = query({
  name: 'intake.fault-sheet',
  summary: 'The rows of the file as they were brought, with what is wrong in each; for whoever brought it',
  permission: 'member.write',
  input: v.object({ intakeId: idField(), filter: v.optional(optionalChoice(ROW_FILTERS), null) }),
  units: (ctx, input) => unitOfIntake(ctx, input.intakeId),
  async run(ctx, input) {
    const intake = await readIntakeRow(ctx, input.intakeId)
    // Cells come unmasked: only to the account that had them in the first place.
    if (intake.createdBy !== ctx.actor.accountId) throw notFound()
    const { rows } = await sql<Stored>`
      select line, faults, notes, sealed ${filtered(ctx, intake, input.filter, null)} order by line`.execute(ctx.db)
    const sheet = intake.sheets[intake.sheet]
    return {
      sheet: sheet?.name ?? '',
      heads: [...(sheet?.heads ?? [])],
      days: Object.entries(intake.columns).flatMap(([key, place]) =>
        key.endsWith('On') || key === 'since' ? [place] : [],
      ),
      rows: rows.map((row) => ({
        line: row.line,
        cells: openRow(ctx.tenantId, intake.id, row.line, row.sealed).cells as SheetCell[],
        faults: told(intake, row.line, row.faults),
        notes: told(intake, row.line, row.notes),
      })),
    }
  },
})
