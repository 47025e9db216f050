// Backup while people save, restore elsewhere: everything acknowledged before the backup is there, and a damaged one is refused.
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { destroyScratch, startEmbedded } from '../embedded/embedded.ts'
import { restoreBackup } from './restore-backup.ts'
import { takeBackup } from './take-backup.ts'

let directory: string
const at = (name: string) => join(directory, name)
beforeAll(() => {
  directory = mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
  mkdirSync(at('from/files/ab'), { recursive: true })
  writeFileSync(at('from/files/ab/cd'), 'a paper')
  writeFileSync(at('from/secret'), 'kept', { mode: 0o600 })
})
afterAll(async () => {
  for (const name of ['from', 'to']) await destroyScratch(at(name))
  await destroyScratch(directory)
})

test('a backup taken in the middle of saves holds every save acknowledged before it began', async () => {
  const server = await startEmbedded(at('from'))
  const client = new pg.Client(server.ownerUrl)
  await client.connect()
  await client.query('create table save (n int primary key, filler text)')
  let saved = 0
  let go = true
  const saving = (async () => {
    while (go) await client.query(`insert into save values ($1, repeat('x', 2000))`, [++saved])
  })()
  while (saved < 500) await new Promise((resolve) => setTimeout(resolve, 5))
  const before = saved - 1
  const manifest = await takeBackup({ dataDirectory: at('from'), ownerUrl: server.ownerUrl }, at('backup'), new Date(0))
  go = false
  await saving
  await client.end()
  await server.stop()
  expect(manifest.files.length).toBeGreaterThan(500)
  expect(readdirSync(directory)).not.toContain('backup.unfinished')

  await restoreBackup(at('backup'), at('to'))
  const restored = await startEmbedded(at('to'))
  const check = new pg.Client(restored.ownerUrl)
  await check.connect()
  const { rows } = await check.query<{ count: number; last: number }>('select count(*)::int, max(n) as last from save')
  await check.query('insert into save values (0, null)')
  await check.end()
  await restored.stop()
  expect(rows[0]?.last).toBeGreaterThanOrEqual(before)
  expect(rows[0]?.count).toBe(rows[0]?.last)
  expect(readFileSync(at('to/files/ab/cd'), 'utf8')).toBe('a paper')
  expect(statSync(at('to/secret')).mode & 0o777).toBe(0o600)
})

test('nothing is overwritten, and a damaged backup changes nothing', async () => {
  await expect(restoreBackup(at('backup'), at('to'))).rejects.toThrow(/empty KHOI_DATA/)
  await expect(restoreBackup(directory, at('new'))).rejects.toThrow(/no finished backup/)
  appendFileSync(at('backup/files/ab/cd'), '!')
  await expect(restoreBackup(at('backup'), at('new'))).rejects.toThrow(/damaged/)
  expect(readdirSync(directory)).not.toContain('new')
})
