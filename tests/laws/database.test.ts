// Laws of the database, read from the catalogue: tenant first in every key, row-level security forced on every tenant table,
// no triggers, no sequences, and the drawn snapshot and types as fresh as the migrations.
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawSchema, drawTypes } from '#platform/db/draw-schema.ts'
import { testDatabase, type TestDatabase } from '../database/database.ts'

/** Tables that are not a tenant's: the registry of blocs and our own bookkeeping of migrations. */
const SHARED = ['tenant', 'khoi_migration']

let server: TestDatabase
let client: pg.Client
beforeAll(async () => {
  server = await testDatabase()
  client = new pg.Client(server.owner)
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await server?.drop()
})

const ask = async <T extends pg.QueryResultRow>(sql: string) => (await client.query<T>(sql)).rows

const tenantTables = async () =>
  (
    await ask<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`,
    )
  )
    .map((row) => row.name)
    .filter((name) => !SHARED.includes(name))

describe('every table of a tenant', () => {
  test('has tenant_id, not null, as its first column', async () => {
    const rows = await ask<{ table: string; ok: boolean }>(
      `select c.relname as table, a.attname = 'tenant_id' and a.attnotnull as ok
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
       where n.nspname = 'public' and c.relkind = 'r'`,
    )
    const names = await tenantTables()
    expect(names.length).toBeGreaterThan(30)
    expect(rows.filter((row) => names.includes(row.table) && !row.ok)).toEqual([])
  })

  test('leads every primary, unique, exclusion and foreign key with tenant_id', async () => {
    const rows = await ask<{
      table: string
      constraint: string
      first: string
      target: string | null
      target_first: string | null
    }>(
      `select c.relname as table, k.conname as constraint, a.attname as first, t.relname as target, ta.attname as target_first
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
       left join pg_class t on t.oid = k.confrelid
       left join pg_attribute ta on ta.attrelid = t.oid and ta.attnum = k.confkey[1]
       where n.nspname = 'public' and k.contype in ('p', 'u', 'x', 'f')`,
    )
    const names = await tenantTables()
    const wrong = rows.filter(
      (row) =>
        names.includes(row.table) &&
        (row.first !== 'tenant_id' ||
          (row.target !== null && row.target !== 'tenant' && row.target_first !== 'tenant_id')),
    )
    expect(wrong).toEqual([])
  })

  test('leads every index with tenant_id, except those that only find array members', async () => {
    const rows = await ask<{ index: string; first: string; method: string }>(
      `select i.relname as index, a.attname as first, m.amname as method
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_am m on m.oid = i.relam
       join pg_namespace n on n.oid = c.relnamespace left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
       where n.nspname = 'public' and c.relname not in ('tenant', 'khoi_migration')`,
    )
    expect(rows.filter((row) => row.first !== 'tenant_id' && row.method !== 'gin')).toEqual([])
  })

  test('is fenced: row-level security enabled, forced, and the one policy is exactly the tenant of the transaction', async () => {
    const rows = await ask<{ table: string; enabled: boolean; forced: boolean; policies: string[] | null }>(
      `select c.relname as table, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
              (select array_agg(p.qual || ' / ' || coalesce(p.with_check, '-') || ' / ' || p.cmd) from pg_policies p
               where p.schemaname = 'public' and p.tablename = c.relname) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
    )
    const policy = "(tenant_id = (NULLIF(current_setting('khoi.tenant'::text, true), ''::text))::uuid) / - / ALL"
    const names = await tenantTables()
    const wrong = rows.filter(
      (row) =>
        names.includes(row.table) &&
        !(row.enabled && row.forced && row.policies?.length === 1 && row.policies[0] === policy),
    )
    expect(wrong).toEqual([])
  })
})

test('the role of the app owns nothing, bypasses nothing and cannot rewrite what must stay', async () => {
  const [role] = await ask<{ rolsuper: boolean; rolbypassrls: boolean }>(
    `select rolsuper, rolbypassrls from pg_roles where rolname = 'khoi_app'`,
  )
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false })
  const owned = await ask(
    `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'khoi_app'`,
  )
  expect(owned).toEqual([])
  const rewritable = await ask<{ table: string; privilege: string }>(
    `select table_name as table, privilege_type as privilege from information_schema.role_table_grants
     where grantee = 'khoi_app' and table_schema = 'public' and privilege_type in ('UPDATE', 'DELETE')
       and table_name in ('audit_entry', 'audit_seal', 'read_log', 'report_snapshot', 'report_snapshot_figure')`,
  )
  expect(rewritable).toEqual([])
})

test('there are no triggers and no sequences in our tables', async () => {
  expect(
    await ask(
      `select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and not tgisinternal`,
    ),
  ).toEqual([])
  expect(
    await ask(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'S'`,
    ),
  ).toEqual([])
})

describe('without the right tenant', () => {
  test('nothing can be read or written', async () => {
    const app = new pg.Client(server.app)
    await app.connect()
    try {
      const tenant = '01900000-0000-7000-8000-000000000001'
      await client.query(`insert into tenant (id, slug, name, created_at) values ('${tenant}', 'law', 'Law', now())`)
      const insert = `insert into unit (tenant_id, id, code, recorded_at) values ('${tenant}', '01900000-0000-7000-8000-000000000002', 'U', now())`
      await expect(app.query(insert)).rejects.toThrow(/row-level security/)
      await app.query(`begin; set local khoi.tenant = '${tenant}'; ${insert}; commit`)
      expect((await app.query('select 1 from unit')).rowCount).toBe(0)
      await app.query(`begin; set local khoi.tenant = '01900000-0000-7000-8000-00000000000f'`)
      expect((await app.query('select 1 from unit')).rowCount).toBe(0)
      await app.query(`rollback; begin; set local khoi.tenant = '${tenant}'`)
      expect((await app.query('select 1 from unit')).rowCount).toBe(1)
    } finally {
      await app.end()
    }
  })
})

describe('drawn from the database', () => {
  test('db/schema.sql is fresh (npm run schema)', async () => {
    expect(await readFile('db/schema.sql', 'utf8')).toBe(await drawSchema(server.owner))
  })
  test('the table types are fresh (npm run schema)', async () => {
    expect(await readFile('src/platform/db/schema.ts', 'utf8')).toBe(await drawTypes(server.owner))
  })
})
