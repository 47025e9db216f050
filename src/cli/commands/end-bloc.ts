// khoi end-bloc: a bloc ends; its grassroots units go to other blocs of this installation and to committees outside, by a plan in a file.
import { readFile } from 'node:fs/promises'
import { endBloc, foreseeEnd, ownTransactions, settle } from '#modules/handovers/handovers.server.ts'
import type { Destination } from '#modules/handovers/handovers.server.ts'
import { database } from '#platform/db/database.ts'
import { refreshStatistics } from '#platform/db/refresh-statistics.ts'
import type { ConnectionTargets } from '#platform/db/targets.ts'
import { readWorkbook } from '#platform/paper/xlsx.ts'
import { type Arguments, type Command, jsonOption, print, printJson, requiredOption, typedPath } from '../command.ts'
import { requiredDay, requiredDecision } from '../day-option.ts'
import { inWords } from '../in-words.ts'
import { showCarriedOver, showForesight } from '../show-hand-over.ts'
import { withDatabase } from '../with-database.ts'

const LIMITS = { maxBytes: 5_000_000, maxRows: 5000, maxCells: 50_000 }
/** Before the name of a committee outside. */
const OUTSIDE = /^ngo[aà]i\s*:\s*(.+)$/iu

export const endBlocCommand: Command = {
  name: 'end-bloc',
  about: 'end a bloc: its units go to successors and to committees outside',
  options: {
    from: { type: 'string', value: 'slug', about: 'the bloc that ends' },
    plan: { type: 'string', value: 'file', about: 'where each grassroots unit goes: .json or .xlsx, see below' },
    on: { type: 'string', value: 'day', about: 'first day of the new order, such as 12/02/2025; today or earlier' },
    decision: { type: 'string', value: 'paper', about: '"number;day of issue;issuer;about what", and ";signer"' },
    'dry-run': { type: 'boolean', about: 'say what would go where and what forbids it; change nothing' },
    json: jsonOption,
  },
  notes: `The plan names every grassroots unit by its code: {"07": "ubnd-tinh", "08": "ngoài: Đảng ủy xã …"}, or a sheet with the code in
the first column and the slug of the successor, or "ngoài: <name>", in the second. Successors are made before, with
"khoi create-tenant --since <day>". Make a backup first. Broken off, the same command goes on where it stopped. Exits with 1
when something forbids it. See docs/operations/hand-over.md.`,
  run: (given) => withDatabase((targets) => inWords(() => run(given, targets))),
}

async function run(given: Arguments, targets: ConnectionTargets): Promise<number> {
  const json = given.options['json'] === true
  const [from, on, decision] = [requiredOption(given, 'from'), requiredDay(given, 'on'), requiredDecision(given)]
  const destinations = await readPlan(typedPath(requiredOption(given, 'plan')))
  const [request, rooms, now] = [{ from, on, decision, destinations }, ownTransactions(database()), new Date()]
  if (given.options['dry-run']) {
    const foresight = await foreseeEnd(rooms, request, now)
    if (json) printJson(foresight)
    else print(`  ${foresight.outside} units go to committees outside\n`)
    return json ? (foresight.faults.length === 0 ? 0 : 1) : showForesight(foresight)
  }
  const progress = (text: string) => (json ? undefined : print(`  ${text}`))
  const done = await endBloc(rooms, request, { now, progress, settle: (bloc) => settle(database(), bloc) })
  await refreshStatistics(targets.owner)
  if (json) printJson(done.map(({ rows, ...each }) => ({ ...each, rows: Object.fromEntries(rows) })))
  else showCarriedOver(done)
  return 0
}

/** Reads the plan; each fault is told with its place. */
async function readPlan(file: string): Promise<Destination[]> {
  const bytes = await readFile(file).catch(() => {
    throw new Error(`There is no file ${file}.`)
  })
  const rows = file.endsWith('.xlsx') ? await rowsOfSheet(bytes) : rowsOfJson(bytes.toString('utf8'))
  return rows.map(({ place, code, to }) => {
    if (!code || !to) throw new Error(`${place}: a unit's code and where it goes are both needed.`)
    const outside = OUTSIDE.exec(to)?.[1]?.trim()
    return outside ? { code, outside } : { code, into: to }
  })
}

interface PlanRow {
  place: string
  code: string
  to: string
}

function rowsOfJson(text: string): PlanRow[] {
  let plan: unknown
  try {
    plan = JSON.parse(text)
  } catch (error) {
    throw new Error(`The plan is no JSON: ${(error as Error).message}`, { cause: error })
  }
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan))
    throw new Error('The plan is an object: code → successor.')
  return Object.entries(plan).map(([code, to]) => ({
    place: code,
    code: code.trim(),
    to: typeof to === 'string' ? to.trim() : '',
  }))
}

async function rowsOfSheet(bytes: Uint8Array): Promise<PlanRow[]> {
  const [sheet] = await readWorkbook(bytes, LIMITS)
  const rows: PlanRow[] = []
  for await (const { index, cells } of sheet?.rows() ?? []) {
    // A sheet makes the number 7 of the code 07.
    const first = typeof cells[0] === 'number' ? String(cells[0]).padStart(2, '0') : cells[0]
    const [code, to] = [first, cells[1]].map((cell) => String(cell ?? '').trim()) as [string, string]
    // A heading names no place a unit could go to.
    if ((!code && !to) || (index === 0 && !/^[\p{L}\p{N}.-]*\d/u.test(code))) continue
    rows.push({ place: `row ${index + 1}`, code, to })
  }
  return rows
}
