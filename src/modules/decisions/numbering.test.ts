// A number is used once per issuer, kind and term; the same paper may be cited as often as one likes.
import { day } from '#kernel/day.ts'
import type { AppError } from '#kernel/errors.ts'
import { withTenant } from '#platform/db/db.ts'
import { idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { database, refusal, run, tenantId, useCells } from '../../../tests/samples/cells.ts'
import { citeDecision, decisionFields, numberingTerms } from './decisions.server.ts'
import { numberTaken } from './numbering.ts'

useCells()

const paper = (number: string, issuedOn: string, more = {}) => ({
  ...{
    number,
    issuedOn: day(issuedOn),
    issuer: 'Đảng ủy Khối',
    kind: 'decision',
    signer: null,
    abstract: 'Về việc',
    ...more,
  },
})

const cite = operation({
  name: 'test.cite',
  summary: 'for this test',
  permission: 'unit.write',
  input: v.object({ unitId: v.optional(idField()), ...decisionFields() }),
  run: (ctx, input) => citeDecision(ctx, input),
})
const taken = ['decisions.number_taken', { 'decision.number': 'decisions.number_taken' }]
const count = () =>
  withTenant(database, tenantId, (db) =>
    db.selectFrom('decision').select('id').where('tenant_id', '=', tenantId).execute(),
  ).then((rows) => rows.length)

it('judges by term, and by year where there is none', () => {
  const terms = [{ from: day('2020-07-01'), to: day('2025-07-01') }]
  const at = (a: string, b: string) => numberTaken(terms, [paper('12-QĐ/ĐUK', a)], [paper('12-qđ/đuk', b)])?.at
  expect(at('2020-07-01', '2025-06-30')).toBe(0)
  expect(at('2020-06-30', '2020-07-01')).toBeUndefined()
  expect(at('2025-06-30', '2025-07-01')).toBeUndefined()
  expect(at('2019-01-01', '2019-12-31')).toBe(0)
  expect(at('2019-12-31', '2020-01-01')).toBeUndefined()
  expect(at('2021-01-01', '2021-01-01')).toBeUndefined()
  expect(
    numberTaken(terms, [], [paper('1', '2021-01-01'), paper('2', '2021-01-02'), paper('1', '2022-01-02')])?.at,
  ).toBe(2)
})

it('refuses the number on another day of the term, whatever the issuer is spelled like; other kinds and issuers have their own', async () => {
  const first = await run(cite, { decision: paper('5-QĐ/ĐUK', '2024-02-01') })
  expect(await run(cite, { decision: paper('5-QĐ/ĐUK', '2024-02-01') })).toBe(first)
  const thrown = await run(cite, { decision: paper('5-QĐ/ĐUK', '2024-03-01') }).catch((error: unknown) => error)
  expect((thrown as AppError).details).toMatchObject({ number: '5-QĐ/ĐUK', on: '2024-02-01' })
  expect(await refusal(run(cite, { decision: paper('5-QĐ/ĐUK', '2024-03-01', { issuer: 'đảng ủy khối' }) }))).toEqual(
    taken,
  )
  expect(await count()).toBe(1)
  await run(cite, { decision: paper('5-QĐ/ĐUK', '2024-03-01', { kind: 'plan' }) })
  await run(cite, { decision: paper('5-QĐ/ĐUK', '2024-03-01', { issuer: 'Tỉnh ủy' }) })
  await run(cite, { decision: paper('5-QĐ/ĐUK', '2025-03-01') })
})

it('asks the committees’ terms once they are known', async () => {
  numberingTerms(() => Promise.resolve([{ from: day('2020-07-01'), to: null }]))
  onTestFinished(() => numberingTerms(() => Promise.resolve([])))
  await run(cite, { decision: paper('6-QĐ/ĐUK', '2021-02-01') })
  expect(await refusal(run(cite, { decision: paper('6-QĐ/ĐUK', '2025-02-01') }))).toEqual(taken)
})

it('of two people at once with one number the second is refused', async () => {
  const both = await Promise.allSettled(
    ['2024-02-01', '2024-02-02'].map((on) => run(cite, { decision: paper('8-QĐ/ĐUK', on) })),
  )
  expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await count()).toBe(1)
})
