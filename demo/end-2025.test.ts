// The end of bloc 1 in February 2025 on a real database, with the demo's own tree and members: its years 2020 and 2023 stay exact in the
// old bloc, and every unit has in its successor what it had before, in every year and in every structure.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess, systemCaller } from '#modules/access/access.server.ts'
import { readFigures } from '#modules/figures/figures.server.ts'
import { endBloc, foreseeEnd, ownTransactions, settle } from '#modules/handovers/handovers.server.ts'
import type { EndRequest } from '#modules/handovers/handovers.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { admitMember, readMember, revealField } from '#modules/members/members.server.ts'
import { createTenant, tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit, lineageOf, readTree, renameUnit } from '#modules/units/units.server.ts'
import { openDatabase, readTenant, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { testDatabase } from '../tests/database/database.ts'
import type { TestDatabase } from '../tests/database/database.ts'
import { accountUnit } from './accounts.ts'
import { BLOC_1 } from './blocs.ts'
import { destinationsOf, ENDED_ON, END_DECISION, GOVERNMENT, PARTY } from './end-2025.ts'
import { asKnownOn } from './life.ts'
import { loadOrganisation } from './load-organisation.ts'
import { loadMeetings, loadMembers } from './load-records.ts'
import { planOrganisation } from './organisation.ts'
import { livePeople } from './people.ts'
import { idsFrom, random } from './random.ts'
import { loadReports } from './reports.ts'
import { runner } from './run.ts'

let server: TestDatabase
let database: Database
const files = mkdtempSync(join(tmpdir(), 'khoi-end-test-'))
const lastDay = addDays(ENDED_ON, -1)
/** While the bloc still stood, and the evening of the operator. */
const then = new Date('2025-02-11T03:00:00Z')
const now = new Date('2025-02-12T12:00:00Z')
const definition = { ...BLOC_1, meetings: [{ from: day('2020-01-01'), to: day('2020-03-31') }, { from: day('2024-11-01'), to: null }] } // prettier-ignore
let old: Tenant
const successors: Tenant[] = []
let request: EndRequest
const accounts = new Map<string, Id>()
/** Figures of the old bloc before anything happened, by structure, day and unit. */
const before = new Map<string, Record<string, string>>()

const DAYS = [day('2020-09-30'), day('2022-12-31'), day('2023-09-21'), lastDay] // prettier-ignore
const TREES = ['cut-off', 'event', 'lineage'] as const

async function figures(tenantId: Id, on: Day, tree: (typeof TREES)[number]): Promise<Map<Id, Record<string, string>>> {
  const caller = systemCaller(tenantId, 'test')
  const structureOn = tree === 'lineage' ? lastDay : null
  const found = await ask(database, caller, readFigures, { on, tree, structureOn, breakdowns: true }, { now })
  return new Map(
    [...Map.groupBy(found.figures, ({ unitId }) => unitId)].map(([unitId, list]) => [
      unitId,
      Object.fromEntries(
        list.map(({ indicator, num, den, parts }) => [indicator, JSON.stringify([num, den, sorted(parts)])]),
      ),
    ]),
  )
}
const sorted = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted().map(([key, each]) => [key, sorted(each)])) // prettier-ignore
    : value
const num = (text: string | undefined): number => (text === undefined ? 0 : (JSON.parse(text) as [number])[0])

const treeOf = (tenantId: Id, on: Day) => ask(database, systemCaller(tenantId, 'test'), readTree, { day: on }, { now })

