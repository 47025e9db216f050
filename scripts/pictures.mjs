// `npm run pictures [-- <origin>] [name …]`: takes the pictures of the guides (docs/guide/pictures.json) from a running demo; without an
// origin it starts one of its own, as the end-to-end tests do. With names it takes only those.
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { ensureBuilt, ensureInstalled, hand, root } from './prepare.mjs'

try {
  await ensureInstalled()
  const given = process.argv.slice(2)
  if (!given.some((one) => /^https?:/.test(one))) await ensureBuilt()
  process.env.KHOI_CHROMIUM = findBrowser()
  hand([join(root, 'scripts/take-pictures.mjs'), ...given])
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
