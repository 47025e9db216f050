// A program that saves without pause and says which saves were acknowledged; killed by kill-in-saves.test.ts.
import { writeSync } from 'node:fs'
import pg from 'pg'
import { startEmbedded } from '#platform/embedded/embedded.ts'

const server = await startEmbedded(process.argv[2] ?? '')
writeSync(1, `server ${server.pid}\n`)
const begin = Number(process.argv[3])

await Promise.all(
  [0, 1, 2, 3].map(async (writer) => {
    const client = new pg.Client(server.appUrl)
    client.on('error', () => {})
    await client.connect()
    for (let n = begin + writer; ; n += 4) {
      await client.query('begin')
      await client.query('insert into save (n, half) values ($1, 1)', [n])
      await client.query('insert into save (n, half) values ($1, 2)', [n])
      await client.query('commit')
      // Written at once, past any buffer that would die with us.
      writeSync(1, `saved ${n}\n`)
    }
  }),
).catch(() => process.exit(3))
