// Draws db/schema.sql (the snapshot people read) and src/platform/db/schema.ts (the types Kysely uses) from a freshly migrated
// database: `npm run schema`. A law test compares both with the migrations.
import { writeFile } from 'node:fs/promises'
import { drawSchema, drawTypes } from '../src/platform/db/draw-schema.ts'
import { testDatabase } from '../tests/database/database.ts'

const database = await testDatabase()
try {
  await writeFile('db/schema.sql', await drawSchema(database.owner))
  await writeFile('src/platform/db/schema.ts', await drawTypes(database.owner))
} finally {
  await database.drop()
}
