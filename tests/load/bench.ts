// `npm run bench`: every speed goal of the product, measured in one run on this machine, as ratios against a bare floor where a
// ratio says more than a time. `--json` prints an array of {name, value, goal, ok}; exit code 1 when a goal is missed.
import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountCaller } from '#modules/access/access.server.ts'
import { accountOfUser } from '#modules/identity/identity.server.ts'
import { listMembers } from '#modules/members/members.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import { migrate } from '#platform/db/migrate.ts'
import { targetsOfSocket } from '#platform/db/targets.ts'
import { destroyScratch, startEmbedded } from '#platform/embedded/embedded.ts'
import { ask } from '#platform/operation/execute.ts'
import '#product'
import autocannon from 'autocannon'
import { consolidated } from './consolidated.ts'
import { countRows, loadBloc, meetingOf, settle, SLUG, unitsOf } from './data.ts'
import { atLeast, atMost, median } from './measure.ts'
import type { Measurement } from './measure.ts'
import { addPerson, addSittings, PASSWORD } from './people.ts'
import { recordStatements } from './record-statements.ts'
import { residentMegabytes } from './resident.ts'
import { saveAtOnce } from './saves.ts'
import { treePage } from './tree.ts'
import { simulationTime } from './simulation.ts'
import { weigh } from './weight.ts'

const root = join(import.meta.dirname, '../..')
const json = process.argv.includes('--json')
const tell = (line: string) => (json ? console.error(line) : console.log(line))
const PORT = 3951
const FLOOR_PORT = 3952
const ORIGIN = `http://localhost:${PORT}`
/** What is typed most: a given name. One in fourteen members has it; the page shows the first fifty. */
const LIST = '/dang-vien?tim=hoa'
const LIST_INPUT = { find: 'hoa' }

const results: Measurement[] = []
const note = (measurement: Measurement) => {
  results.push(measurement)
  tell(
    `  ${measurement.ok ? 'ok  ' : 'MISS'}  ${measurement.name.padEnd(58)} ${String(measurement.value).padStart(9)}   ${measurement.goal}${measurement.note ? `   (${measurement.note})` : ''}`,
  )
}

const data = mkdtempSync('/tmp/khoi-bench-')
const embedded = await startEmbedded(data)
const targets = targetsOfSocket(embedded.socketDir)
const database = openDatabase(targets.app)
const children: ChildProcess[] = []

try {
  tell('Loading the first bloc …')
  await migrate(targets.owner)
  await loadBloc(targets.owner, 1)
  await settle(targets.owner)
  const rows = await countRows(targets.owner)
  const alone = await consolidated(database)
  note(
    atMost(
      'consolidated report, engine / hand-written statement',
      alone.engine / alone.byHand,
      1.5,
      `${Math.round(alone.engine)} ms / ${Math.round(alone.byHand)} ms; ${rows.members} members, ${rows.attendance} attendance rows`,
    ),
  )

  tell('Loading nine other blocs …')
  for (let bloc = 2; bloc <= 10; bloc++) await loadBloc(targets.owner, bloc)
  await settle(targets.owner)
  const beside = await consolidated(database)
  note(
    atMost(
      'consolidated report, with nine other blocs / alone',
      beside.engine / alone.engine,
      1.2,
      `${Math.round(beside.engine)} ms`,
    ),
  )

  const simulation = await simulationTime(database)
  note(atMost('simulation of a plan that touches 600 cells, ms', simulation.ms, 1000, simulation.told))

  await pages()
  const trees = await treePage(targets, database, ORIGIN, await cookieOf('bench.khoi'), cookieOf)
  trees.forEach(note)
  await saves()
  await startAndRest()
} finally {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(
    children.map((child) => child.exitCode === null && child.signalCode === null && once(child, 'exit')),
  )
  await database.destroy()
  await embedded.stop()
  await destroyScratch(data)
}

