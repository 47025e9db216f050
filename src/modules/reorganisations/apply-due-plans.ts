// The clock: every few minutes, and when the worker starts, the plans of all blocs whose day has come. One transaction for each plan; one
// that failed is tried again the next day.
import { dayInVietnam } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { errorFacts } from '#platform/error-facts.ts'
import type { PeriodicTask } from '#platform/jobs/periodic.ts'
import { log } from '#platform/log.ts'
import { execute } from '#platform/operation/execute.ts'
import { sql } from 'kysely'
import { applyDuePlan } from './apply-plan.ts'
import type { DueResult } from './apply-plan.ts'

const EVERY_SECONDS = 600

/** Plans in the order of their days. Returns what became of each; one that another worker has just applied is left out. */
export async function applyDuePlans(database: Database, now: Date): Promise<DueResult[]> {
  const today = dayInVietnam(now)
  const results: DueResult[] = []
  const tenants = await database.selectFrom('tenant').select('id').where('ended_on', 'is', null).execute()
  for (const { id: tenantId } of tenants) {
    const due = await withTenant(database, tenantId, (db) =>
      db
        .selectFrom('reorganisation')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'scheduled')
        .where('effective_on', '<=', today)
        .where(sql<boolean>`coalesce((failure->>'on')::date < ${today}::date, true)`)
        .orderBy('effective_on')
        .orderBy('id')
        .execute(),
    )
    for (const { id } of due) results.push(...(await applyOne(database, tenantId, id, now)))
  }
  return results
}

async function applyOne(database: Database, tenantId: Id, planId: Id, now: Date): Promise<DueResult[]> {
  const caller = systemCaller(tenantId, 'reorganisations.apply-due-plans')
  try {
    return [await execute(database, caller, applyDuePlan, { planId }, { now })]
  } catch (error) {
    // Somebody else has carried it out, or taken it back, since it was found.
    if (error instanceof AppError) return []
    log.error({ task: 'reorganisations.apply-due-plans', plan: planId, error: errorFacts(error) }, 'plan not applied')
    return []
  }
}

export const reorganisationTasks: readonly PeriodicTask[] = [
  { name: 'reorganisations.apply-due-plans', at: { everySeconds: EVERY_SECONDS }, run: applyDuePlans },
]
