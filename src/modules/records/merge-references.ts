// What names a person or a membership, read from the database's own catalogue: a table that comes later is led over like all others.
// What is not led over stands here with its reason; a test goes through the catalogue.
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'

export type Subject = 'person' | 'member'

export interface Reference {
  readonly table: string
  readonly column: string
  readonly subject: Subject
  /** Columns of the primary key besides tenant_id. */
  readonly key: readonly string[]
  /** The app may change it. */
  readonly writable: boolean
}

/** Names of the loser that stay where they are, and why. */
export const STAYS: Readonly<Record<string, string>> = {
  'person.merged_into': 'says of an earlier merging where it went',
  'member.merged_into': 'says of an earlier merging where it went',
  'member.person_id': 'memberships are joined by a step of their own',
  'member_cell.member_id': 'days are joined by a step of their own',
  'member_status.member_id': 'days are joined by a step of their own',
  'person_sealed.person_id': 'sealed for one person: chosen field by field',
  'record_section.person_id': 'says when that very record was gone through',
  'person_merge.kept_id': 'the history of mergings',
  'person_merge.merged_id': 'the history of mergings',
  'person_merge.kept_member_id': 'the history of mergings',
  'person_merge.merged_member_id': 'the history of mergings',
  'person_distinct.person_id': 'an answer about that very record',
  'person_distinct.other_id': 'an answer about that very record',
  'read_log.person_id': 'who read what is never rewritten',
}

/** Columns that name a person or a membership without a key; the catalogue cannot tell them. */
const WITHOUT_KEY: readonly { table: string; column: string; subject: Subject }[] = [
  { table: 'account', column: 'person_id', subject: 'person' },
]

/** Every key to person and member, and the columns that name one without a key. One statement. */
export async function references(db: Db): Promise<Reference[]> {
  const { rows } = await sql<{ table: string; column: string; subject: Subject; key: string[]; writable: boolean }>`
    with named as (
      select c.oid, c.relname as "table", a.attname as "column", t.relname as subject
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_class t on t.oid = k.confrelid and t.relname in ('person', 'member')
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey) and a.attname <> 'tenant_id'
      where k.contype = 'f'
      union
      select c.oid, w.t, w.c, w.s
      from unnest(${WITHOUT_KEY.map(({ table }) => table)}::text[], ${WITHOUT_KEY.map(({ column }) => column)}::text[],
                  ${WITHOUT_KEY.map(({ subject }) => subject)}::text[]) as w (t, c, s)
      join pg_class c on c.relname = w.t join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    )
    select named."table", named."column", named.subject,
           has_column_privilege(named.oid, named."column", 'UPDATE') as writable,
           array(select a.attname::text from pg_constraint p
                 cross join lateral unnest(p.conkey) with ordinality as u (num, place)
                 join pg_attribute a on a.attrelid = p.conrelid and a.attnum = u.num
                 where p.conrelid = named.oid and p.contype = 'p' and a.attname <> 'tenant_id' order by u.place) as key
    from named order by 1, 2`.execute(db)
  return rows
}

export const isLedOver = ({ table, column }: Pick<Reference, 'table' | 'column'>): boolean =>
  !(`${table}.${column}` in STAYS)

/** Rows of one table and column, by their keys as they are now. */
export interface Rows {
  table: string
  column: string
  keys: Record<string, string>[]
}

/** PostgreSQL's codes for a row that may not stand beside one that is there: unique, exclusion, check. */
const REFUSED = ['23505', '23P01', '23514']

const keyOf = (reference: Reference) =>
  sql`jsonb_build_object(${sql.join(reference.key.flatMap((name) => [sql.lit(name), sql.ref(`r.${name}`)]))})`

async function within<R>(ctx: Context, work: () => Promise<R>): Promise<R | null> {
  await sql`savepoint led_over`.execute(ctx.db)
  try {
    const done = await work()
    await sql`release savepoint led_over`.execute(ctx.db)
    return done
  } catch (raised) {
    await sql`rollback to savepoint led_over`.execute(ctx.db)
    if (REFUSED.includes(String((raised as { code?: unknown }).code))) return null
    throw raised
  }
}

/** Makes rows name another; only those with these keys when they are given. Returns the keys they have afterwards. */
async function rename(ctx: Context, reference: Reference, from: Id, to: Id, keys?: readonly Record<string, string>[]) {
  const { table, column } = reference
  const same = sql.join(
    reference.key.map((name) => sql`${sql.ref(`r.${name}`)}::text = k ->> ${sql.lit(name)}`),
    sql` and `,
  )
  const { rows } = await sql<{ key: Record<string, string> }>`
    update ${sql.table(table)} r set ${sql.ref(column)} = ${to}
    where r.tenant_id = ${ctx.tenantId} and ${sql.ref(`r.${column}`)} = ${from}
      ${keys ? sql`and exists (select from jsonb_array_elements(${JSON.stringify(keys)}::jsonb) k where ${same})` : sql``}
    returning ${keyOf(reference)} as key`.execute(ctx.db)
  return rows.map(({ key }) => key)
}

/**
 * Leads every row that names one record over to another. Rows that may not stand beside what the other has already stay with the
 * first, and are told. A statement for each table; one for each row only where something stays.
 */
export async function leadOver(
  ctx: Context,
  all: readonly Reference[],
  subject: Subject,
  from: Id,
  to: Id,
): Promise<{ moved: Rows[]; stayed: Rows[] }> {
  const moved: Rows[] = []
  const stayed: Rows[] = []
  for (const reference of all.filter((each) => each.subject === subject && isLedOver(each))) {
    const { table, column } = reference
    const keys = await within(ctx, () => rename(ctx, reference, from, to))
    if (keys === null) {
      const { rows } = await sql<{ key: Record<string, string> }>`
        select ${keyOf(reference)} as key from ${sql.table(table)} r
        where r.tenant_id = ${ctx.tenantId} and ${sql.ref(`r.${column}`)} = ${from}`.execute(ctx.db)
      for (const { key } of rows) {
        const done = await within(ctx, () => rename(ctx, reference, from, to, [key]))
        if (done === null) stayed.push({ table, column, keys: [key] })
        else moved.push({ table, column, keys: done })
      }
    } else if (keys.length > 0) moved.push({ table, column, keys })
  }
  return { moved, stayed }
}

/** Leads the rows back that went over. Those that have been changed to name somebody else since are left. */
export async function leadBack(
  ctx: Context,
  all: readonly Reference[],
  subject: Subject,
  moved: readonly Rows[],
  ids: { from: Id; to: Id },
): Promise<void> {
  for (const { table, column, keys } of moved) {
    const reference = all.find((each) => each.table === table && each.column === column && each.subject === subject)
    if (reference) await rename(ctx, reference, ids.to, ids.from, keys)
  }
}
