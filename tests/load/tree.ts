// The tree page of 700 units with its counts: server time today and on any day, before and after two hundred reorganisations.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import { rebuildClosure } from '#modules/units/units.server.ts'
import type { Database, Db } from '#platform/db/db.ts'
import { withTenant } from '#platform/db/db.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { newId } from '#platform/new-id.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { ConnectionTargets } from '#platform/db/targets.ts'
import { settle } from './data.ts'
import { atMost, inTurn } from './measure.ts'
import type { Measurement } from './measure.ts'
import { addPerson } from './people.ts'

/** The bloc that is reorganised: the first one stays as it was loaded. */
const OTHER = 'tai-2'
const FIRST = day('2016-01-01')
/** Days between two reorganisations: two hundred of them end in autumn 2025. */
const STEP = 18
const NOW = new Date('2021-01-01T00:00:00Z')

interface Version {
  unitId: Id
  parentId: Id | null
  kind: string
  name: string
  ordinal: number
  from: Day
  to: Day | null
}

/**
 * Plays `count` reorganisations, by turns: a committee is absorbed by its neighbour, whose cells and members it takes along; then
 * they are separated again under a new committee. The tree of today stays as large as it was.
 */
async function reorganise(database: Database, tenantId: Id, count: number): Promise<void> {
  await withTenant(database, tenantId, async (db) => {
    const versions = await readVersions(db, tenantId)
    const open = new Map(versions.map((version) => [version.unitId, version]))
    const committees = versions.filter(({ kind }) => kind === 'grassroots_committee').map(({ unitId }) => unitId)
    const children = Map.groupBy(versions, (version) => version.parentId)
    const root = versions.find(({ kind }) => kind === 'bloc')?.unitId as Id
    const founded: Id[] = []
    const change = (unitId: Id, on: Day, parentId: Id | null) => {
      const before = open.get(unitId) as Version
      before.to = on
      const after = { ...before, parentId, from: on, to: null }
      open.set(unitId, after)
      versions.push(after)
    }
    for (let n = 0; n < count; n++) {
      const on = addDays(FIRST, n * STEP)
      const at = (n >> 1) % committees.length
      const old = committees[at] as Id
      const cells = (children.get(old) ?? []).map(({ unitId }) => unitId)
      if (n % 2 === 0) {
        const into = committees[(at + 1) % committees.length] as Id
        for (const cell of cells) change(cell, on, into)
        ;(open.get(old) as Version).to = on
      } else {
        const unitId = newId()
        const name = `Đảng bộ số ${n}`
        const version = {
          unitId,
          parentId: root,
          kind: 'grassroots_committee',
          name,
          ordinal: at + 1,
          from: on,
          to: null,
        }
        versions.push(version)
        open.set(unitId, version)
        for (const cell of cells) change(cell, on, unitId)
        children.set(unitId, children.get(old) ?? [])
        committees[at] = unitId
        founded.push(unitId)
      }
    }
    await writeVersions(db, tenantId, versions, founded)
    await rebuildClosure({ db, tenantId } as Context)
  })
}

async function readVersions(db: Db, tenantId: Id): Promise<Version[]> {
  const rows = await db
    .selectFrom('unit_version')
    .select(['unit_id as unitId', 'parent_id as parentId', 'kind', 'name', 'ordinal'])
    .where('tenant_id', '=', tenantId)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => ({ ...row, from: day('2015-01-01'), to: null }))
}

async function writeVersions(db: Db, tenantId: Id, versions: readonly Version[], founded: readonly Id[]) {
  await db.deleteFrom('unit_version').where('tenant_id', '=', tenantId).execute()
  const units = founded.map((id, n) => ({ tenant_id: tenantId, id, code: `R${n}`, recorded_at: NOW }))
  await insertRows(db, 'unit', units)
  const rows = versions.map(({ unitId, parentId, kind, name, ordinal, from, to }) => ({
    tenant_id: tenantId,
    id: newId(),
    unit_id: unitId,
    valid: `[${from},${to ?? ''})`,
    kind,
    name,
    short_name: name,
    folded: name.toLowerCase(),
    parent_id: parentId,
    ordinal,
    recorded_at: NOW,
  }))
  await insertRows(db, 'unit_version', rows)
}

/** Opens the page and reads it to its last byte. */
const opener = (origin: string, path: string, cookie: string) => async () => {
  const answer = await fetch(origin + path, { headers: { cookie } })
  const html = await answer.text()
  if (!answer.ok || !html.includes('class="tr ')) throw new Error(`${path} answered ${answer.status} without a tree`)
}

/** A second bloc of the same size with two hundred reorganisations behind it, and somebody who may read it whole. */
async function reorganisedBloc(database: Database): Promise<string> {
  const tenant = await tenantBySlug(database, OTHER)
  if (!tenant) throw new Error(`The bloc ${OTHER} is not loaded`)
  const versions = await withTenant(database, tenant.id, (db) => readVersions(db, tenant.id))
  const root = versions.find(({ kind }) => kind === 'bloc')?.unitId as Id
  const { userName } = await addPerson(database, tenant.id, 'bench.cay', 'bloc_officer', root)
  await reorganise(database, tenant.id, 200)
  return userName
}

/**
 * Both goals of the tree page. The product runs at `origin`; the session `cookie` may read the first bloc whole. The two blocs are
 * asked in turn, so that a drifting machine hits both alike.
 */
export async function treePage(
  targets: ConnectionTargets,
  database: Database,
  origin: string,
  cookie: string,
  cookieOf: (userName: string) => Promise<string>,
): Promise<Measurement[]> {
  const other = await cookieOf(await reorganisedBloc(database))
  await settle(targets.owner)
  const times: { before: number; after: number }[] = []
  for (const path of ['/to-chuc', '/to-chuc?ngay=2020-06-15', '/to-chuc?ngay=2025-12-31']) {
    const [before = NaN, after = NaN] = await inTurn(15, opener(origin, path, cookie), opener(origin, path, other))
    times.push({ before, after })
  }
  const shown = (of: 'before' | 'after') => times.map((time) => Math.round(time[of])).join(', ')
  return [
    atMost(
      'tree page with counts, 650 units, ms',
      Math.max(...times.map(({ before }) => before)),
      50,
      `today, in 2020, at the end of 2025: ${shown('before')} ms`,
    ),
    atMost(
      'tree page, after 200 reorganisations / without',
      Math.max(...times.map(({ before, after }) => after / before)),
      1.2,
      `${shown('after')} ms`,
    ),
  ]
}
