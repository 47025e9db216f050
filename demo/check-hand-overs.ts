// Recomputes what the merger of 2019 must give, before and after and in both structures; and foresees the end of 2025 on bloc 1: what
// forbids it (nothing), and that the parts add up to the whole. demo/end-2025.test.ts plays it through.
import { addDays, dayInVietnam, formatDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { indicatorsOf, rollUp } from '#modules/figures/figures.server.ts'
import type { Basis } from '#modules/figures/figures.server.ts'
import { foreseeEnd, oneTransaction } from '#modules/handovers/handovers.server.ts'
import { createTenant, tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit, readTree } from '#modules/units/units.server.ts'
import type { Database, Db } from '#platform/db/db.ts'
import { askAll, askIn, runIn } from '#platform/operation/execute.ts'
import type { CheckedFigure } from './check.ts'
import { BLOC_1 } from './blocs.ts'
import { destinationsOf, END_DECISION, GOVERNMENT, PARTY } from './end-2025.ts'
import { MERGING_BLOCS } from './load-merger.ts'
import { MERGED, MERGED_ON } from './merger-2019.ts'

const row = (article: string, figure: string, at: string, expected: number | string, computed: number | string | null, records = 0): CheckedFigure => ({ article, figure, at, expected, computed, records, ok: computed === expected }) // prettier-ignore

type Counts = Record<string, number>
const CODES = ['I01', 'I02', 'I02B', 'I03', 'I04']
const NAMES: Readonly<Record<string, string>> = { I01: 'grassroots units', I02: 'sub-cells', I02B: 'sections', I03: 'members', I04: 'admissions of the year so far' } // prettier-ignore

/** Figures of the units at the top of a bloc on a day, added up. */
async function topFigures(database: Database, tenantId: Id, on: Day, basis: Basis): Promise<Counts> {
  return askAll(database, systemCaller(tenantId, 'demo check'), async (run, ctx) => {
    const standing = typeof basis === 'object' && 'lineage' in basis ? basis.lineage : on
    const { units } = await run(readTree, { day: standing })
    const tops = units.filter(({ parentId }) => parentId === null).map(({ id }) => id)
    const requests = indicatorsOf(CODES).map((indicator) => ({ key: indicator.code, indicator, span: { from: `${on.slice(0, 4)}-01-01` as Day, to: on } })) // prettier-ignore
    const table = await rollUp(ctx, requests, { basis, units: tops })
    return Object.fromEntries(CODES.map((code) => [code, tops.reduce((sum, id) => sum + (table.get(code)?.get(id)?.num ?? 0), 0)])) // prettier-ignore
  })
}

/** The merger, before and after, as of each day and in the structure of the merged bloc. */
export async function checkMerger(database: Database): Promise<CheckedFigure[]> {
  const merged = await tenantBySlug(database, MERGED.slug)
  const old = await Promise.all(MERGING_BLOCS.map(({ slug }) => tenantBySlug(database, slug)))
  const lastDay = addDays(MERGED_ON, -1)
  const expected: Counts = { I01: 129, I02: 374, I02B: 3, I03: 6402 }
  const after = formatDay(MERGED_ON)
  if (!merged || old.some((tenant) => !tenant)) return Object.entries(expected).map(([code, count]) => row('2019', NAMES[code] ?? code, after, count, null)) // prettier-ignore
  const before: Counts[] = []
  for (const tenant of old) before.push(await topFigures(database, tenant!.id, lastDay, { on: lastDay }))
  const sums = Object.fromEntries(CODES.map((code) => [code, before.reduce((sum, each) => sum + (each[code] ?? 0), 0)]))
  const now = await topFigures(database, merged.id, MERGED_ON, { on: MERGED_ON })
  const asOf = await topFigures(database, merged.id, lastDay, { on: lastDay })
  const carried = await topFigures(database, merged.id, lastDay, { lineage: MERGED_ON })
  return [
    ...[59, 70].map((count, at) => row('2019', `grassroots units of ${MERGING_BLOCS[at]?.slug}`, formatDay(lastDay), count, before[at]?.['I01'] ?? null)), // prettier-ignore
    ...Object.entries(expected).map(([code, count]) => row('2019', `${NAMES[code]} of the merged bloc`, after, count, now[code] ?? null)), // prettier-ignore
    ...CODES.map((code) => row('2019', `${NAMES[code]}, merged bloc as of that day = both old blocs`, formatDay(lastDay), sums[code] ?? 0, asOf[code] ?? null)), // prettier-ignore
    ...CODES.map((code) => row('2019', `${NAMES[code]}, in the structure of ${after} = both old blocs`, formatDay(lastDay), sums[code] ?? 0, carried[code] ?? null)), // prettier-ignore
    ...old.map((tenant) => row('2019', `${tenant!.slug} is only read`, after, MERGED_ON, tenant!.endedOn)),
  ]
}

class TakenBack extends Error {}

/** Foresees the end of bloc 1 today: the successors are made in a transaction that is taken back. */
export async function checkEnding(database: Database, now = new Date()): Promise<CheckedFigure[]> {
  const bloc = await tenantBySlug(database, BLOC_1.slug)
  if (!bloc) return [row('2025', 'units handed over', '', 'all', null)]
  const on = dayInVietnam(now)
  const lastDay = addDays(on, -1)
  const rows: CheckedFigure[] = []
  await database
    .transaction()
    .execute(async (db) => {
      const rooms = oneTransaction(db)
      for (const { slug, name } of [GOVERNMENT, PARTY]) {
        const { id } = await createTenant(db, { slug, name }, now)
        await rooms.write(id, () => runIn(db, systemCaller(id, 'demo check'), foundUnit, { kind: 'bloc', name, effectiveOn: on }, { now })) // prettier-ignore
      }
      const { units, strength } = await rooms.read(bloc.id, () => standing(db, bloc.id, lastDay, now))
      const top = units.find(({ parentId }) => parentId === null)
      const grassroots = units.filter(({ parentId }) => parentId === top?.id)
      const destinations = destinationsOf(grassroots)
      const outside = grassroots.filter((_, at) => 'outside' in destinations[at]!)
      const foreseen = await foreseeEnd(rooms, { from: bloc.slug, destinations, on, decision: END_DECISION }, now)
      const sumOf = (code: string) =>
        foreseen.figures
          .filter(({ indicator, year }) => indicator === code && year === yearOf(lastDay))
          .reduce((sum, { before }) => sum + Number(before), 0)
      const at = formatDay(on)
      rows.push(
        row('2025', 'what forbids the end of the bloc', at, 0, foreseen.faults.length),
        row('2025', 'grassroots units: two successors and localities = bloc 1', at, grassroots.length, sumOf('I01') + outside.length), // prettier-ignore
        row('2025', 'members: two successors and localities = bloc 1', at, strength.get(top?.id ?? '') ?? -1, outside.reduce((sum, { id }) => sum + (strength.get(id) ?? 0), sumOf('I03'))), // prettier-ignore
      )
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  const untouched = (await tenantBySlug(database, BLOC_1.slug))?.endedOn ?? 'nothing has changed'
  return [...rows, row('2025', 'foreseen and taken back', formatDay(on), 'nothing has changed', untouched)]
}

/** The tree of a day, and how many members each unit has in it. */
function standing(db: Db, tenantId: Id, on: Day, now: Date) {
  return askIn(
    db,
    systemCaller(tenantId, 'demo check'),
    async (run, ctx) => {
      const { units } = await run(readTree, { day: on })
      const [members] = indicatorsOf(['I03'])
      const table = await rollUp(ctx, [{ key: 'I03', indicator: members!, span: { from: on, to: on } }], {
        basis: { on },
      })
      return { units, strength: new Map([...(table.get('I03') ?? [])].map(([id, { num }]) => [id, num])) }
    },
    { now },
  )
}
