// After many rows came in at once: without fresh statistics the planner takes big tables for small ones until autovacuum comes by.
import pg from 'pg'

/** Analyzes the whole database, as its owner. */
export async function refreshStatistics(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
