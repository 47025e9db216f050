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

async function ask<Row extends pg.QueryResultRow>(owner: pg.ClientConfig, statement: string): Promise<Row | undefined> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows[0]
  } finally {
    await client.end()
  }
}

/** How much the first bloc has. */
export async function countRows(owner: pg.ClientConfig): Promise<{ members: number; attendance: number }> {
  const row = await ask<{ members: string; attendance: string }>(
    owner,
    `select (select count(*) from member m join tenant t on t.id = m.tenant_id where t.slug = '${SLUG}') as members,
            (select count(*) from attendance a join tenant t on t.id = a.tenant_id where t.slug = '${SLUG}') as attendance`,
  )
  return { members: Number(row?.members), attendance: Number(row?.attendance) }
}

/** The first bloc's root, one of its grassroots committees and one of its grassroots cells. */
export async function unitsOf(owner: pg.ClientConfig): Promise<{ bloc: string; committee: string; cell: string }> {
  const of = (ordinal: number) =>
    ask<{ id: string }>(
      owner,
      `select v.unit_id as id from unit_version v join tenant t on t.id = v.tenant_id where t.slug = '${SLUG}' and v.ordinal = ${ordinal} order by v.id limit 1`,
    )
  return { bloc: (await of(0))?.id ?? '', committee: (await of(1))?.id ?? '', cell: (await of(51))?.id ?? '' }
}

/** One held meeting of that cell: its page is the one that carries scripts. */
export async function meetingOf(owner: pg.ClientConfig, cell: string): Promise<string> {
  return (
    (await ask<{ id: string }>(owner, `select id from meeting where unit_id = '${cell}' order by month desc limit 1`))
      ?.id ?? ''
  )
}
