// The consolidated nine-month report by the engine against the same numbers by one hand-written statement.
import { readFile } from 'node:fs/promises'
import { day } from '#kernel/day.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { allIndicators, rollUp } from '#modules/figures/figures.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import type { Database } from '#platform/db/db.ts'
import { readTenant } from '#platform/db/db.ts'
import { askAll } from '#platform/operation/execute.ts'
import { CompiledQuery } from 'kysely'
import '#product'
import { SLUG } from './data.ts'
import { inTurn } from './measure.ts'

const SPAN = { from: day('2026-01-01'), to: day('2026-09-30') }
const CODES = ['I01', 'I02', 'I02B', 'I03', 'I04', 'I07', 'I24', 'I25', 'I26', 'I26N']

/** Milliseconds of both ways. Throws when they do not give the same numbers: a ratio between different answers means nothing. */
export async function consolidated(database: Database): Promise<{ engine: number; byHand: number }> {
  const tenant = await tenantBySlug(database, SLUG)
  if (!tenant) throw new Error('The benchmark data is not loaded')
  const indicators = allIndicators().filter(({ code }) => CODES.includes(code))
  const statement = await readFile(new URL('report.sql', import.meta.url), 'utf8')
  const engine = () =>
    askAll(database, systemCaller(tenant.id, 'bench'), (_, ctx) =>
      rollUp(
        ctx,
        indicators.map((indicator) => ({ key: indicator.code, indicator, span: SPAN })),
        { basis: { on: SPAN.to } },
      ),
    )
  const byHand = () =>
    readTenant(database, tenant.id, (db) =>
      db.executeQuery<{ unit_id: string; code: string; num: number; den: number | null }>(
        CompiledQuery.raw(statement, [tenant.id, SPAN.from, SPAN.to]),
      ),
    )
  await mustAgree(await engine(), (await byHand()).rows)
  const [engineTime = NaN, handTime = NaN] = await inTurn(15, engine, byHand)
  return { engine: engineTime, byHand: handTime }
}

async function mustAgree(
  table: Awaited<ReturnType<typeof rollUp>>,
  rows: { unit_id: string; code: string; num: number; den: number | null }[],
): Promise<void> {
  const cells = [...table.values()].reduce((sum, figures) => sum + figures.size, 0)
  if (cells !== rows.length)
    throw new Error(`The engine has ${cells} figures, the hand-written statement ${rows.length}`)
  for (const row of rows) {
    const figure = table.get(row.code)?.get(row.unit_id)
    if (figure?.num !== row.num || figure.den !== row.den) {
      throw new Error(
        `${row.code} of ${row.unit_id}: ${figure?.num}/${figure?.den} by the engine, ${row.num}/${row.den} by hand`,
      )
    }
  }
}
