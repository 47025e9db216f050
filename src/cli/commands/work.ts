// khoi work: only the worker, for installations with several processes (serve --no-worker beside it).
import { type Command, print } from '../command.ts'
import { untilTold } from '../serve/until-told.ts'
import { startProductWorker } from '../serve/worker.ts'
import { withDatabase } from '../with-database.ts'

export const work: Command = {
  name: 'work',
  about: 'run jobs only, beside web servers started with --no-worker',
  options: {},
  async run() {
    const told = untilTold()
    await withDatabase(async (targets) => {
      const worker = await startProductWorker(targets)
      print('  worker started')
      await told
      await worker.stop()
    })
  },
}
