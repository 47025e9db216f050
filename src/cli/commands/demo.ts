// khoi demo: loads the demo's blocs, or recomputes every figure of the articles they are made after.
import { hasNoUsers } from '#modules/identity/identity.server.ts'
import { database } from '#platform/db/database.ts'
import { type Command, jsonOption, print, printJson, table } from '../command.ts'
import { part } from '../parts.ts'
import { step } from '../serve/steps.ts'
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
    withDatabase(() => (options['check'] ? check(options['json'] === true) : load(options['json'] === true))),
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

async function load(json: boolean): Promise<number> {
  const { loadDemo } = await needed('demo/load-demo.ts')
  const { demoAccounts } = await needed('demo/accounts.ts')
  const empty = await hasNoUsers()
  const began = performance.now()
  if (json) {
    const { loaded } = await loadDemo(database())
    printJson({ loaded, seconds: (performance.now() - began) / 1000, accounts: demoAccounts })
    return 0
  }
  const since = () => `${((performance.now() - began) / 1000).toFixed(1)} s`.padStart(8)
  const { loaded } = await step('demo data', () => loadDemo(database(), { progress: (text) => print(`${since()}  ${text}`) }), ({ loaded }) => (loaded.length === 0 ? 'it was there already' : 'loaded')) // prettier-ignore
  if (loaded.length > 0 || !empty)
    print(`\n${table(demoAccounts.map((one) => [one.role, one.userName, one.password, one.unit]))}`)
  return 0
}

async function needed<P extends Parameters<typeof part>[0]>(path: P) {
  const loaded = await part(path)
  if (!loaded) throw new Error('This installation was delivered without the demo.')
  return loaded
}
