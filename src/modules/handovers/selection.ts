// Which rows of each table go along, as a condition over the row `r`. For a whole bloc it is always true; for a part it follows the rules:
// units, then what hangs on copied rows, then what copied rows name. Ids of parent tables are found once and kept.
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Catalogue } from './catalogue.ts'
import type { Part } from './part.ts'
import { TABLE_RULES } from './table-rules.ts'

type Condition = RawBuilder<boolean>

const TRUE: Condition = sql<boolean>`true`
const NONE: Condition = sql<boolean>`false`

export class Selection {
  readonly #db: Db
  readonly #tenantId: Id
  readonly #catalogue: Catalogue
  readonly #part: Part
  readonly #whole: boolean
  /** Accounts whose logins go along. */
  readonly #accounts: readonly Id[]
  readonly #oldTop: Id
  readonly #ids = new Map<string, Promise<readonly Id[]>>()

  constructor(given: {
    /** A reading transaction in the old bloc. */
    db: Db
    tenantId: Id
    catalogue: Catalogue
    part: Part
    whole: boolean
    accounts: readonly Id[]
    oldTop: Id
  }) {
    this.#db = given.db
    this.#tenantId = given.tenantId
    this.#catalogue = given.catalogue
    this.#part = given.part
    this.#whole = given.whole
    this.#accounts = given.accounts
    this.#oldTop = given.oldTop
  }

  /** True for the rows `r` of the table that go along. */
  async where(table: string): Promise<Condition> {
    const rule = TABLE_RULES[table]
    if (!rule) throw new RangeError(`no rule for the table ${table}`)
    if (rule.rows === 'none') return NONE
    if (this.#whole || rule.rows === 'all') return TRUE
    if (table === 'account') return sql<boolean>`r.id = any(${this.#accounts}::uuid[])`
    switch (rule.rows) {
      case 'of-bloc':
        return NONE
      case 'of-unit':
        return this.#ofUnit(rule.column, rule.day)
      case 'with':
        return sql<boolean>`${sql.ref(`r.${rule.column}`)} = any(${await this.idsOf(rule.table)}::uuid[])`
      case 'named':
        return sql<boolean>`r.id = any(${await this.idsOf(table)}::uuid[])`
      case 'by-step': {
        const units = [...this.#part.stay, ...this.#part.until.keys(), this.#oldTop]
        const columns = rule.units.map((column) => sql`${sql.ref(`r.${column}`)} = any(${units}::uuid[])`)
        return columns.length === 0 ? NONE : sql<boolean>`(${sql.join(columns, sql` or `)})`
      }
    }
  }

  #ofUnit(column: string, day: string | undefined): Condition {
    const unit = sql.ref(`r.${column}`)
    const own = sql`${unit} = any(${[...this.#part.stay]}::uuid[])`
    if (day === undefined || this.#part.until.size === 0) return sql<boolean>`${own}`
    const guests = [...this.#part.until]
    return sql<boolean>`(${own} or exists (
      select from unnest(${guests.map(([id]) => id)}::uuid[], ${guests.map(([, to]) => to)}::date[]) as g (id, until)
      where g.id = ${unit} and ${sql.raw(day)} < g.until))`
  }

  /** Ids of the rows of a table that go along (tables keyed by id). */
  idsOf(table: string): Promise<readonly Id[]> {
    const known = this.#ids.get(table)
    if (known) return known
    const found = TABLE_RULES[table]?.rows === 'named' && !this.#whole ? this.#named(table) : this.#read(table)
    this.#ids.set(table, found)
    return found
  }

  async #read(table: string): Promise<Id[]> {
    const { rows } = await sql<{ id: Id }>`
      select r.id from ${sql.table(table)} r where r.tenant_id = ${this.#tenantId} and ${await this.where(table)}`.execute(
      this.#db,
    )
    return rows.map(({ id }) => id)
  }

  /** Whatever a copied row names. Rows that hang on the table themselves do not count, they come with it. */
  async #named(table: string): Promise<Id[]> {
    const ids = new Set<Id>()
    for (const other of this.#catalogue.values()) {
      const rule = TABLE_RULES[other.name]
      if (!rule || rule.rows === 'none' || (rule.rows === 'with' && rule.table === table)) continue
      const columns = other.references
        .filter((each) => each.table === table && other.name !== table)
        .map((each) => each.column)
      // The person behind an account is named without a key.
      if (table === 'person' && other.name === 'account') columns.push('person_id')
      for (const column of columns) {
        const { rows } = await sql<{ id: Id }>`
          select distinct ${sql.ref(`r.${column}`)} as id from ${sql.table(other.name)} r
          where r.tenant_id = ${this.#tenantId} and ${sql.ref(`r.${column}`)} is not null and ${await this.where(other.name)}`.execute(
          this.#db,
        )
        for (const { id } of rows) ids.add(id)
      }
    }
    return [...ids]
  }
}
