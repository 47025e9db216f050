// The dry run: rows by table, what forbids the hand-over, what people must know, and the figures as they stand. Changes nothing.
import type { Id } from '#kernel/ids.ts'
import { compareFigures } from './compare-figures.ts'
import type { ComparedFigure } from './compare-figures.ts'
import { faultsOf } from './faults.ts'
import type { Fault } from './faults.ts'
import { isWhole } from './hand-over.ts'
import type { HandOver } from './hand-over.ts'
import { lookInto } from './look-into.ts'
import type { Insight } from './look-into.ts'
import type { Rooms } from './rooms.ts'
import { TABLE_RULES } from './table-rules.ts'
import { unitedRows } from './united-rows.ts'

export interface ForeseenHandOver {
  from: string
  into: string
  /** Before every code of a unit; empty: codes stay. */
  prefix: string
  units: number
  /** Units that come along for the time they belonged to the part. */
  guests: number
  /** Rows by table, and how many of them the new bloc has already as the same thing. */
  tables: { table: string; rows: number; united: number }[]
  accounts: number
  /** Rights over the whole old bloc that end, as `user name: role`. */
  rightsEnding: string[]
  sameRules: boolean
}

export interface Foresight {
  handOvers: ForeseenHandOver[]
  faults: Fault[]
  figures: ComparedFigure[]
  /** Tables whose rows stay behind, and why. */
  staying: { table: string; why: string }[]
}

export async function foresee(rooms: Rooms, planned: readonly HandOver[]): Promise<Foresight> {
  const insights: Insight[] = []
  for (const handOver of planned) insights.push(await lookInto(rooms, handOver))
  const handOvers: ForeseenHandOver[] = []
  const figures: ComparedFigure[] = []
  for (const insight of insights) {
    const { handOver, part, counts, accounts } = insight
    const united = await unitedRows(rooms, handOver)
    handOvers.push({
      from: handOver.from.slug,
      into: handOver.into.slug,
      prefix: handOver.plan.prefix,
      units: part.stay.size,
      guests: part.until.size,
      tables: [...counts]
        .filter(([, rows]) => rows > 0)
        .map(([table, rows]) => ({ table, rows, united: united.get(table)?.size ?? 0 })),
      accounts: accounts.length,
      rightsEnding: isWhole(handOver) && !handOver.plan.keepRights ? await rightsEnding(rooms, handOver) : [],
      sameRules: handOver.plan.sameRules,
    })
    figures.push(...(await compareFigures(rooms, handOver, part, false)).figures)
  }
  const [first] = insights
  return {
    handOvers,
    faults: first ? await faultsOf(rooms, first.catalogue, insights) : [],
    figures,
    staying: Object.entries(TABLE_RULES).flatMap(([table, rule]) =>
      rule.rows === 'none' ? [{ table, why: rule.why }] : [],
    ),
  }
}

async function rightsEnding(rooms: Rooms, { from, on, plan }: HandOver): Promise<string[]> {
  const rows = await rooms.read(from.id, (db) =>
    db
      .selectFrom('access_grant as g')
      .innerJoin('account as a', (join) =>
        join.onRef('a.tenant_id', '=', 'g.tenant_id').onRef('a.id', '=', 'g.account_id'),
      )
      .select(['a.user_name as userName', 'g.role', 'g.valid'])
      .where('g.tenant_id', '=', from.id)
      .where('g.unit_id', '=', plan.oldTop satisfies Id)
      .where('g.role', '<>', 'administrator')
      .orderBy('a.user_name')
      .execute(),
  )
  return rows
    .filter(({ valid }) => valid.endsWith(',)') || valid.slice(-11, -1) > on)
    .map(({ userName, role }) => `${userName}: ${role}`)
}
