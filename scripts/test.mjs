// `npm test`: every check in one go, a line for each, and at the end `N passed, N failed`. Names of checks run only those.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root } from './prepare.mjs'
import { ensurePaperReader } from './system-tools.mjs'

await ensureInstalled()
try {
  ensurePaperReader()
} catch (error) {
  console.error(`${error.message}\n\n0 passed, 1 failed`)
  process.exit(1)
}
const { first, lanes } = await import('./checks.mjs')

const only = process.argv.slice(2)
const began = Date.now()
const results = new Map()
const finished = new Map()
const children = new Set()
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
    process.exit(1)
  })
}

await check(first)
await Promise.all(
  lanes.map(async (lane) => {
    for (const one of lane) await check(one)
  }),
)

const totals = [...results.values()].reduce((sum, { passed, failed }) => ({
  passed: sum.passed + passed,
  failed: sum.failed + failed,
}))
console.log(`\n  ${seconds(began)} s\n`)
console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed > 0 ? 1 : 0)

async function check(one) {
  if (only.length > 0 && one !== first && !only.includes(one.name)) return
  let done
  finished.set(one.name, new Promise((resolve) => (done = resolve)))
  if (one.needs) await waitFor(one.needs)
  const start = Date.now()
  // The report of an earlier run must not be counted as this one's.
  if (one.report) rmSync(one.report, { force: true })
  const { code, output } = await run(one)
  const counted = count(one, code)
  results.set(one.name, counted)
  const tests = one.count ? `${counted.passed} passed, ${counted.failed} failed; ` : ''
  console.log(`  ${counted.failed > 0 ? 'FAIL' : 'ok  '}  ${one.name.padEnd(12)} ${tests}${seconds(start)} s`)
  if (counted.failed > 0) console.log(`\n${output.trimEnd()}\n`)
  done()
}

/** The check of another lane this one stands on; when only some were asked for, it may not run at all. */
async function waitFor(name) {
  if (only.length > 0 && !only.includes(name)) return
  while (!finished.has(name)) await new Promise((resolve) => setTimeout(resolve, 50))
  await finished.get(name)
}

function run({ command: [program, args] }) {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      FORCE_COLOR: '0',
      NO_COLOR: '1',
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    }
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    children.add(child)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => {
      children.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** A check without tests of its own counts as one; a report that was not written counts as one failure. */
function count(one, code) {
  const failed = { passed: 0, failed: 1 }
  if (!one.count) return code === 0 ? { passed: 1, failed: 0 } : failed
  try {
    const counted = one.count()
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
  } catch {
    return failed
  }
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1)
}