beforeAll(async () => {
  process.env['KHOI_DATA'] = files
  server = await testDatabase()
  database = openDatabase(server.app)
  const seed = 'end 2025'
  const newId = idsFrom(seed, Date.UTC(2018, 0, 1))
  const tenantId = newId()
  const organisation = planOrganisation(definition, random(seed), newId)
  // The demo tells the spring of 2025 another way; here the bloc ends before.
  organisation.changes = organisation.changes.filter(({ on }) => on < ENDED_ON)
  const members = livePeople(organisation, seed, lastDay).flatMap((life) => asKnownOn(life, lastDay) ?? [])
  await withTenant(database, tenantId, async (db) => {
    await createTenant(db, { id: tenantId, slug: definition.slug, name: definition.name }, then)
    const run = runner(db, tenantId, then)
    await loadOrganisation(run, organisation)
    await loadMembers(run, definition, members)
    await loadMeetings(run, organisation, members, seed, lastDay)
    for (const [userName, role, unitId] of [
      ['bithu', 'cell_secretary', accountUnit(organisation, 'bithu')],
      ['vanphong', 'bloc_officer', organisation.units[0]!.id],
    ] as const) {
      const { id } = await run(createAccount, { userName, displayName: userName, password: 'end-of-a-bloc' })
      await run(grantAccess, { accountId: id, role, unitId, from: '2019-01-01' })
      accounts.set(userName, id)
    }
    const own = { committee: accountUnit(organisation, 'dangbo'), cell: accountUnit(organisation, 'chibo') }
    await loadReports(run, organisation, then, own)
  })
  for (const { slug, name } of [GOVERNMENT, PARTY]) {
    const tenant = await createTenant(database, { slug, name }, now)
    await execute(
      database,
      systemCaller(tenant.id, 'test'),
      foundUnit,
      { kind: 'bloc', name, effectiveOn: ENDED_ON },
      { now },
    )
    successors.push(tenant)
  }
  old = (await tenantBySlug(database, definition.slug))!
  const { units } = await treeOf(old.id, lastDay)
  const top = units.find(({ parentId }) => parentId === null)!
  const grassroots = units.filter(({ parentId }) => parentId === top.id)
  request = { from: old.slug, destinations: destinationsOf(grassroots), on: ENDED_ON, decision: END_DECISION }
  for (const tree of TREES) for (const on of DAYS) for (const [unit, each] of await figures(old.id, on, tree)) before.set(`${tree} ${on} ${unit}`, each) // prettier-ignore
}, 240_000)
afterAll(async () => {
  await database?.destroy()
  await server?.drop()
  rmSync(files, { recursive: true, force: true })
})

/** How many rows every table of a tenant has. */
async function rowsOf(tenantId: Id): Promise<string> {
  return readTenant(database, tenantId, async (db) => {
    const tables = ['unit', 'unit_version', 'member', 'member_cell', 'member_event', 'meeting', 'attendance', 'report', 'audit_entry'] as const // prettier-ignore
    const counts: string[] = []
    for (const table of tables) {
      const row = await db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('n')).where('tenant_id', '=', tenantId).executeTakeFirstOrThrow() // prettier-ignore
      counts.push(`${table} ${row.n}`)
    }
    return counts.join(', ')
  })
}

