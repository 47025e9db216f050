// Writes down the statements the product sends while it answers, so that the floor can send the very same ones.
import pg from 'pg'

export interface Statement {
  text: string
  values: unknown[]
}

/** Everything with values that `work` sends on any connection: the reads, without begin, set and commit. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | { text?: string; values?: unknown[] }, unknown]
    if (typeof first === 'object' && first.text && first.values)
      statements.push({ text: first.text, values: first.values })
    else if (typeof first === 'string' && Array.isArray(second)) statements.push({ text: first, values: second })
    return Reflect.apply(original, this, args) as never
  } as typeof original
  try {
    await work()
  } finally {
    pg.Client.prototype.query = original
  }
  return statements
}
