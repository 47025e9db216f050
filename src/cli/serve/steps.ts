// Lines of the start: what was done, how long it took.
import { print } from '../command.ts'

/** Runs one step and prints its line; `more` is what the result lets us say beyond the name. */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  more: (result: T) => string = () => '',
): Promise<T> {
  const began = performance.now()
  const result = await work()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  print(`  ${`${name}${more(result) && `: ${more(result)}`}`.padEnd(44)} ${seconds.padStart(6)} s`)
  return result
}
