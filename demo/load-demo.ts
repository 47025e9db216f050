// Loads the blocs of the demo, each in one transaction: it is there as a whole or not at all, and a second load changes nothing.
import { dayInVietnam } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { importPosts } from '#modules/committees/committees.server.ts'
import { readMember } from '#modules/members/members.server.ts'
import { createTenant, tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import '#product'
import { withTenant } from '#platform/db/db.ts'
import type { Database, Db } from '#platform/db/db.ts'
import { askIn } from '#platform/operation/execute.ts'
import { sql } from 'kysely'
import { accountUnit, DEMO_PASSWORD, loadAccounts, wantedPosts } from './accounts.ts'
import { loadArticles } from './articles.ts'
import { loadBadges } from './badges.ts'
import { BLOC_1, BLOCS } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import { loadClasses } from './classes.ts'
import { loadConferences } from './conferences.ts'
import { loadCongresses } from './congresses.ts'
import { loadCoordination } from './coordination.ts'
import { loadCorrections } from './corrections.ts'
import { loadDues } from './dues.ts'
import { asKnownOn } from './life.ts'
import { loadLight, loadMerger, MERGING_BLOCS } from './load-merger.ts'
import { loadOrganisation } from './load-organisation.ts'
import { loadDossiers, loadMeetings, loadMembers, loadTargets } from './load-records.ts'
import { MERGED } from './merger-2019.ts'
import { planOrganisation } from './organisation.ts'
import type { Organisation } from './organisation.ts'
import { livePeople } from './people.ts'
import { loadDraftPlan, loadMergers } from './plans.ts'
import { planPosts } from './posts.ts'
import type { PlannedPosts } from './posts.ts'
import { idsFrom, random } from './random.ts'
import { loadRecordsOf } from './records.ts'
import { loadReports } from './reports.ts'
import type { DemoReports } from './reports.ts'
import { loadResidence } from './residence.ts'
import { runner } from './run.ts'
import { loadParcel, loadTransfers } from './transfers.ts'
import type { Run } from './run.ts'

export interface LoadOptions {
  /** The present of the demo: nothing that comes later is on record. */
  now?: Date
  /** Told of each step when it is done. */
  progress?: (step: string) => void
}

const SEED = 'khoi'

/** Which blocs were made; those that were there already are left as they are. */
export async function loadDemo(database: Database, options: LoadOptions = {}): Promise<{ loaded: string[] }> {
  const now = options.now ?? new Date()
  const progress = options.progress ?? (() => {})
  // Side by side: while the database writes one bloc, the next one's people are thought up.
  const all = [...BLOCS, ...MERGING_BLOCS]
  const loaded = await Promise.all([
    ...BLOCS.map((definition) => loadBloc(database, definition, now, progress)),
    ...MERGING_BLOCS.map((definition) => loadLight(database, definition, now, progress)),
  ])
  // Last, when nobody writes any more: a merger waits for who does.
  await loadMerger(database, now, progress)
  // Between two blocs: both must be there.
  await loadParcel(database, BLOCS[0]?.slug ?? '', BLOCS[1]?.slug ?? '', now, dayInVietnam(now))
  return { loaded: all.filter((_, i) => loaded[i]).map(({ slug }) => slug) }
}

/** Somebody broke a load off: some blocs are there, others are not. */
export async function isHalfLoaded(database: Database): Promise<boolean> {
  const slugs = [...BLOCS, ...MERGING_BLOCS, MERGED].map(({ slug }) => slug)
  const there = await Promise.all(slugs.map((slug) => tenantBySlug(database, slug)))
  return there.some(Boolean) && !there.every(Boolean)
}

/** Loads one bloc unless it is there. Tells whether it did. */
export async function loadBloc(
  database: Database,
  definition: BlocDefinition,
  now: Date,
  progress: (step: string) => void,
): Promise<boolean> {
  const { slug } = definition
  if (await tenantBySlug(database, slug)) return false
  const seed = `${SEED} ${slug}`
  const today = dayInVietnam(now)
  const began = idsFrom(seed, Date.UTC(2018, 0, 1))
  const tenantId = began()
  const organisation = planOrganisation(definition, random(seed), began)
  const lives = livePeople(organisation, seed, today).flatMap((life) => asKnownOn(life, today) ?? [])
  const posts = planPosts(organisation, lives, wantedPosts(organisation), seed, today)
  const names = new Map([...posts.behind.values()].map(({ memberId, name }) => [memberId, name]))
  const members = lives.map((life) => ({ ...life, fullName: names.get(life.memberId) ?? life.fullName }))
  const top = organisation.units[0]!.id
  await withTenant(database, tenantId, async (db) => {
    await createTenant(db, { id: tenantId, slug, name: definition.name }, now)
    const run = runner(db, tenantId, now)
    await loadOrganisation(run, organisation)
    progress(
      `${slug}: ${organisation.units.length + organisation.founded.length} units, ${organisation.changes.length} changes`,
    )
    await loadMembers(run, definition, members, seed)
    progress(`${slug}: ${members.length} members with their histories`)
    // Rows of this transaction have no statistics yet: without them the planner loops over all members for each cell, over all meetings
    // for each month.
    await sql.raw('set local enable_nestloop = off').execute(db)
    const dossiers = await loadDossiers(run, organisation, members, seed, today)
    progress(`${slug}: ${dossiers} admission files`)
    await loadMergers(run, organisation)
    const held = await run(importPosts, posts.import)
    const congresses = await loadCongresses(run, organisation, posts.import, seed, today)
    progress(`${slug}: ${congresses} congresses`)
    progress(`${slug}: ${held.terms} terms, ${held.bodies} committees and boards, ${held.holdings} holders of posts`)
    const { meetings, marks } = await loadMeetings(run, organisation, members, seed, today)
    progress(`${slug}: ${meetings} meetings, ${marks} marks of attendance`)
    await loadTargets(run, organisation, members, top, today)
    const accounts = await loadAccounts(run, organisation, await personsBehind(db, tenantId, posts))
    progress(`${slug}: targets and accounts`)
    if (definition === BLOC_1) {
      const taken = new Set([...posts.behind.values()].map(({ memberId }) => memberId))
      const cells = [['dangvien', accountUnit(organisation, 'chibo')], ['dangvien2', accountUnit(organisation, 'bithu')]] as const // prettier-ignore
      const asked = await loadCorrections({ run, db, tenantId, cells, taken, password: DEMO_PASSWORD, now })
      progress(`${slug}: ${asked} requests of members to correct their records`)
    }
    if (definition === BLOC_1) {
      const shown = new Set(['chibo', 'bithu'].map((name) => accountUnit(organisation, name)))
      const written = await loadRecordsOf({ run, definition, seed, today }, members, shown)
      progress(`${slug}: ${written.entries} periods of lives, ${written.papers} papers of files`)
    }
    if (definition === BLOC_1) {
      const learners = await loadClasses({ run, db, tenantId, top, seed, today }, members)
      progress(`${slug}: classes with ${learners} learners`)
    }
    const reports = definition === BLOC_1 ? await loadOwnReports(run, organisation, now) : null
    const conferences = await loadConferences(run, organisation, reports, now)
    const coordination = await loadCoordination(run, organisation, today)
    progress(`${slug}: ${coordination.regulations} regulations, ${coordination.done} things done under them`)
    if (definition === BLOC_1) {
      const own = accountUnit(organisation, 'chibo')
      const residence = await loadResidence({ run, db, tenantId, organisation, own, seed, today })
      progress(`${slug}: ${residence.links} introductions to places of residence, ${residence.remarks} remarks`)
    }
    if (definition === BLOC_1) {
      const own = [accountUnit(organisation, 'chibo'), accountUnit(organisation, 'bithu')]
      const taken = new Set([...posts.behind.values()].map(({ memberId }) => memberId))
      const moved = await loadTransfers({ run, db, tenantId, top, own, taken, seed, today })
      progress(`${slug}: ${moved.transfers} transfers, ${moved.pauses} pauses`)
    }
    if (definition === BLOC_1) await loadDraftPlan(run, db, tenantId, organisation, { accounts, today, now })
    const articles = await loadArticles(run, definition, conferences, now)
    if (definition === BLOC_1) {
      const committee = accountUnit(organisation, 'dangbo')
      const { badges, lists } = await loadBadges({ run, db, tenantId, top, own: committee, seed, today, now })
      progress(`${slug}: ${badges} badges, ${lists} lists of cards`)
      const kept = ['dangbo', 'chibo', 'bithu'].map((userName) => accountUnit(organisation, userName))
      const payments = await loadDues({ run, db, tenantId, top, units: [...new Set(kept)], seed, today })
      progress(`${slug}: ${payments} payments of dues`)
    }
    progress(`${slug}: ${reports ? 4 : 0} reports, ${conferences.size} conferences, ${articles} articles`)
  })
  return true
}

/** The persons the register made of the members behind the accounts. */
async function personsBehind(db: Db, tenantId: Id, { behind }: PlannedPosts): Promise<Map<string, Id>> {
  const persons = new Map<string, Id>()
  for (const [userName, { memberId }] of behind) {
    const { personId } = await askIn(db, systemCaller(tenantId, 'demo'), (ask) => ask(readMember, { memberId }))
    persons.set(userName, personId)
  }
  return persons
}

function loadOwnReports(run: Run, organisation: Organisation, now: Date): Promise<DemoReports> {
  const own = { committee: accountUnit(organisation, 'dangbo'), cell: accountUnit(organisation, 'chibo') }
  return loadReports(run, organisation, now, own)
}