if (json) console.log(JSON.stringify(results, null, 2))
process.exit(results.every(({ ok }) => ok) ? 0 : 1)

function product(): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'src/cli/khoi.ts'), 'serve'], {
    cwd: root,
    env: { ...process.env, KHOI_DATA: data, KHOI_DEMO: 'off', PORT: String(PORT), ORIGIN, KHOI_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.push(child)
  return child
}

async function ready(origin: string, path: string, patienceMs = 60_000): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < patienceMs) {
    if (
      await fetch(origin + path).then(
        (response) => response.ok,
        () => false,
      )
    )
      return performance.now() - began
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${origin} did not answer`)
}

async function cookieOf(userName: string): Promise<string> {
  const response = await fetch(`${ORIGIN}/dang-nhap`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: ORIGIN, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ userName, password: PASSWORD }),
  })
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (cookies.length === 0) throw new Error(`${userName} could not sign in: ${response.status}`)
  return cookies.join('; ')
}

async function perSecond(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({ url, headers, connections: 8, duration: 4 })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  return result.requests.total / result.duration
}

/** In turn, three times, so that a drifting machine hits all alike. */
async function rates(...asked: [string, Record<string, string>][]): Promise<number[]> {
  const all: number[][] = asked.map(() => [])
  for (let turn = 0; turn < 3; turn++) {
    for (const [i, [url, headers]] of asked.entries()) all[i]?.push(await perSecond(url, headers))
  }
  return all.map(median)
}

async function pages(): Promise<void> {
  const tenant = await tenantBySlug(database, SLUG)
  if (!tenant) throw new Error('The benchmark data is not loaded')
  const unit = await unitsOf(targets.owner)
  const officer = await addPerson(database, tenant.id, 'bench.khoi', 'bloc_officer', unit.bloc)
  await addPerson(database, tenant.id, 'bench.chibo', 'cell_secretary', unit.cell)

  const recordAs = async (userName: string) => {
    const account = await accountOfUser(database, userName)
    if (!account) throw new Error(`No account ${userName}`)
    const caller = accountCaller(tenant.id, account.accountId)
    await ask(database, caller, listMembers, LIST_INPUT)
    // The second time the account's own statement is remembered: what is recorded is the list alone.
    return recordStatements(() => ask(database, caller, listMembers, LIST_INPUT))
  }
  const recorded = join(data, 'statements.json')
  writeFileSync(
    recorded,
    JSON.stringify({
      tenantId: tenant.id,
      answers: {
        '/bloc': { kind: 'html', statements: await recordAs('bench.khoi') },
        '/cell': { kind: 'html', statements: await recordAs('bench.chibo') },
        '/json': { kind: 'json', statements: await recordAs('bench.khoi') },
      },
    }),
  )
  const floor = fork(join(import.meta.dirname, 'floor.ts'), [String(FLOOR_PORT), embedded.socketDir, recorded])
  children.push(floor)
  await once(floor, 'message')
  product()
  await ready(ORIGIN, '/readyz')

  const asOfficer = { cookie: await cookieOf('bench.khoi') }
  const asSecretary = { cookie: await cookieOf('bench.chibo') }
  const bare = `http://127.0.0.1:${FLOOR_PORT}`
  const [bloc = 0, blocFloor = 0, cell = 0, cellFloor = 0, api = 0, apiFloor = 0] = await rates(
    [ORIGIN + LIST, asOfficer],
    [`${bare}/bloc`, {}],
    [ORIGIN + LIST, asSecretary],
    [`${bare}/cell`, {}],
    [
      `${ORIGIN}/api/v1/members/list-members?${new URLSearchParams(LIST_INPUT)}`,
      { authorization: `Bearer ${officer.token}` },
    ],
    [`${bare}/json`, {}],
  )
  note(
    atLeast(
      'member list as the bloc, pages/s / floor',
      bloc / blocFloor,
      0.25,
      `${Math.round(bloc)} / ${Math.round(blocFloor)} per s`,
    ),
  )
  note(
    atLeast(
      'member list as a cell, pages/s / floor',
      cell / cellFloor,
      0.25,
      `${Math.round(cell)} / ${Math.round(cellFloor)} per s`,
    ),
  )
  note(atMost('member list by name, cell pages/s / bloc pages/s', cell / bloc, 2))
  const [ofUnit = 0, ofCell = 0] = await rates(
    [`${ORIGIN}/dang-vien?don-vi=${unit.committee}`, asOfficer],
    [`${ORIGIN}/dang-vien`, asSecretary],
  )
  note(
    atMost(
      'member list of one unit, cell pages/s / bloc pages/s',
      ofCell / ofUnit,
      2,
      `${Math.round(ofCell)} / ${Math.round(ofUnit)} per s; 50 rows of a committee against a cell`,
    ),
  )
  note(
    atLeast(
      'member list by the API, answers/s / floor',
      api / apiFloor,
      0.5,
      `${Math.round(api)} / ${Math.round(apiFloor)} per s`,
    ),
  )

  const weights: [string, Awaited<ReturnType<typeof weigh>>][] = []
  const evening = `/sinh-hoat/${await meetingOf(targets.owner, unit.cell)}`
  for (const path of ['/', LIST, '/sinh-hoat', evening, '/bao-cao', '/so-lieu', '/to-chuc', '/viec-cua-toi'])
    weights.push([path, await weigh(ORIGIN, path, asOfficer.cookie)])
  const heaviest = weights.toSorted(([, a], [, b]) => b.scripts - a.scripts)[0]
  note(
    atMost(
      'first-load scripts of the heaviest app page, KB gzipped',
      (heaviest?.[1].scripts ?? NaN) / 1024,
      45,
      `${heaviest?.[0]}; ${weights.map(([path, weight]) => `${path.split('?')[0]} ${(weight.scripts / 1024).toFixed(1)}`).join(', ')}`,
    ),
  )
  const list = weights.find(([path]) => path === LIST)?.[1]
  note(atMost('HTML of a 50-row list, KB gzipped', (list?.html ?? NaN) / 1024, 15))
}

