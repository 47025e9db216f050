// Loads the benchmark's blocs (data.sql) into a database, as its owner: the records are made by the server, not by operations.
import { readFile } from 'node:fs/promises'
import pg from 'pg'

export const SLUG = 'tai-1'

export async function loadBloc(owner: pg.ClientConfig, bloc: number): Promise<void> {
  const script = (await readFile(new URL('data.sql', import.meta.url), 'utf8')).replaceAll(':bloc', String(bloc))
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(script)
  } finally {
    await client.end()
  }
}

/** Statistics and the visibility map, as autovacuum would have them on a server that has run for a day. */
export async function settle(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

export async function countRows(owner: pg.ClientConfig): Promise<{ members: number; attendance: number }> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ members: string; attendance: string }>(
      `select (select count(*) from member m join tenant t on t.id = m.tenant_id where t.slug = '${SLUG}') as members,
              (select count(*) from attendance a join tenant t on t.id = a.tenant_id where t.slug = '${SLUG}') as attendance`,
    )
    return { members: Number(rows[0]?.members), attendance: Number(rows[0]?.attendance) }
  } finally {
    await client.end()
  }
}
