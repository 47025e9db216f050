// Posts that a plan gives, the paper kept with its scan, and the rehearsal: what the day would stumble over is told when a plan is fixed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess } from '#modules/access/access.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { readFile } from '#platform/files/read-file.ts'
import { newId } from '#platform/new-id.ts'
import { ask } from '#platform/operation/execute.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  applied,
  database,
  fresh,
  now,
  opened,
  paper,
  refused,
  run,
  sentenceOf,
  simulated,
  system,
  tenantId,
  unit,
  usePlans,
  who,
} from '../../../tests/samples/plans.ts'
import type { Opened } from '../../../tests/samples/plans.ts'
import { addActs, missingSentence, readPlan, schedulePlan, sharePlan } from './reorganisations.server.ts'

const files = mkdtempSync(join(tmpdir(), 'khoi-plan-test-'))
beforeAll(() => void (process.env['KHOI_DATA'] = files))
afterAll(() => rmSync(files, { recursive: true, force: true }))
usePlans()

const step = ({ planId, version }: Opened) => ({ planId, version })
const shared = async (acts: object[]) => run<Opened>(sharePlan, step(await opened(acts)))
const appoint = (unitId: Id, post: string, more: object) => ({ kind: 'appoint', unitId, post, ...more })
const personOf = (memberId: Id) =>
  withTenant(database, tenantId, async (db) => {
    const row = await db
      .selectFrom('member')
      .select('person_id')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', memberId)
      .executeTakeFirstOrThrow()
    return row.person_id
  })

test('an appointment names somebody, to a post that the unit may have', async () => {
  const plan = await opened([])
  await refused(() => run(addActs, { ...step(plan), acts: [appoint(unit('A'), 'secretary', {})] }), 'invalid_input', [
    'acts.0.holderName',
  ])
  await run(addActs, { ...step(plan), acts: [appoint(unit('a1'), 'chief_of_nothing', { holderName: 'Nguyễn Văn X' })] })
  const { missing, mayCommit } = await simulated(plan.planId)
  expect([mayCommit, missing.map(({ code }) => code)]).toEqual([false, ['no_such_post']])
  expect(missingSentence(missing[0]!)).toMatch(/^Tổ chức a1:.*\.$/)
})

test('nine members of a committee call for a standing one, by the rule of the day', async () => {
  const made = fresh('khoi', 'grassroots_committee', 'Đảng bộ Mới')
  const people = Array.from({ length: 9 }, (_, n) => appoint(made.unitId, n === 0 ? 'secretary' : 'committee_member', { holderName: `Nguyễn Văn ${'ABCDEFGHI'[n]}` })) // prettier-ignore
  const acts = [{ kind: 'consolidate', inputs: [unit('A'), unit('B')], unit: made }, { kind: 'consent', unitId: made.unitId, paper: 'CV 9-CV/TU' }] // prettier-ignore
  const eight = await opened([...acts, ...people.slice(1)])
  const codes = async (planId: Id) => (await simulated(planId)).thresholds.map(({ rule, outcome }) => [rule, outcome])
  expect(await codes(eight.planId)).not.toContainEqual(['EXE-05', 'told'])
  const nine = await opened([...acts, ...people])
  expect(await codes(nine.planId)).toContainEqual(['EXE-05', 'told'])
  const { missing } = await simulated(nine.planId)
  expect(
    missing
      .filter(({ code }) => code === 'threshold')
      .map(missingSentence)
      .join(),
  ).toContain('sẽ có 9 cấp ủy viên')
  expect(missing.filter(({ code }) => code === 'no_secretary')).toEqual([])
})

test('what would fail on the day is refused when the plan is fixed, and nothing of the rehearsal stays', async () => {
  const personId = await personOf(who('a2', 5))
  const cell = fresh('A', 'sub_cell', 'Chi bộ Mới')
  const members = [{ from: unit('a2'), to: cell.unitId, members: [1, 2, 3].map((n) => who('a2', n)) }]
  // The one on probation may not be a secretary.
  const plan = await shared([
    { kind: 'separate', input: unit('a2'), units: [cell], children: {}, members },
    appoint(cell.unitId, 'secretary', { personId }),
  ])
  await refused(() => run(schedulePlan, { ...step(plan), ...paper() }), 'reorganisations.appointment_refused')
  const told = await run(schedulePlan, { ...step(plan), ...paper() }).catch(sentenceOf)
  expect(told).toMatch(/^Chưa chỉ định được cán bộ tại Chi bộ Mới\. .*dự bị.*\.$/)
  const other = await shared([{ kind: 'absorb', inputs: [unit('b1')], into: unit('b2') }])
  const fixed = await run<Opened & { state: string }>(schedulePlan, { ...step(other), ...paper() })
  expect(fixed.state).toBe('scheduled')
  expect((await simulated(other.planId)).counts.ended).toBe(1)
})

test('the decision keeps its scan; lineage knows how many came with the cells of a committee', async () => {
  const plan = await shared([{ kind: 'rename', unitId: unit('C'), name: 'Chi bộ Khác' }])
  const content = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n').toString('base64')
  await refused(() => run(schedulePlan, { ...step(plan), ...paper(), fileName: 'x.pdf', content: 'AAAA' }), 'files.document_refused', ['content']) // prettier-ignore
  await run(schedulePlan, { ...step(plan), ...paper(), fileName: 'quyet-dinh.pdf', content })
  const { decision } = await ask(database, system, readPlan, { planId: plan.planId }, { now })
  const fileId = decision?.fileId as Id
  // Who answers for the bloc, and the unit the plan concerns, open it; the one next to it does not.
  const opens = async (key: string) => {
    const userName = `u${newId().slice(-12)}`
    const { id } = await run<{ id: Id }>(createAccount, { userName, displayName: key, password: 'mat-khau-rat-dai' })
    await run(grantAccess, { accountId: id, role: 'grassroots_committee', unitId: unit(key), from: '2020-01-01' })
    const caller = accountCaller(tenantId, id, { now })
    return ask(database, caller, readFile, { fileId }, { now }).then(({ name }) => name, (thrown: AppError) => thrown.code) // prettier-ignore
  }
  expect(await Promise.all(['khoi', 'C', 'A'].map(opens))).toEqual(['quyet-dinh.pdf', 'quyet-dinh.pdf', 'not_found'])

  await applied([
    { kind: 'dissolve', input: unit('B'), children: { [unit('b1')]: unit('A'), [unit('b2')]: unit('A') } },
  ])
  const edges = await withTenant(database, tenantId, (db) =>
    db.selectFrom('unit_lineage').select(['kind', 'members']).where('tenant_id', '=', tenantId).execute(),
  )
  expect(edges).toEqual([{ kind: 'dissolve', members: 10 }])
})
