// khoi migrate: brings the database to this program's schema (serve does it too).
import { migrate } from '#platform/db/migrate.ts'
import { type Command, jsonOption, print, printJson, table } from '../command.ts'
import { withServer } from '../with-database.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  about: 'bring the database to the schema of this release',
  options: { json: jsonOption },
  async run({ options }) {
    const applied = await withServer((targets) => migrate(targets.owner))
    if (options['json']) printJson(applied)
    else if (applied.length === 0) print('  nothing to do')
    else print(table(applied.map(({ name, ms }) => [name, `${ms} ms`])))
  },
}
