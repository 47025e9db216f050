// Read rows as they are staged: who of the register each is, what differs, what stands against taking it, and what is suggested for it.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { nameSortKey } from '#kernel/vietnamese/name.ts'
import { unitsUnder } from '#modules/units/units.server.ts'
import type { Db } from '#platform/db/db.ts'
import type { DB } from '#platform/db/schema.ts'
import type { SheetCell } from '#platform/paper/headed-sheet.ts'
import type { Insertable } from 'kysely'
import { differencesOf, WRITABLE } from './differences.ts'
import type { CellBook } from './find-cells.ts'
import { sealRow } from './intake-store.ts'
import type { Choice, Intake } from './intake-store.ts'
import { judgeNew } from './judge-row.ts'
import type { JudgedRow } from './judge-row.ts'
import { keysOf, matchPeople } from './match-people.ts'
import type { Match } from './match-people.ts'
import type { Finding } from './understand.ts'

export interface ReadLine {
  line: number
  cells: SheetCell[]
  judged: JudgedRow
}

export interface Stage {
  book: CellBook
  /** Units of whose people the import may know; null: the whole bloc. */
  reach: ReadonlySet<Id> | null
  /** First line of each key of a person. */
  seen: Map<string, number>
  today: Day
}

type Suggested = {
  faults: readonly Finding[]
  notes: readonly Finding[]
  choice: Choice | null
  match: Match | null
  differs: string[]
  fills: string[]
}

/** Rows of the staging table for lines of a sheet, in their order: a few statements for all of them. */
export async function stagedRows(
  ctx: { tenantId: Id; db: Db },
  intake: Intake,
  lines: readonly ReadLine[],
  stage: Stage,
): Promise<Insertable<DB['intake_row']>[]> {
  const on = intake.purpose === 'compare' ? intake.asOf : stage.today
  const matches = await matchPeople(
    ctx,
    lines.map((each) => each.judged.values),
    on,
  )
  return lines.map(({ line, cells, judged }, at) => {
    const { values } = judged
    const cell = stage.book.find(values)
    const read: JudgedRow = cell.fault ? { ...judged, faults: [...judged.faults, cell.fault] } : judged
    const twin = twinOf(stage.seen, read, line)
    const row = suggest(intake, read, cell.unitId, matches[at] ?? null, twin, stage)
    const name = typeof values.fullName === 'string' ? values.fullName : ''
    return {
      tenant_id: ctx.tenantId,
      intake_id: intake.id,
      line,
      name,
      sort_key: nameSortKey(name),
      unit_id: cell.unitId,
      person_id: row.match?.person.personId ?? null,
      member_id: row.match?.person.memberId ?? null,
      matched_by: row.match?.by ?? null,
      certain: row.match?.certain ?? null,
      twin_line: twin,
      differs: row.differs,
      fills: row.fills,
      // Rows travel to the database as JSON: values, not texts of them.
      faults: row.faults as unknown as string,
      notes: row.notes as unknown as string,
      fault_count: row.faults.length,
      note_count: row.notes.length,
      choice: row.choice,
      sealed: sealRow(ctx.tenantId, intake.id, line, { cells, values }),
    }
  })
}

function twinOf(seen: Map<string, number>, read: JudgedRow, line: number): number | null {
  let twin: number | null = null
  for (const key of keysOf(read.values)) {
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, line)
    else twin ??= earlier
  }
  return twin
}

function suggest(
  intake: Intake,
  read: JudgedRow,
  unitId: Id | null,
  found: Match | null,
  twin: number | null,
  stage: Stage,
): Suggested {
  const plain = { match: null, differs: [], fills: [] }
  const about = (code: string, details: Finding['details'] = {}): Finding => ({
    field: 'fullName',
    code,
    read: '',
    details,
  })
  if (intake.purpose === 'compare') {
    const match = within(found, stage) ? found : null
    const { differs, fills } = match ? differencesOf(read.values, unitId, match.person, false) : plain
    return { ...read, choice: null, match, differs, fills }
  }
  const twins = twin === null ? [] : [about('intake.twin', { line: twin })]
  if (found === null) {
    const { faults, notes } = judgeNew(read, { unitId, asOf: intake.asOf, today: stage.today })
    const choice = faults.length > 0 || twin !== null ? null : 'new'
    return { ...plain, faults, notes: [...notes, ...twins], choice }
  }
  // Nothing of somebody out of reach is told but that a deed is needed.
  if (!within(found, stage))
    return { ...plain, ...read, faults: [...read.faults, about('intake.elsewhere')], choice: null }
  const { person } = found
  if (person.memberId === null || person.leftOn !== null) {
    const code = person.memberId === null ? 'intake.candidate' : 'intake.left_before'
    return { ...plain, ...read, faults: [...read.faults, about(code, { on: person.leftOn })], choice: null }
  }
  const all = differencesOf(read.values, unitId, person, true)
  const differs = all.differs.filter((key) => WRITABLE.has(key))
  const fills = all.fills.filter((key) => WRITABLE.has(key))
  const deeds = all.differs.filter((key) => !WRITABLE.has(key))
  const notes = [
    ...read.notes,
    ...deeds.map((field): Finding => ({ field, code: 'intake.by_deed', read: String(read.values[field] ?? '') })),
    ...twins,
    ...(found.certain ? [] : [about('intake.perhaps_same', { by: found.by })]),
  ]
  const sure = found.certain && twin === null && read.faults.length === 0
  const choice = !sure ? null : fills.length > 0 ? 'fill' : 'skip'
  return { faults: read.faults, notes, choice, match: found, differs, fills }
}

/** Whether the import may know of the person it found. */
const within = (found: Match | null, stage: Stage): boolean => found !== null && withinReach(found.person, stage.reach)

export const withinReach = ({ unitId }: Match['person'], reach: Stage['reach']): boolean =>
  reach === null || (unitId !== null && reach.has(unitId))

/** Units of whose people an import may know on a day; null: the whole bloc. */
export async function reachOf(ctx: { tenantId: Id; db: Db }, intake: Intake, on: Day): Promise<Stage['reach']> {
  const under = await unitsUnder(ctx, intake.unitId, on)
  return under.some((unit) => unit.kind === 'bloc') ? null : new Set(under.map((unit) => unit.id))
}
