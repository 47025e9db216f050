// khoi restore: a backup into an empty KHOI_DATA, on this or another machine.
import { config } from '#platform/config.ts'
import { restoreBackup } from '#platform/backup/restore-backup.ts'
import { type Command, onlyPositional, print, typedPath } from '../command.ts'

export const restore: Command = {
  name: 'restore',
  about: 'put a backup into an empty KHOI_DATA',
  takes: '<backup directory>',
  options: {},
  async run(given) {
    const { databaseUrl, dataDirectory } = config()
    if (databaseUrl !== null)
      throw new Error('A backup is restored into the embedded database: start without DATABASE_URL.')
    const source = typedPath(onlyPositional(given, 'backup directory'))
    const { at } = await restoreBackup(source, dataDirectory)
    print(`  restored into ${dataDirectory}: the state of ${at}`)
  },
}
