// Builds the pages when their sources changed; the same step `npm start` takes.
import { ensureBuilt } from './prepare.mjs'

await ensureBuilt().catch((error) => {
  console.error(error.message)
  process.exit(1)
})
