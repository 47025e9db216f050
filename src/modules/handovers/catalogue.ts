// The tables of a tenant as the database knows them: columns, keys, what refers to what. Discovered, so that a new column comes along
// by itself and a new table only needs its rule.
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'

export interface Reference {
  /** Column of this table (besides tenant_id), and the table whose row it names by its key. */
  column: string
  table: string
  nullable: boolean
}

export interface Table {
  name: string
  /** All columns but tenant_id, with their types. */
  columns: ReadonlyMap<string, string>
  /** Columns of the primary key without tenant_id. */
  key: readonly string[]
  references: readonly Reference[]
  /** Unique and exclusion constraints, the primary key too, without tenant_id. */
  uniques: readonly { name: string; columns: readonly string[] }[]
}

export type Catalogue = ReadonlyMap<string, Table>

/** Reads all tables that begin with tenant_id. Four statements on the system's catalogue. */
export async function readCatalogue(db: Db): Promise<Catalogue> {
  const columns = await sql<{ table: string; column: string; type: string; nullable: boolean }>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 1 and not a.attisdropped
    join pg_attribute t on t.attrelid = c.oid and t.attnum = 1 and t.attname = 'tenant_id'
    where c.relkind = 'r'
    order by c.relname, a.attnum`.execute(db)
  const constraints = await sql<{
    table: string
    name: string
    kind: string
    columns: string[]
    target: string | null
  }>`
    select c.relname as "table", k.conname as name, k.contype::text as kind, t.relname as target,
           array(select a.attname::text from unnest(k.conkey) with ordinality as u (num, place)
                 join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num
                 where a.attname <> 'tenant_id' order by u.place) as columns
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    left join pg_class t on t.oid = k.confrelid
    where k.contype in ('p', 'u', 'x', 'f')
    union all
    select c.relname, i.relname, 'u', null,
           array(select a.attname::text from unnest(x.indkey::int2[]) as u (num)
                 join pg_attribute a on a.attrelid = x.indrelid and a.attnum = u.num where a.attname <> 'tenant_id')
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_class c on c.oid = x.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where x.indisunique and not exists (select from pg_constraint k where k.conindid = x.indexrelid)`.execute(db)
  const constraintsOf = Map.groupBy(constraints.rows, (row) => row.table)
  return new Map(
    [...Map.groupBy(columns.rows, (row) => row.table)].map(([name, rows]) => {
      const own = constraintsOf.get(name) ?? []
      const nullable = new Map(rows.map((row) => [row.column, row.nullable]))
      return [
        name,
        {
          name,
          columns: new Map(rows.map((row) => [row.column, row.type])),
          key: own.find(({ kind }) => kind === 'p')?.columns ?? [],
          references: own.flatMap(({ kind, columns: [column], target }) =>
            kind === 'f' && column !== undefined && target !== null && target !== 'tenant'
              ? [{ column, table: target, nullable: nullable.get(column) === true }]
              : [],
          ),
          uniques: own.filter(({ kind }) => kind !== 'f').map((each) => ({ name: each.name, columns: each.columns })),
        },
      ]
    }),
  )
}

/** Tables so that whatever a row names is written before it. Throws RangeError for a circle. */
export function inOrder(catalogue: Catalogue, more: Readonly<Record<string, readonly string[]>> = {}): Table[] {
  const done = new Set<string>()
  const order: Table[] = []
  const place = (table: Table, path: readonly string[]): void => {
    if (done.has(table.name)) return
    if (path.includes(table.name))
      throw new RangeError(`tables refer to each other: ${[...path, table.name].join(' → ')}`)
    const before = [...table.references.map((reference) => reference.table), ...(more[table.name] ?? [])]
    for (const name of new Set(before)) {
      const next = catalogue.get(name)
      if (next && next !== table) place(next, [...path, table.name])
    }
    done.add(table.name)
    order.push(table)
  }
  for (const table of catalogue.values()) place(table, [])
  return order
}

/** Rows of the table may name other rows of it: they are written in one statement. */
export const namesItself = (table: Table): boolean =>
  table.references.some((reference) => reference.table === table.name)
