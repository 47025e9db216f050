// `npm run bench [-- --json]`: builds if needed, then measures every speed goal in one run (tests/load/bench.ts).
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, node, root } from './prepare.mjs'

await ensureInstalled()
const build = spawn(node, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
build.on('exit', (code) => {
  if (code !== 0) process.exit(code ?? 1)
  const bench = spawn(node, [join(root, 'tests/load/bench.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  })
  bench.on('exit', (ended) => process.exit(ended ?? 1))
})
