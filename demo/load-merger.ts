// Loads the two blocs of 2019 and merges them by the very engine an operator uses. The old blocs stay, and are only read.
import { dayInVietnam } from '#kernel/day.ts'
import { grantAccess } from '#modules/access/access.server.ts'
import { mergeBlocs, ownTransactions, settle } from '#modules/handovers/handovers.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { createTenant, tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { DEMO_PASSWORD, mergedAccounts } from './accounts.ts'
import { asKnownOn } from './life.ts'
import { loadOrganisation } from './load-organisation.ts'
import { loadMeetings, loadMembers } from './load-records.ts'
import { AGENCIES_BLOC, ENTERPRISES_BLOC, MERGED, MERGED_ON, planLight } from './merger-2019.ts'
import type { LightBloc } from './merger-2019.ts'
import { livePeople } from './people.ts'
import { idsFrom, random } from './random.ts'
import { runner } from './run.ts'

export const MERGING_BLOCS: readonly LightBloc[] = [AGENCIES_BLOC, ENTERPRISES_BLOC]

/** Loads one of the two unless it is there. Tells whether it did. */
export async function loadLight(
  database: Database,
  definition: LightBloc,
  now: Date,
  progress: (step: string) => void,
): Promise<boolean> {
  const { slug } = definition
  if (await tenantBySlug(database, slug)) return false
  const seed = `khoi ${slug}`
  const today = dayInVietnam(now)
  const newId = idsFrom(seed, Date.UTC(2017, 0, 1))
  const tenantId = newId()
  const organisation = planLight(definition, random(seed), newId)
  const members = livePeople(organisation, seed, today).flatMap((life) => asKnownOn(life, today) ?? [])
  await withTenant(database, tenantId, async (db) => {
    await createTenant(db, { id: tenantId, slug, name: definition.name }, now)
    const run = runner(db, tenantId, now)
    await loadOrganisation(run, organisation)
    await loadMembers(run, definition, members)
    const { meetings } = await loadMeetings(run, organisation, members, seed, today)
    for (const account of mergedAccounts.filter(({ bloc }) => bloc === slug)) {
      const { userName, displayName, roles } = account
      const { id } = await run(createAccount, { userName, displayName, password: DEMO_PASSWORD })
      for (const role of roles) await run(grantAccess, { accountId: id, role, unitId: organisation.units[0]!.id, from: definition.openedOn }) // prettier-ignore
    }
    progress(`${slug}: ${organisation.units.length} units, ${members.length} members, ${meetings} meetings`)
  })
  return true
}

/** Merges the two, once; goes on where a load was broken off. */
export async function loadMerger(database: Database, now: Date, progress: (step: string) => void): Promise<void> {
  const merged = await tenantBySlug(database, MERGED.slug)
  const sources = await Promise.all(MERGING_BLOCS.map(({ slug }) => tenantBySlug(database, slug)))
  if (merged && sources.every((source) => source?.successors.includes(merged.id))) return
  const request = { from: MERGING_BLOCS.map(({ slug }) => slug), into: MERGED.slug, create: MERGED.name, on: MERGED_ON, keepRights: true, decision: MERGED.decision } // prettier-ignore
  await mergeBlocs(ownTransactions(database), request, { now, progress, settle: (bloc) => settle(database, bloc) })
}
