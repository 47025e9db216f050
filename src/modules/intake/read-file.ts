// Reads the rows of a workbook in the background: understood, looked up in the register and staged five hundred at a time, so that memory does
// not grow with the file. Read again from the start, it stages anew.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { withTenant } from '#platform/db/db.ts'
import { job } from '#platform/jobs/define-job.ts'
import type { JobContext, Progress } from '#platform/jobs/define-job.ts'
import { askAll } from '#platform/operation/execute.ts'
import type { SheetCell } from '#platform/paper/headed-sheet.ts'
import { formulaCells } from '#platform/paper/formula-cells.ts'
import type { FormulaCells } from '#platform/paper/formula-cells.ts'
import { readWorkbook } from '#platform/paper/xlsx.ts'
import { columnLetters } from '#platform/paper/workbook-rows.ts'
import { sql } from 'kysely'
import { compareWith } from './compare-register.ts'
import type { Mapping } from './columns.ts'
import { cellBook } from './find-cells.ts'
import { LIMITS } from './find-sheets.ts'
import { readFileTitle } from './intake-messages.ts'
import { openFile, readIntakeRow } from './intake-store.ts'
import type { Intake } from './intake-store.ts'
import { readRow } from './judge-row.ts'
import { countRows } from './row-counts.ts'
import { fontOf } from './repair-text.ts'
import { reachOf, stagedRows } from './stage-rows.ts'
import type { ReadLine } from './stage-rows.ts'

export const READ_FILE = 'intake.read-file'
const CHUNK = 500
const SAMPLE = 300

async function* linesOf(bytes: Uint8Array, intake: Intake): AsyncGenerator<{ line: number; cells: SheetCell[] }> {
  const chosen = intake.sheets[intake.sheet]
  const sheet = (await readWorkbook(bytes, LIMITS)).find((each) => each.name === chosen?.name)
  if (!sheet || !chosen) throw notFound()
  const places = Object.values(intake.columns)
  for await (const row of sheet.rows()) {
    const line = row.index + 1
    if (line <= chosen.head) continue
    const cells = row.cells.slice(0, chosen.heads.length)
    if (places.some((place) => !isBlank(cells[place])) && !isNumbering(cells, intake.columns)) yield { line, cells }
  }
}

const isBlank = (cell: SheetCell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')

/** The line (1) (2) (3) that registers have below their headings. */
const isNumbering = (cells: readonly SheetCell[], columns: Mapping): boolean => {
  const told = Object.values(columns).map((place) => String(cells[place] ?? ''))
  return told.length > 2 && told.every((text) => text === '' || /^\(?\d{1,2}\)?$/.test(text.trim()))
}

/** Places of a row's cells that are among the formulas. */
function formulasOf(formulas: ReadonlySet<string>, line: number, columns: Mapping): ReadonlySet<number> {
  const found = new Set<number>()
  if (formulas.size > 0)
    for (const place of Object.values(columns)) if (formulas.has(`${columnLetters(place)}${line}`)) found.add(place)
  return found
}

async function readRows(
  ctx: JobContext,
  intake: Intake,
  facts: { bytes: Uint8Array; formulas: FormulaCells; today: Day },
  progress: Progress,
): Promise<number> {
  const { bytes, formulas, today } = facts
  const sample: string[] = []
  let total = 0
  for await (const { cells } of linesOf(bytes, intake))
    if (total++ < SAMPLE) sample.push(...cells.filter((cell) => typeof cell === 'string'))
  const font = fontOf(sample)
  const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) => withTenant(ctx.database, ctx.tenantId, work)
  const { book, reach } = await inTenant(async (db) => {
    const reader = { tenantId: ctx.tenantId, db }
    for (const table of ['bridge_line', 'intake_row'] as const)
      await db.deleteFrom(table).where('tenant_id', '=', ctx.tenantId).where('intake_id', '=', intake.id).execute()
    return {
      book: await cellBook(reader, intake.unitId, intake.purpose === 'compare' ? intake.asOf : today),
      reach: await reachOf(reader, intake, today),
    }
  })
  const seen = new Map<string, number>()
  let done = 0
  let chunk: ReadLine[] = []
  const stage = async () => {
    ctx.signal.throwIfAborted()
    const lines = chunk
    chunk = []
    await inTenant(async (db) => {
      const reader = { tenantId: ctx.tenantId, db }
      await insertRows(db, 'intake_row', await stagedRows(reader, intake, lines, { book, reach, seen, today }))
    })
    done += lines.length
    progress.set(done, total)
  }
  for await (const { line, cells } of linesOf(bytes, intake)) {
    const judged = readRow(cells, {
      mapping: intake.columns,
      font,
      today,
      calculated: formulasOf(formulas.calculated, line, intake.columns),
      uncalculated: formulasOf(formulas.empty, line, intake.columns),
    })
    chunk.push({ line, cells, judged })
    if (chunk.length < CHUNK) continue
    if (await progress.cancelled()) return done
    await stage()
  }
  if (chunk.length > 0 && !(await progress.cancelled())) await stage()
  return done
}

export const readFileJob = job({
  name: READ_FILE,
  title: readFileTitle,
  async run(ctx, { intakeId }: { intakeId: Id }, progress) {
    // With the rights of now, and by the clock operations go by.
    const { intake, today, bytes } = await askAll(
      ctx.database,
      ctx.caller,
      async (_, reader) => {
        const found = await readIntakeRow(reader, intakeId)
        if (!(await reader.actor.covers(reader.db, 'member.write', [found.unitId]))) throw notFound()
        return { intake: found, today: reader.today, bytes: await openFile(reader, intakeId) }
      },
      { now: ctx.now },
    )
    if (intake.state !== 'reading' || intake.runId !== ctx.runId) return { intakeId }
    const formulas = await formulaCells(bytes, intake.sheets[intake.sheet]?.name ?? '')
    const lines = await readRows(ctx, intake, { bytes, formulas, today }, progress)
    if (await progress.cancelled()) return { intakeId }
    await withTenant(ctx.database, ctx.tenantId, async (db) => {
      const reader = { tenantId: ctx.tenantId, db }
      if (intake.purpose === 'compare') await compareWith(reader, intake, ctx.now)
      await db
        .updateTable('intake')
        .set({
          state: 'read',
          counts: JSON.stringify(await countRows(reader, intake)),
          read_at: ctx.now,
          version: sql`version + 1`,
        })
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', intakeId)
        .where('run_id', '=', ctx.runId)
        .execute()
    })
    return { intakeId, lines }
  },
})
