// Repeats a task with a pause after each run, so that a slow one never overlaps itself; a failed run is logged and tried again.
import { errorFacts } from '../error-facts.ts'
import { log } from '../log.ts'

export interface Repeating {
  /** Resolves when a run under way has ended. */
  stop(): Promise<void>
}

/** The first run begins at once. */
export function startRepeating(name: string, pauseMs: number, work: (now: Date) => Promise<unknown>): Repeating {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  const turn = () => {
    running = work(new Date())
      .catch((error: unknown) => log.error({ task: name, error: errorFacts(error) }, 'periodic task failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, pauseMs)
      })
  }
  turn()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
