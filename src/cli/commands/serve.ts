// khoi serve: database, schema, demo on the first run, web server and worker in one process; stops them in the opposite order.
import { type Config, config, secret } from '#platform/config.ts'
import { closeDatabase, database } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { refreshStatistics } from '#platform/db/refresh-statistics.ts'
import { connectionTargets, useEmbeddedSocket } from '#platform/db/targets.ts'
import { startEmbedded } from '#platform/embedded/embedded.ts'
import { hasNoUsers, issueFirstAdminToken } from '#modules/identity/identity.server.ts'
import { type Command, print, table } from '../command.ts'
import { part } from '../parts.ts'
import { step } from '../serve/steps.ts'
import { untilTold } from '../serve/until-told.ts'
import { openWebServer } from '../serve/web-server.ts'
import { startProductWorker } from '../serve/worker.ts'

export const serve: Command = {
  name: 'serve',
  about: 'start the product: database, pages and worker',
  options: {
    'no-worker': { type: 'boolean', about: 'leave the jobs to "khoi work" in another process' },
  },
  async run({ options }) {
    const told = untilTold()
    const settings = config()
    secret()
    /** What to undo, last first; also after a step that failed. */
    const undo: (() => Promise<unknown>)[] = []
    try {
      await start(settings, options['no-worker'] !== true, undo)
      await told
      print('\n  stopping …')
    } finally {
      for (const one of undo.reverse()) await one()
    }
    print('  stopped')
  },
}

async function start(settings: Config, withWorker: boolean, undo: (() => Promise<unknown>)[]): Promise<void> {
  if (settings.databaseUrl === null) {
    const server = await step(
      'database started',
      () => startEmbedded(settings.dataDirectory),
      ({ reattached }) => (reattached ? 'it was still running' : ''),
    )
    undo.push(() => server.stop())
    useEmbeddedSocket(server.socketDir)
  }
  const targets = connectionTargets()
  await step(
    'schema',
    () => migrate(targets.owner),
    (applied) => (applied.length === 0 ? 'up to date' : `${applied.length} migrations applied`),
  )
  undo.push(closeDatabase)

  const demo = settings.demo ? await part('demo/load-demo.ts') : null
  if (demo && ((await hasNoUsers()) || (await demo.isHalfLoaded(database())))) {
    await step('demo data loaded', () => demo.loadDemo(database()))
    await refreshStatistics(targets.owner)
  }

  if (withWorker) {
    const worker = await step('worker started', () => startProductWorker(targets))
    undo.push(() => worker.stop())
  }
  const web = await step('web server started', () => openWebServer(settings))
  undo.push(async () => {
    await web.close()
    // The built pages hold a pool of their own, and close it at this word.
    process.emit('sveltekit:shutdown' as 'exit', 0)
  })
  print(`\n  ${settings.origin}\n`)
  await printWhoMaySignIn(settings)
}

async function printWhoMaySignIn(settings: Config): Promise<void> {
  const token = await issueFirstAdminToken()
  if (token !== null) {
    print(`  Nobody can sign in yet. Make the first administrator (this address works once):`)
    print(`  ${settings.origin}/khoi-tao?token=${token}\n`)
    return
  }
  const accounts = settings.demo ? await part('demo/accounts.ts') : null
  if (!accounts) return
  const rows = accounts.demoAccounts.map((one) => [one.role, one.userName, one.password, one.unit, one.note])
  print(`${table([['vai trò', 'tên đăng nhập', 'mật khẩu', 'đơn vị', ''], ...rows])}\n`)
}
