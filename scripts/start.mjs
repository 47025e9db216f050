// `npm start`: everything from a fresh checkout to the running product. Runs on any Node >= 18.
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, hand, root } from './prepare.mjs'

try {
  await ensureInstalled()
  await ensureBuilt()
  hand([join(root, 'src/cli/khoi.ts'), 'serve', ...process.argv.slice(2)])
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
