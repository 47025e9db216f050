// Runs the end-to-end tests (tests/e2e/*.e2e.ts) in a real browser against the built product. Other arguments go to vitest.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { ensureBuilt, ensureInstalled, node, root } from './prepare.mjs'

try {
  await ensureInstalled()
  await ensureBuilt()
  const browser = findBrowser()
  const args = process.argv
    .slice(2)
    .flatMap((arg) =>
      arg.startsWith('--report=')
        ? ['--reporter=default', '--reporter=json', `--outputFile.json=${arg.slice(9)}`]
        : [arg],
    )
  const vitest = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'tests/e2e/vitest.config.ts',
    ...args,
  ]
  const child = spawn(node, vitest, { cwd: root, stdio: 'inherit', env: { ...process.env, KHOI_CHROMIUM: browser } })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
