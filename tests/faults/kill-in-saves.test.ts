// Fault: the program, the database server, or both are killed by force in the middle of saves.
// Every acknowledged save must be there afterwards, whole; an unacknowledged one whole or not at all.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { destroyScratch, startEmbedded } from '#platform/embedded/embedded.ts'

let dir: string
beforeAll(async () => {
  dir = mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
  const server = await startEmbedded(dir)
  await query(
    server.ownerUrl,
    `create table save (n int, half int, primary key (n, half)); grant insert, select on save to khoi_app`,
  )
  await server.stop()
})
afterAll(() => destroyScratch(dir))

const victims = ['program', 'server', 'both'] as const

test.each(victims.map((victim, round) => ({ victim, round })))(
  'killed in the middle of saves: $victim',
  async ({ victim, round }) => {
    const begin = round * 1_000_000
    const acknowledged = await saveUntilKilled(victim, begin)
    expect(acknowledged.length).toBeGreaterThan(100)

    const server = await startEmbedded(dir)
    expect(server.reattached).toBe(victim === 'program')
    const rows = (await query(
      server.appUrl,
      `select n, count(*)::int as halves from save where n >= ${begin} group by n`,
    )) as { n: number; halves: number }[]
    await server.stop()

    const kept = new Set(rows.map(({ n }) => n))
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([])
    expect(rows.filter(({ halves }) => halves !== 2)).toEqual([])
    // At most the one save each of the four writers had under way was kept without an answer.
    expect(rows.length - acknowledged.length).toBeLessThanOrEqual(4)
  },
)

async function saveUntilKilled(victim: (typeof victims)[number], begin: number): Promise<number[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'saver.ts'), dir, String(begin)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  while ((said.match(/saved/g)?.length ?? 0) < 300) {
    if (child.exitCode !== null) throw new Error(`the saving program ended by itself (${child.exitCode})`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const serverPid = Number(/server (\d+)/.exec(said)?.[1])
  const ended = once(child, 'close')
  if (victim !== 'server') child.kill('SIGKILL')
  if (victim !== 'program') process.kill(serverPid, 'SIGKILL')
  await ended
  return [...said.matchAll(/saved (\d+)\n/g)].map((match) => Number(match[1]))
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end()
  }
}