async function saves(): Promise<void> {
  const tenant = await tenantBySlug(database, SLUG)
  if (!tenant) throw new Error('The benchmark data is not loaded')
  const sittings = await addSittings(database, tenant.id, (await unitsOf(targets.owner)).bloc, 200)
  const { perSecond: rate, errors, total } = await saveAtOnce(ORIGIN, sittings, 10)
  note(atLeast('attendance of 20 people, saves/s with 200 at once', rate, 100, `${total} saves`))
  note(atMost('attendance saves refused or failed', errors, 0))
}

async function startAndRest(): Promise<void> {
  for (const child of children.splice(0)) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  await embedded.stop()
  const begin = () =>
    spawn('npm', ['start', '--silent'], {
      cwd: root,
      env: { ...process.env, KHOI_DATA: data, KHOI_DEMO: 'off', PORT: String(PORT), ORIGIN, KHOI_LOG: 'error' },
      stdio: 'ignore',
      detached: true,
    })
  const times: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const child = begin()
    times.push(await ready(ORIGIN, '/readyz', 120_000))
    if (turn === 2) {
      await new Promise((resolve) => setTimeout(resolve, 5000))
      const again = await startEmbedded(data)
      const megabytes = residentMegabytes([child.pid ?? 0, again.pid])
      await again.stop()
      if (megabytes !== null)
        note(atMost('memory of app and database at rest, MB', megabytes, 400, 'proportional set size'))
    }
    process.kill(-(child.pid ?? 0), 'SIGINT')
    await once(child, 'exit')
  }
  // The first start may build; the later ones are warm.
  note(atMost('warm npm start until ready, s', Math.min(...times.slice(1)) / 1000, 5))
}
