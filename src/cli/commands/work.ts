// khoi work: only the worker, for installations with several processes (serve --no-worker beside it).
import { type Command, print } from '../command.ts'
import { part } from '../parts.ts'
import { untilTold } from '../serve/until-told.ts'
import { withDatabase } from '../with-database.ts'

export const work: Command = {
  name: 'work',
  about: 'run jobs only, beside web servers started with --no-worker',
  options: {},
  async run() {
    const told = untilTold()
    await withDatabase(async (targets) => {
      const worker = await part('src/platform/jobs/worker.ts')
      if (!worker) throw new Error('This installation was delivered without the worker.')
      const running = await worker.startWorker(targets)
      print('  worker started')
      await told
      await running.stop()
    })
  },
}