describe('bloc 1 ends on 12/02/2025', () => {
  test('a dry run tells it all and changes nothing', async () => {
    const rows = await Promise.all([old, ...successors].map(({ id }) => rowsOf(id)))
    const foreseen = await foreseeEnd(ownTransactions(database), request, now)
    expect(foreseen.faults).toEqual([])
    expect(foreseen.handOvers.map(({ into }) => into).toSorted()).toEqual([PARTY.slug, GOVERNMENT.slug].toSorted())
    expect(foreseen.outside).toBeGreaterThan(2)
    expect(await Promise.all([old, ...successors].map(({ id }) => rowsOf(id)))).toEqual(rows)
    expect((await tenantBySlug(database, old.slug))!.endedOn).toBeNull()
  })

  test('wrong plans are refused, each in one sentence, and nothing has changed', async () => {
    const refusal = (change: Partial<EndRequest>) =>
      endBloc(ownTransactions(database), { ...request, ...change }, { now, progress: () => {} }).then(
        () => 'carried out',
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      )
    const [first, ...rest] = request.destinations
    expect(await refusal({ destinations: rest })).toBe('handovers.unassigned')
    expect(await refusal({ destinations: [...request.destinations, first!] })).toBe('handovers.given_twice')
    expect(await refusal({ destinations: [...request.destinations, { code: '99999', outside: 'X' }] })).toBe('handovers.unknown_unit') // prettier-ignore
    expect(await refusal({ on: day('2025-02-13') })).toBe('handovers.day_ahead')
    expect(await refusal({ on: day('2024-06-01') })).toMatch(/^handovers\.(no_top|later_acts|later_facts)$/)
    expect(await refusal({ from: 'nobody' })).toBe('handovers.unknown_bloc')
    expect(await refusal({ destinations: [{ code: first!.code, into: old.slug }, ...rest] })).toBe(
      'handovers.same_bloc',
    )
    expect((await tenantBySlug(database, old.slug))!.endedOn).toBeNull()
  })

  test('it is carried out', async () => {
    const done = await endBloc(ownTransactions(database), request, { now, progress: () => {}, settle: (bloc) => settle(database, bloc) }) // prettier-ignore
    expect(done.flatMap(({ differing }) => differing)).toEqual([])
  }, 120_000)

  test('2020 and 2023 are exact in the old bloc', async () => {
    const top = (await treeOf(old.id, lastDay)).units.find(({ parentId }) => parentId === null)!
    const a = (await figures(old.id, day('2023-09-21'), 'cut-off')).get(top.id)!
    expect([a['I01'], a['I02B'], a['I03']].map(num)).toEqual([63, 10, 4351])
    expect(a['I01']).toContain('"grassroots_cell":{"den":null,"num":30},"grassroots_committee":{"den":null,"num":33}')
    expect(a['I03']).toContain('"full":{"den":null,"num":4139},"probationary":{"den":null,"num":212}')
    expect(num((await figures(old.id, day('2020-09-30'), 'cut-off')).get(top.id)!['I04'])).toBe(99)
    for (const tree of TREES) for (const on of DAYS) for (const [unit, each] of await figures(old.id, on, tree)) expect(each).toEqual(before.get(`${tree} ${on} ${unit}`)) // prettier-ignore
  }, 120_000)

  test('every unit has in its successor what it had, and the parts add up to the whole', async () => {
    const top = (await treeOf(old.id, lastDay)).units.find(({ parentId }) => parentId === null)!
    let compared = 0
    for (const tree of TREES) {
      for (const on of DAYS) {
        const whole = before.get(`${tree} ${on} ${top.id}`)!
        const parts = new Map<string, number>()
        for (const tenant of successors) {
          const found = await figures(tenant.id, on, tree)
          const { units } = await treeOf(tenant.id, ENDED_ON)
          const newTop = units.find(({ parentId }) => parentId === null)!
          for (const { id, parentId } of units) {
            if (id === newTop.id) continue
            expect([tree, on, id, found.get(id) ?? {}]).toEqual([tree, on, id, before.get(`${tree} ${on} ${id}`) ?? {}])
            compared++
            if (parentId === newTop.id) for (const [code, text] of Object.entries(found.get(id) ?? {})) parts.set(code, (parts.get(code) ?? 0) + num(text)) // prettier-ignore
          }
        }
        // Units that went to localities, and those that had ended before under the bloc itself, stay the old bloc's alone.
        const inside = new Set(request.destinations.filter((each) => 'into' in each).map(({ code }) => code))
        const { units } = await treeOf(old.id, lastDay)
        const outside = units.filter(({ parentId, code }) => parentId === top.id && !inside.has(code))
        for (const { id } of outside) for (const [code, text] of Object.entries(before.get(`${tree} ${on} ${id}`) ?? {})) parts.set(code, (parts.get(code) ?? 0) + num(text)) // prettier-ignore
        if (on === lastDay) for (const code of ['I01', 'I02', 'I02B', 'I03']) expect([code, parts.get(code) ?? 0]).toEqual([code, num(whole[code])]) // prettier-ignore
        for (const [code, text] of Object.entries(whole)) expect(parts.get(code) ?? 0).toBeLessThanOrEqual(num(text))
      }
    }
    expect(compared).toBeGreaterThan(3000)
  }, 120_000)

  test('in the old bloc all units ended with where they went, members departed, reports are as they were', async () => {
    const tenant = (await tenantBySlug(database, old.slug))!
    expect([tenant.endedOn, tenant.successors.toSorted()]).toEqual([
      ENDED_ON,
      successors.map(({ id }) => id).toSorted(),
    ])
    expect((await treeOf(old.id, ENDED_ON)).units).toEqual([])
    const top = (await treeOf(old.id, lastDay)).units.find(({ parentId }) => parentId === null)!
    await readTenant(database, old.id, async (db) => {
      const left = await db.selectFrom('member_event').select(({ fn }) => fn.countAll<number>().as('n')).where('tenant_id', '=', old.id).where('kind', '=', 'departure').where('effective_on', '=', ENDED_ON).executeTakeFirstOrThrow() // prettier-ignore
      expect(left.n).toBe(num(before.get(`cut-off ${lastDay} ${top.id}`)!['I03']))
      const lineage = await lineageOf({ db, tenantId: old.id }, (await treeOf(old.id, lastDay)).units.find(({ parentId }) => parentId === top.id)!.id) // prettier-ignore
      expect(JSON.stringify(lineage)).toContain('transfer_out')
    })
  })

  test('people of the old bloc read it as of its last day, and write nothing', async () => {
    const officer = accountCaller(old.id, accounts.get('vanphong')!, { now })
    const { day: seen, units } = await ask(database, officer, readTree, {}, { now })
    expect([seen, units.length > 300]).toEqual([lastDay, true])
    const write = execute(database, accountCaller(old.id, accounts.get('vanphong')!, { now }), renameUnit, { unitId: units[1]!.id, name: 'X', shortName: 'X', effectiveOn: lastDay }, { now }) // prettier-ignore
    await expect(write).rejects.toMatchObject({ code: 'ended', details: { on: ENDED_ON } })
  })

  test('work goes on in the successor: logins came along, cards open, members are admitted', async () => {
    const [government] = successors as [Tenant]
    const secretary = await database.selectFrom('auth.user').select(['tenantId', 'accountId']).where('username', '=', 'bithu').executeTakeFirstOrThrow() // prettier-ignore
    expect(secretary.tenantId).toBe(government.id)
    const officer = await database.selectFrom('auth.user').select('tenantId').where('username', '=', 'vanphong').executeTakeFirstOrThrow() // prettier-ignore
    expect(officer.tenantId).toBe(old.id)
    const caller = accountCaller(government.id, secretary.accountId!, { now })
    const { units } = await ask(database, caller, readTree, {}, { now })
    expect(units).toHaveLength(1)
    const cell = units[0]!.id
    await execute(database, caller, admitMember, { unitId: cell, fullName: 'Lò Văn Thử', sex: 'male', birthOn: '2000-05-05', ethnicity: 'kinh', decidedOn: '2025-02-12', effectiveOn: '2025-02-12', decision: { number: '1-QĐ/ĐU', issuedOn: '2025-02-12', issuer: 'Đảng ủy', abstract: 'Kết nạp' } }, { now }) // prettier-ignore
    const member = await readTenant(database, government.id, (db) => db.selectFrom('member_cell as c').innerJoin('member as m', (join) => join.onRef('m.tenant_id', '=', 'c.tenant_id').onRef('m.id', '=', 'c.member_id')).innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id')).select(['m.id', 'p.citizen_id_tail']).where('c.tenant_id', '=', government.id).where('c.unit_id', '=', cell).where('p.citizen_id_tail', 'is not', null).executeTakeFirstOrThrow()) // prettier-ignore
    const shown = await execute(database, systemCaller(government.id, 'test'), revealField, { memberId: member.id, field: 'citizen_id', reason: 'Thử' }, { now }) // prettier-ignore
    expect(shown.value).toMatch(new RegExp(`^\\d{9}${member.citizen_id_tail}$`))
    expect((await ask(database, systemCaller(government.id, 'test'), readMember, { memberId: member.id }, { now })).name).toBeTruthy() // prettier-ignore
  })

  test('carried out once more it changes nothing', async () => {
    const rows = await Promise.all([old, ...successors].map(({ id }) => rowsOf(id)))
    await endBloc(ownTransactions(database), request, { now, progress: () => {} })
    expect(await Promise.all([old, ...successors].map(({ id }) => rowsOf(id)))).toEqual(rows)
  }, 60_000)
})
