// Records of the demo keep what the record itself asks: every field, period and paper of everybody who is shown would be taken.
import { day } from '#kernel/day.ts'
import { recordEntries, valuesIn } from '#modules/members/members.server.ts'
import { checkedEntry, entryFields } from '#modules/records/records.server.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { BLOC_1 } from './blocs.ts'
import { asKnownOn } from './life.ts'
import { planOrganisation } from './organisation.ts'
import { livePeople } from './people.ts'
import { idsFrom, random } from './random.ts'
import { fileNumberOf, planRecords, recordOf } from './records.ts'

const today = day('2026-11-23')

test('nothing that is made up would be refused, and the same is made up every time', () => {
  const organisation = planOrganisation(BLOC_1, random('records'), idsFrom('records', 0))
  const members = livePeople(organisation, 'records', today).flatMap((life) => asKnownOn(life, today) ?? [])
  const entry = v.object(entryFields())
  const record = v.object(recordEntries())
  const shown = members.slice(-200)
  for (const member of shown) {
    const fields = valuesIn(v.parse(record, recordOf(BLOC_1, member, 'records')))
    expect(fields.generalGrade).toMatch(/^1[02]\/1[02]$/)
  }
  const { entries, papers } = planRecords(BLOC_1, shown, 'records', today)
  for (const each of entries) checkedEntry(v.parse(entry, each), today)
  expect(entries.length).toBeGreaterThan(shown.length * 4)
  expect(papers.every(({ issuedOn }) => issuedOn <= today)).toBe(true)
  expect(planRecords(BLOC_1, shown, 'records', today)).toEqual({ entries, papers })
  expect([fileNumberOf(0), fileNumberOf(8123)]).toEqual(['000001KCQ', '008124KCQ'])
})
