// The queue's own schema: made by its library as the owner in the migrate step, then opened to the application role, which may use
// it and change nothing about it (docs/decisions/0006-jobs.md).
import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { APP_ROLE } from '../embedded/cluster.ts'
import { queuePool } from './queue-pool.ts'

const OPEN_TO_APPLICATION = `
do $$
declare t text;
begin
  grant usage on schema graphile_worker to ${APP_ROLE};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${APP_ROLE};
  revoke insert, update, delete on graphile_worker.migrations from ${APP_ROLE};
  for t in
    select c.relname from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'application')
  loop
    execute format('create policy application on graphile_worker.%I to ${APP_ROLE} using (true)', t);
  end loop;
end $$`

/** Makes or brings up to date the queue's tables; harmless when they are. */
export async function installQueue(owner: pg.PoolConfig): Promise<void> {
  const pool = queuePool({ ...owner, max: 1 })
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) })
    await pool.query(OPEN_TO_APPLICATION)
  } finally {
    await pool.end()
  }
}
