// Every rule of data quality finds its record and leaves a sound one alone; list, score and figure say the same.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { listRecords, readFigures } from '#modules/figures/figures.server.ts'
import { documentKinds, keepApart, neededKinds } from '#modules/records/records.server.ts'
import { rulebookOf, ruleTitles } from '#modules/rulebook/rulebook.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { sql } from 'kysely'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fullMember } from '../../../tests/samples/committees.ts'
import {
  admitted,
  database,
  now,
  person,
  profile,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { dataRulesOn } from './data-rules.ts'
import { LOOKED_AT } from './findings.ts'
import { mendingOf } from './mending.ts'
import { findingSheet, listFindings, qualityDue, readScores } from './quality.server.ts'
import { scoreOf } from './read-scores.ts'

useRegister()

const today = day('2024-06-30')
const look = (key: string, more: object = {}, caller = system) =>
  ask(database, caller, findingSheet, { unitId: unit(key), ...more }, { now })
const write = (text: ReturnType<typeof sql>) => withTenant(database, tenantId, (db) => text.execute(db))
let serial = 10_000_000

/** A sound record. */
async function someone(key: string): Promise<Id> {
  const { memberId, personId } = await fullMember(key)
  const card = String(++serial)
  await write(sql`update person set citizen_id_tail = ${card.slice(-3)}, citizen_id_sealed = '\\x00', phone = '0900000000',
    home_place = 'Xã Thử', theory_level = 'none' where tenant_id = ${tenantId} and id = ${personId}`)
  await write(sql`update member set card_number = ${card}, file_number = '123456-ABC'
    where tenant_id = ${tenantId} and id = ${memberId}`)
  return memberId
}
const rulesOf = async (memberId: Id, key = 'a') =>
  (await look(key)).findings.filter((found) => found.memberId === memberId).map((found) => found.rule)

/** Whoever a test left unsound is moved out of sight. */
const hide = async (memberId: Id) =>
  write(
    sql`update member_cell set valid = daterange('2020-01-01', '2020-01-02') where tenant_id = ${tenantId} and member_id = ${memberId}`,
  )
let gone: Id[] = []
afterEach(async () => {
  for (const id of gone) await hide(id)
  gone = []
})
const unsound = async (...given: Parameters<typeof someone>) => {
  const id = await someone(...given)
  gone.push(id)
  return id
}

beforeAll(async () => {
  for (let i = 0; i < 3; i++) await someone('b')
})

describe('a record', () => {
  it('that is sound has no finding', async () => {
    expect(await rulesOf(await someone('a'))).toEqual([])
  })

  it.each([
    ['DATA_NAME', sql`, full_name = 'Thử'`, sql``],
    ['DATA_AGE_MIN', sql`, birth_on = '2002-02-01'`, sql``],
    ['DATA_AGE_MAX', sql`, birth_on = '1959-12-31'`, sql``],
    ['DATA_EDUCATION_MIN', sql`, education = 'primary'`, sql``],
    ['DATA_CONFIRMED_EARLY', sql``, sql`, confirmed_on = '2020-12-31'`],
    ['DATA_STATUS_DAY', sql``, sql`, confirmed_on = null`],
    ['DATA_CARD_MISSING', sql``, sql`, card_number = null`],
    ['DATA_CARD_FORMAT', sql``, sql`, card_number = '1234567'`],
    ['DATA_FILE_FORMAT', sql``, sql`, file_number = '12345-ABCD'`],
    ['DATA_FILE_MISSING', sql``, sql`, file_number = null`],
    ['DATA_DECIDED_ORDER', sql``, sql`, admission_decided_on = '2020-01-02'`],
    ['DATA_LIFE_ORDER', sql`, youth_union_on = '2024-07-01'`, sql``],
    ['DATA_LIFE_ORDER', sql`, recruited_on = birth_on`, sql``],
    ['DATA_CITIZEN_ID_MISSING', sql`, citizen_id_sealed = null, citizen_id_tail = null`, sql``],
    ['DATA_PHONE_MISSING', sql`, phone = null`, sql``],
    ['DATA_HOME_PLACE_MISSING', sql`, home_place = null`, sql``],
    ['DATA_EDUCATION_MISSING', sql`, education = null`, sql``],
    ['DATA_THEORY_MISSING', sql`, theory_level = null`, sql``],
  ])('is found by %s', async (rule, wrong, also) => {
    const id = await unsound('a')
    const { personId } = await profile(id)
    await write(sql`update person set version = version ${wrong} where tenant_id = ${tenantId} and id = ${personId}`)
    await write(sql`update member set version = version ${also} where tenant_id = ${tenantId} and id = ${id}`)
    expect(await rulesOf(id)).toEqual([rule])
  })

  it('whose birth does not come before the admission is found once, not as too young as well', async () => {
    const id = await unsound('a')
    await write(
      sql`update person set birth_on = '2020-01-01' where tenant_id = ${tenantId} and id = ${(await profile(id)).personId}`,
    )
    expect(await rulesOf(id)).toEqual(['DATA_BIRTH_ORDER'])
  })

  it('counts the age at admission by the month: 18 in the month of admission is enough', async () => {
    const id = await unsound('a')
    await write(
      sql`update person set birth_on = '2002-01-31' where tenant_id = ${tenantId} and id = ${(await profile(id)).personId}`,
    )
    expect(await rulesOf(id)).toEqual([])
  })

  it('of the future is found', async () => {
    const id = await unsound('a')
    await write(
      sql`update member set admitted_on = '2024-07-01', confirmed_on = null where tenant_id = ${tenantId} and id = ${id}`,
    )
    expect((await rulesOf(id)).toSorted()).toEqual(['DATA_FUTURE_DAY', 'DATA_STATUS_DAY'])
  })

  it('twice the same is found on both sides, until both numbers are known and differ', async () => {
    const [one, two] = [await unsound('a'), await unsound('b')]
    const [p, q] = [(await profile(one)).personId, (await profile(two)).personId]
    await write(
      sql`update person set folded = 'tran thi trung', birth_on = '1985-05-05', citizen_id_tail = '777' where tenant_id = ${tenantId} and id in (${p}, ${q})`,
    )
    expect([await rulesOf(one), await rulesOf(two, 'b')]).toEqual([
      ['DATA_DUPLICATE_PERSON'],
      ['DATA_DUPLICATE_PERSON'],
    ])
    // Told apart by somebody, they are looked at no more.
    await run(system, keepApart, { keptId: p, mergedId: q, reason: 'Hai người' })
    expect([await rulesOf(one), await rulesOf(two, 'b')]).toEqual([[], []])
    await write(sql`update person_distinct set withdrawn_at = ${now} where tenant_id = ${tenantId}`)
    await write(sql`update person set citizen_id_tail = '778' where tenant_id = ${tenantId} and id = ${q}`)
    expect([await rulesOf(one), await rulesOf(two, 'b')]).toEqual([[], []])
    await write(
      sql`update person set citizen_id_tail = '777', birth_on = '1985-05-06' where tenant_id = ${tenantId} and id = ${q}`,
    )
    expect(await rulesOf(one)).toEqual(['DATA_CITIZEN_ID_TWICE'])
  })

  it('with an identity number that somebody else has is found on both sides, by its fingerprint', async () => {
    const [one, two] = [await unsound('a'), await unsound('b')]
    await write(sql`update person set citizen_id_mark = 'm-1' where tenant_id = ${tenantId} and id in (
      select person_id from member where tenant_id = ${tenantId} and id in (${one}, ${two}))`)
    expect([await rulesOf(one), await rulesOf(two, 'b')]).toEqual([['DATA_CITIZEN_ID_SAME'], ['DATA_CITIZEN_ID_SAME']])
  })

  it('of somebody admitted since 2022 names who introduced (DATA_SPONSORS, SPONSOR_COUNT) and has its papers', async () => {
    const id = await admitted('a')
    gone.push(id)
    const wants = async () => (await rulesOf(id)).filter((rule) => ['DATA_SPONSORS', 'DATA_FILE_PAPERS'].includes(rule))
    expect((await wants()).toSorted()).toEqual(['DATA_FILE_PAPERS', 'DATA_SPONSORS'])
    const { personId } = await profile(id)
    const rows = (n: number) => Array.from({ length: n }, () => newId())
    const sponsor = (ids: string[]) =>
      write(sql`insert into record_entry (tenant_id, id, person_id, kind, title, recorded_at)
        select ${tenantId}, x::uuid, ${personId}, 'sponsor', 'Người giới thiệu', ${now} from unnest(${ids}::text[]) x`)
    await sponsor(rows(1))
    expect(await wants()).toContain('DATA_SPONSORS')
    await sponsor(rows(1))
    expect(await wants()).toEqual(['DATA_FILE_PAPERS'])
    const kinds = neededKinds(documentKinds(rulebookOf([]), today), false).map(({ code }) => code)
    await write(sql`insert into record_document (tenant_id, id, person_id, stage, kind, recorded_at)
      select ${tenantId}, x.id::uuid, ${personId}, 'A', x.kind, ${now}
      from unnest(${rows(kinds.length)}::text[], ${kinds}::text[]) as x (id, kind)`)
    expect(await wants()).toEqual([])
  })

  it('with a card number that somebody else has, written otherwise, is found', async () => {
    const [one, two] = [await unsound('a'), await unsound('a')]
    await write(sql`update member set card_number = '87654321' where tenant_id = ${tenantId} and id = ${one}`)
    await write(sql`update member set card_number = '8765.4321' where tenant_id = ${tenantId} and id = ${two}`)
    expect((await rulesOf(two)).toSorted()).toEqual(['DATA_CARD_FORMAT', 'DATA_CARD_TWICE'])
  })

  it('of a probation that is over, and past the working days to review it, asks for the decision; a day before it does not', async () => {
    const memberId = await admitted('a', { effectiveOn: '2023-03-15' })
    gone.push(memberId)
    const on = async (day: string) =>
      (await look('a', { day })).findings.some(
        (found) => found.memberId === memberId && found.rule === 'DATA_PROBATION_OVERDUE',
      )
    // 12 months end on 15/03/2024; thirty working days later, without 18/4, 30/4 and 1/5, is 26/04/2024.
    expect([await on('2024-04-26'), await on('2024-05-10')]).toEqual([false, true])
  })

  it('of an admission without its decision is found', async () => {
    const memberId = await admitted('a')
    gone.push(memberId)
    await write(
      sql`update member_event set decision_id = null where tenant_id = ${tenantId} and member_id = ${memberId}`,
    )
    expect(await rulesOf(memberId)).toContain('DATA_ADMISSION_PAPER')
    // What was decided before the rule began is not judged by it.
    await write(
      sql`update member_event set decided_on = '2022-01-17' where tenant_id = ${tenantId} and member_id = ${memberId}`,
    )
    expect(await rulesOf(memberId)).not.toContain('DATA_ADMISSION_PAPER')
    await write(sql`insert into member_event (tenant_id, id, member_id, unit_id, kind, effective_on, decided_on, recorded_at)
      select tenant_id, gen_random_uuid(), member_id, unit_id, 'confirmation', '2024-03-15', '2024-03-15', now() from member_event
      where tenant_id = ${tenantId} and member_id = ${memberId}`)
    expect(await rulesOf(memberId)).toContain('DATA_CONFIRMATION_PAPER')
  })

  it('in a cell that ended is found', async () => {
    const id = await unsound('a')
    await write(
      sql`update member_cell set unit_id = ${unit('com')} where tenant_id = ${tenantId} and member_id = ${id}`,
    )
    expect((await look('com')).findings.filter((found) => found.memberId === id).map((found) => found.rule)).toEqual([
      'DATA_CELL_ENDED',
    ])
  })
})

describe('a cell', () => {
  it('without a secretary, or with too few full members, is found', async () => {
    const { findings } = await look('c')
    expect(findings.map((found) => [found.rule, found.memberId, found.unitId]).toSorted()).toEqual([
      ['DATA_CELL_SECRETARY', null, unit('c')],
      ['DATA_CELL_SMALL', null, unit('c')],
    ])
    expect((await look('b')).findings.map((found) => found.rule)).toEqual(['DATA_CELL_SECRETARY'])
  })
})

describe('list, score and figure', () => {
  it('say the same over the tree, and each record of the figure leads to its form', async () => {
    const id = await unsound('a')
    await write(
      sql`update person set phone = null, home_place = null where tenant_id = ${tenantId} and id = ${(await profile(id)).personId}`,
    )
    for (const key of ['bloc', 'com', 'a', 'c']) {
      const sheet = await look(key)
      const scores = await ask(database, system, readScores, { unitId: unit(key) }, { now })
      const figure = (
        await ask(database, system, readFigures, { indicators: 'DL01', unitId: unit(key), breakdowns: 'true' }, { now })
      ).figures[0]
      const trace = await ask(
        database,
        system,
        listRecords,
        { indicator: 'DL01', unitId: unit(key), part: null, on: null, period: null, structureOn: null },
        { now },
      )
      const by = (severity: string) => sheet.findings.filter((found) => found.severity === severity).length
      expect(figure?.num ?? 0).toBe(sheet.findings.length)
      expect(trace.num).toBe(sheet.findings.length)
      expect(trace.records.every((record) => record.href)).toBe(true)
      expect([scores.total.faults, scores.total.warnings]).toEqual([by('fault'), by('warning')])
      expect(scores.rules.reduce((sum, rule) => sum + rule.count, 0)).toBe(sheet.findings.length)
      if (key === 'com') expect(scores.units.reduce((sum, row) => sum + row.faults, 0)).toBe(scores.total.faults)
      const page = await ask(database, system, listFindings, { unitId: unit(key), severity: 'fault' }, { now })
      expect(page.total).toBe(by('fault'))
    }
    expect((await look('a', { rule: 'DATA_PHONE_MISSING' })).findings.map((found) => found.memberId)).toEqual([id])
    await expect(look('a', { rule: 'DATA_NOTHING' })).rejects.toMatchObject({
      fields: { rule: 'quality.unknown_rule' },
    })
  })

  it('are for who may read the members there; a secretary has them as due work', async () => {
    const secretary = await person('cell_secretary', 'c')
    await expect(look('a', {}, secretary)).rejects.toMatchObject({ code: 'not_found' })
    expect((await look('c', {}, secretary)).findings).toHaveLength(2)
    const due = await askAll(database, secretary, (_, ctx) => qualityDue(ctx), { now })
    expect(due).toMatchObject([{ kind: 'data_faults', params: { count: 2 }, dueOn: '2024-06-30', unitId: unit('c') }])
    const officer = await person('bloc_officer', 'bloc')
    expect(await askAll(database, officer, (_, ctx) => qualityDue(ctx), { now })).toEqual([])
  })
})

describe('the rules', () => {
  it('are all looked after, and whatever is looked at has its row', () => {
    expect([...LOOKED_AT].toSorted()).toEqual(Object.keys(ruleTitles('DATA_')).toSorted())
    expect(dataRulesOn(today).rules).toHaveLength(LOOKED_AT.length)
  })

  it('only warn where their text, or the one they rest upon, was not read', () => {
    const severity = (code: string, on: string) =>
      dataRulesOn(day(on)).rules.find((rule) => rule.code === code)?.severity
    expect(severity('DATA_CARD_FORMAT', '2024-06-30')).toBe('fault')
    expect(severity('DATA_CARD_FORMAT', '2025-09-01')).toBe('warning')
    expect(severity('DATA_AGE_MIN', '2024-06-30')).toBe('fault')
    expect(severity('DATA_AGE_MIN', '2025-08-01')).toBe('warning')
    expect(severity('DATA_FILE_FORMAT', '2024-06-30')).toBe('warning')
  })

  it('lead each finding to a form, and the score goes to zero', () => {
    const found = {
      unitId: unit('a'),
      memberId: unit('b'),
      name: 'Trần Thị Thử',
      admissionId: null,
      confirmationId: unit('c'),
    }
    expect(mendingOf({ ...found, rule: 'DATA_CONFIRMED_EARLY' }).href).toContain(`/dinh-chinh?su-kien=${unit('c')}`)
    expect(mendingOf({ ...found, rule: 'DATA_ADMISSION_PAPER' }).mend).toBe('profile')
    expect(mendingOf({ ...found, rule: 'DATA_CELL_SECRETARY', memberId: null }).href).toBe(
      `/to-chuc/${unit('a')}/cap-uy/chuc-vu/moi`,
    )
    expect([scoreOf(0, 40), scoreOf(3, 60), scoreOf(0, 0)]).toEqual([0, 5, null])
  })
})
