// The supervisor on real servers: attaching, the last one leaving, killed parents, recycled process numbers, two at once.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { destroyScratch, startEmbedded } from './embedded.ts'
import { birthOf, isAlive } from './process-identity.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
})
afterEach(() => destroyScratch(dir))

const scratch = { fsync: false }
const pidFile = () => join(dir, 'postgres/cluster/postmaster.pid')

test('the server speaks UTF-8 in the same order everywhere, listens on no network, and both roles get in', async () => {
  const server = await startEmbedded(dir)
  expect(
    await ask(
      server.ownerUrl,
      `select current_setting('listen_addresses') as network, current_setting('fsync') as fsync, current_setting('jit') as jit,
         current_setting('server_encoding') as encoding, datlocprovider as provider, datlocale as locale, current_user as who
       from pg_database where datname = current_database()`,
    ),
  ).toEqual([
    { network: '', fsync: 'on', jit: 'off', encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', who: 'khoi_owner' },
  ])
  expect(await ask(server.appUrl, `select current_user as who`)).toEqual([{ who: 'khoi_app' }])
  expect(statSync(server.socketDir).mode & 0o777).toBe(0o700)
  await server.stop()
  expect(isAlive(server.pid)).toBe(false)
})

test('the second to attach shares the server, and only the last to leave stops it', async () => {
  const first = await startEmbedded(dir, scratch)
  const second = await startEmbedded(dir, scratch)
  expect(second).toMatchObject({ pid: first.pid, reattached: true })
  await first.stop()
  expect(await ask(second.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await second.stop()
  expect(isAlive(first.pid)).toBe(false)
})

test('starters at once make one cluster and one server', async () => {
  const servers = await Promise.all([1, 2, 3, 4].map(() => startEmbedded(dir, scratch)))
  expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1)
  expect(readdirSync(join(dir, 'postgres')).filter((name) => name.startsWith('cluster'))).toEqual(['cluster'])
  await Promise.all(servers.map((server) => server.stop()))
})

test('a parent killed by force leaves the server running; the next start attaches and may stop it', async () => {
  const { child, pid } = await parent()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const server = await startEmbedded(dir, scratch)
  expect(server).toMatchObject({ pid, reattached: true })
  await server.stop()
  expect(isAlive(pid)).toBe(false)
})

test('parent and server killed by force: the next start recovers', async () => {
  const { child, pid } = await parent()
  child.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  const server = await startEmbedded(dir, scratch)
  expect(server.reattached).toBe(false)
  expect(await ask(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
})

test('a process number that now belongs to a stranger is not taken for the server', async () => {
  const { child, pid } = await parent()
  child.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10))
  // The stranger runs under the server's own account, the one case PostgreSQL itself cannot tell apart.
  const { uid, gid } = statSync(join(dir, 'postgres/cluster'))
  const stranger = spawn('/bin/sleep', ['60'], { uid, gid, cwd: '/' })
  const lines = readFileSync(pidFile(), 'utf8').split('\n')
  writeFileSync(pidFile(), [String(stranger.pid), ...lines.slice(1)].join('\n'))
  const server = await startEmbedded(dir, scratch)
  expect(server.reattached).toBe(false)
  expect(isAlive(stranger.pid ?? 0)).toBe(true)
  stranger.kill()
  await server.stop()
})

test('a long path gets a short socket directory, removed at the end', async () => {
  chmodSync(dir, 0o711)
  const long = join(dir, 'x'.repeat(80))
  const server = await startEmbedded(long, scratch)
  expect(server.socketDir).toMatch(/^\/tmp\/khoi-\w+$/)
  expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(statSync(server.socketDir, { throwIfNoEntry: false })).toBeUndefined()
})

test('a process number is not the same process after its death', async () => {
  const child = spawn('/bin/sleep', ['60'])
  const pid = child.pid ?? 0
  const birth = birthOf(pid)
  expect(birth).not.toBeNull()
  expect(birthOf(pid)).toBe(birth)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(birthOf(pid)).toBeNull()
})

/** Another process that starts the server and stays. */
async function parent(): Promise<{ child: ChildProcess; pid: number }> {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
    const server = await startEmbedded(${JSON.stringify(dir)}, { fsync: false })
    console.log(server.pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: join(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, pid: Number(line.toString()) }
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end()
  }
}
