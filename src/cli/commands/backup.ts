// khoi backup: the whole installation into one directory, while it runs.
import { config } from '#platform/config.ts'
import { takeBackup } from '#platform/backup/take-backup.ts'
import { startEmbedded } from '#platform/embedded/embedded.ts'
import { type Command, jsonOption, onlyPositional, print, printJson, typedPath } from '../command.ts'

export const backup: Command = {
  name: 'backup',
  about: 'copy database, files and secret into a new directory, while the product runs',
  takes: '<new directory>',
  options: { json: jsonOption },
  notes: 'The copy holds everything, also the secret: keep it as closed as the installation itself.',
  async run(given) {
    const { databaseUrl, dataDirectory } = config()
    const target = typedPath(onlyPositional(given, 'new directory'))
    if (databaseUrl !== null) {
      throw new Error(
        `The database is on your own server (DATABASE_URL): back it up with its tools (pg_basebackup or pg_dump), ` +
          `and copy the directory ${config().filesDirectory} after it.`,
      )
    }
    const server = await startEmbedded(dataDirectory)
    try {
      const { files, at } = await takeBackup({ dataDirectory, ownerUrl: server.ownerUrl }, target, new Date())
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      if (given.options['json']) printJson({ directory: target, at, files: files.length, bytes })
      else print(`  ${files.length} files, ${Math.round(bytes / 1e6)} MB in ${target}`)
    } finally {
      await server.stop()
    }
  },
}
