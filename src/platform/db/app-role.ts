// The application role on a server that an administrator gave us: made when missing, and refused when it could pass
// row-level security.
import type { Client } from 'pg'
import { APP_ROLE } from '#platform/embedded/cluster.ts'

/** Makes sure `khoi_app` exists, is harmless, and may be taken by the connected owner. Throws with the lines an administrator must run. */
export async function ensureAppRole(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ powerful: boolean }>(
    `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful from pg_roles where rolname = $1`,
    [APP_ROLE],
  )
  try {
    if (rows.length === 0) {
      await owner.query(`create role ${APP_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit`)
    } else if (rows[0]?.powerful) {
      throw new Error(`has rights an application must not have`)
    }
    const member = await owner.query<{ may: boolean }>(`select pg_has_role(current_user, $1, 'member') as may`, [
      APP_ROLE,
    ])
    if (!member.rows[0]?.may) await owner.query(`grant ${APP_ROLE} to current_user`)
    // Proves it (PostgreSQL 16 tells apart being a member and being allowed to take the role).
    await owner.query(`begin; set local role ${APP_ROLE}; rollback`)
  } catch (error) {
    await owner.query('rollback').catch(() => {})
    const { rows: who } = await owner.query<{ name: string }>('select quote_ident(current_user) as name')
    throw new Error(
      `The role ${APP_ROLE} is not ready on this server (${(error as Error).message}). As its administrator run:\n` +
        `  create role ${APP_ROLE} nologin nosuperuser nobypassrls;\n  grant ${APP_ROLE} to ${who[0]?.name};`,
      { cause: error },
    )
  }
}
