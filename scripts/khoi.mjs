// `npm run khoi -- <command>`: the command line of the product, on its own Node. Runs on any Node >= 18.
import { join } from 'node:path'
import { ensureInstalled, hand, root } from './prepare.mjs'

try {
  await ensureInstalled()
  hand([join(root, 'src/cli/khoi.ts'), ...process.argv.slice(2)])
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
