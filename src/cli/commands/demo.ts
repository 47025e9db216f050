// khoi demo: loads the demo's blocs, or recomputes every figure of the articles they are made after.
import { database } from '#platform/db/database.ts'
import { type Command, jsonOption, print, printJson, table } from '../command.ts'
import { refreshStatistics } from '#platform/db/refresh-statistics.ts'
import type { ConnectionTargets } from '#platform/db/targets.ts'
import { part } from '../parts.ts'
import { withDatabase } from '../with-database.ts'

export const demo: Command = {
  name: 'demo',
  about: 'load the demo, or check its figures against the articles',
  options: {
    check: { type: 'boolean', about: 'recompute the figures and compare; ends with 1 on any difference' },
    json: jsonOption,
  },
  notes: 'Loading does nothing for blocs that are there already.',
  run: ({ options }) =>
    withDatabase((targets) =>
      options['check'] ? check(options['json'] === true) : load(targets, options['json'] === true),
    ),
}

async function check(json: boolean): Promise<number> {
  const checked = await (await needed('demo/check.ts')).checkDemo(database())
  if (json) printJson(checked)
  else {
    const rows = checked.map((row) => [row.article, row.figure, row.at, String(row.expected), String(row.computed ?? '—'), String(row.records), row.ok ? 'ok' : 'WRONG']) // prettier-ignore
    print(table([['article', 'figure', 'day or period', 'expected', 'computed', 'records', ''], ...rows]))
  }
  return checked.every(({ ok }) => ok) ? 0 : 1
}

async function load(targets: ConnectionTargets, json: boolean): Promise<number> {
  const { loadDemo } = await needed('demo/load-demo.ts')
  const { demoAccounts } = await needed('demo/accounts.ts')
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const progress = (text: string) => json || print(`${seconds().toFixed(1).padStart(7)} s  ${text}`)
  const { loaded } = await loadDemo(database(), { progress })
  if (loaded.length > 0) await refreshStatistics(targets.owner)
  if (json) printJson({ loaded, seconds: seconds(), accounts: demoAccounts })
  else {
    print(loaded.length === 0 ? '  the demo was there already' : `${seconds().toFixed(1).padStart(7)} s  done`)
    print(`\n${table(demoAccounts.map((one) => [one.role, one.userName, one.password, one.unit]))}`)
  }
  return 0
}

async function needed<P extends Parameters<typeof part>[0]>(path: P) {
  const loaded = await part(path)
  if (!loaded) throw new Error('This installation was delivered without the demo.')
  return loaded
}
