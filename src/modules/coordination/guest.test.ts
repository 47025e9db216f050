// Laws of guests: a link opens one body's part of one regulation in one bloc until its day, and nothing else, whatever is sent.
import { beforeEach, expect, test } from 'vitest'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnits } from '#modules/units/units.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { signerOf } from '#platform/signed.ts'
import { anybody, codeOf, committee, database, look, now, officer, root, run, tenantId, useBloc } from '../../../tests/samples/conferences.ts' // prettier-ignore
import { link, owes, page, recorded } from '../../../tests/samples/coordination.ts'
import type { Sample } from '../../../tests/samples/coordination.ts'
import { guestOf, MAX_ANSWERS, openLink } from '#modules/guests/guests.server.ts'
import {
  acceptDone,
  addBody,
  answerObligation,
  endBody,
  endParty,
  makeGuestLink,
  readGuestFile,
  readGuestPage,
  recordDone,
  recordRegulation,
  returnDone,
  revokeGuestLink,
} from './coordination.server.ts'
import type { GuestDuty } from './coordination.server.ts'
import { newSecret, readToken, writeToken } from '#modules/guests/guests.server.ts'

useBloc()

let sample: Sample
let duty: Id
let token: string
let linkId: Id
let guest: Caller
beforeEach(async () => {
  sample = await recorded({ signedOn: '01/01/2026' })
  duty = await owes(sample, 'district', { toPartyId: sample.places.root })
  ;({ token, linkId } = await link(sample))
  guest = guestOf(token, now) as Caller
})

const answer = (more: object = {}) => ({
  ...{ obligationId: duty, period: 'nam-2026', answeredBy: 'Lò Văn Minh', body: 'Đã gửi chương trình công tác' },
  ...more,
})
interface GuestPage {
  duties: GuestDuty[]
  sent: { title: string; body: string | null; file: { id: Id } | null }[]
  body: string
}
const seen = (who: Caller = guest) => look<GuestPage>(who, readGuestPage)
const pdf = (text: string) => Buffer.from(`%PDF-1.4 ${text}`).toString('base64')
const gone = ['not_found', {}]

test('who signed in, and anybody without a link, has no guest page', async () => {
  for (const who of [officer, committee, anybody]) expect(await codeOf(seen(who))).toEqual(gone)
  const record = { obligationId: duty, period: 'nam-2026', doneOn: '01/02/2026', body: 'x' }
  expect(await codeOf(run(guest, recordDone, record))).toEqual(gone)
})

test('the token is signed, names bloc and link, and ends with its day', () => {
  const signer = signerOf('a secret for tests of at least thirty-two letters', 'coordination guest link')
  const given = { tenantId, linkId, expiresAt: new Date('2026-12-31T17:00:00Z'), secret: newSecret() }
  const text = writeToken(signer, given)
  expect(readToken(signer, text, now)).toMatchObject({ tenantId, linkId, expiresAt: given.expiresAt })
  expect(readToken(signer, text, new Date('2026-12-31T16:59:59Z'))).not.toBeNull()
  expect(readToken(signer, text, given.expiresAt)).toBeNull()
  for (const wrong of ['', 'x', text.slice(1), `${text}A`, 'a'.repeat(10_000)])
    expect(readToken(signer, wrong, now)).toBeNull()
  // A payload of another length under the right key names nothing.
  expect(readToken(signer, signer.sign(new Uint8Array(10).fill(1)), now)).toBeNull()
})

test('expired, revoked, forged and foreign links all look the same', async () => {
  const later = { now: new Date('2026-12-31T17:00:01Z') }
  expect(guestOf(token, later.now)).toBeNull()
  expect(await codeOf(ask(database, guest, readGuestPage, {}, later))).toEqual(gone)
  expect(guestOf(`${token.slice(0, -1)}A`, now) === null || guestOf(`${token.slice(0, -1)}B`, now) === null).toBe(true)
  // Signed by the right key, but with another secret, another link, another bloc.
  const signer = signerOf(process.env['KHOI_SECRET'] as string, 'coordination guest link')
  const made = (more: object) => writeToken(signer, { tenantId, linkId, expiresAt: new Date('2026-12-31T17:00:00Z'), secret: newSecret(), ...more }) // prettier-ignore
  for (const text of [made({}), made({ linkId: newId() }), made({ tenantId: newId() })])
    expect(await codeOf(seen(guestOf(text, now) as Caller))).toEqual(gone)
  await run(officer, revokeGuestLink, { linkId })
  expect(await codeOf(seen())).toEqual(gone)
  expect(await codeOf(run(guest, answerObligation, answer()))).toEqual(gone)
  expect(await codeOf(run(guest, openLink, {}))).toEqual(gone)
})

test('a link of one regulation, body or bloc never reads or answers for another', async () => {
  const own = await owes(sample, 'root')
  const boards = await owes(sample, 'board')
  const { regulationId } = await run<{ regulationId: Id }>(officer, recordRegulation, {
    ...{ number: '2-QC', title: 'Khác', signedOn: '01/01/2026', unitIds: [root], externalIds: [sample.district] },
    standard: true,
  })
  const elsewhere = (await page(regulationId)).obligations.find((one) => one.kind === 'member_opinion')?.id
  for (const obligationId of [own, boards, elsewhere, newId()])
    expect(await codeOf(run(guest, answerObligation, answer({ obligationId })))).toEqual(gone)
  // This year's and, due in January, the next one's.
  expect((await seen()).duties.map((one) => one.obligationId)).toEqual([duty, duty])

  const other = (await createTenant(database, { slug: `t${newId().slice(-12)}`, name: 'Khác' }, now)).id
  const system = systemCaller(other, 'test')
  const { units } = await run<{ units: { unitId: Id }[] }>(system, foundUnits, {
    units: [{ key: 'khoi', parentKey: null, kind: 'bloc', name: 'Khối khác', effectiveOn: '2010-01-01' }],
  })
  const { bodyId } = await run<{ bodyId: Id }>(system, addBody, { name: 'Bên', kind: 'other', from: '01/01/2010' })
  const foreign = await run<{ regulationId: Id }>(system, recordRegulation, {
    ...{ number: '1', title: 'Ở khối khác', signedOn: '01/01/2026', standard: true },
    ...{ unitIds: [units[0]?.unitId], externalIds: [bodyId] },
  })
  const theirs = await run<{ token: string }>(system, makeGuestLink, { regulationId: foreign.regulationId, externalId: bodyId, lastOn: '31/12/2026' }) // prettier-ignore
  const stranger = guestOf(theirs.token, now) as Caller
  expect((await seen(stranger)).body).toBe('Bên')
  expect(await codeOf(run(stranger, answerObligation, answer()))).toEqual(gone)
})

test('an answer arrives for review, is changed until it is accepted, and every one is in the log with its link', async () => {
  const { doneId } = await run<{ doneId: Id }>(guest, answerObligation, answer())
  expect((await seen()).duties[0]).toMatchObject({ state: 'received', open: true, body: answer().body, version: 1 })
  await run(guest, answerObligation, answer({ body: 'Bản đã sửa', version: 1 }))
  // Sent again from a form that is no longer fresh: refused, not written over.
  expect(await codeOf(run(guest, answerObligation, answer({ version: 1 })))).toEqual(['stale', {}])
  expect(await codeOf(run(guest, answerObligation, answer()))).toEqual(['stale', {}])
  await run(officer, returnDone, { doneId, version: 2, reason: 'Thiếu phụ lục' })
  expect((await seen()).duties[0]).toMatchObject({ state: 'returned', open: true, reason: 'Thiếu phụ lục' })
  const again = await run<{ doneId: Id }>(guest, answerObligation, answer({ body: 'Có phụ lục' }))
  expect(again.doneId).not.toBe(doneId)
  await run(officer, acceptDone, { doneId: again.doneId, version: 1 })
  expect((await seen()).duties[0]).toMatchObject({ state: 'accepted', open: false, body: null })
  expect(await codeOf(run(guest, answerObligation, answer({ version: 2 })))).toEqual(['coordination.accepted_already', {}]) // prettier-ignore
  const entries = await withTenant(database, tenantId, (db) =>
    db
      .selectFrom('audit_entry')
      .select(['subjects', 'account_id', 'details'])
      .where('tenant_id', '=', tenantId)
      .where('operation', '=', 'coordination.answer-obligation')
      .execute(),
  )
  expect(entries).toHaveLength(3)
  for (const entry of entries) expect([entry.account_id, entry.subjects.includes(linkId)]).toEqual([null, true])
})

test('the same press twice is one answer; with another content the key is refused', async () => {
  const send = (body: string) => execute(database, guest, answerObligation, answer({ body }), { now, idempotencyKey: 'press-one' }) // prettier-ignore
  expect(await send('Một')).toEqual(await send('Một'))
  await expect(send('Hai')).rejects.toMatchObject({ code: 'idempotency_mismatch' })
  expect((await page(sample.regulationId)).exchanges.map((one) => one.body)).toEqual(['Một'])
})

test('files pass the guards; a guest reads those shown and no other', async () => {
  const big = Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.alloc(10 * 1024 * 1024)]).toString('base64')
  const bad = (content: string) => codeOf(run(guest, answerObligation, answer({ content, fileName: 'a.pdf' })))
  expect(await bad(big)).toEqual(['files.too_large', { content: 'files.too_large' }])
  expect(await bad(Buffer.from('<script>alert(1)</script>').toString('base64'))).toEqual(['files.document_refused', { content: 'files.document_refused' }]) // prettier-ignore
  expect(await bad('A'.repeat(14_000_001))).toEqual(['invalid_input', { content: 'files.too_large' }])
  expect((await page(sample.regulationId)).exchanges).toEqual([])

  await run(guest, answerObligation, answer({ content: pdf('mine'), fileName: '<b>kế hoạch</b>.exe' }))
  const mine = (await seen()).duties[0]?.file
  expect(mine?.name).toBe('b.exe.pdf')
  expect(await look(guest, readGuestFile, { fileId: mine?.id })).toMatchObject({ mime: 'application/pdf' })
  // Changed without a new file, the file stays.
  await run(guest, answerObligation, answer({ version: 1, body: 'Sửa' }))
  expect((await seen()).duties[0]?.file).toEqual(mine)

  const plan = await owes(sample, 'root', { toPartyId: sample.places.district })
  const opinion = await owes(sample, 'root', { toPartyId: sample.places.district, kind: 'member_opinion' })
  const inner = await owes(sample, 'agency', { toPartyId: sample.places.root })
  const sent = (obligationId: Id) => run(officer, recordDone, { obligationId, period: 'nam-2026', doneOn: '05/02/2026', body: 'Danh sách: Nông Văn Bình', content: pdf(obligationId) }) // prettier-ignore
  for (const each of [plan, opinion, inner]) await sent(each)
  const files = new Map((await page(sample.regulationId)).exchanges.map((one) => [one.obligationId, one.file?.id]))
  const shown = (await seen()).sent
  expect(shown.map((one) => [one.body, one.file?.id ?? null]).toSorted()).toEqual(
    [
      [null, null],
      ['Danh sách: Nông Văn Bình', files.get(plan) ?? ''],
    ].toSorted(),
  )
  expect(await look(guest, readGuestFile, { fileId: files.get(plan) })).toMatchObject({ id: files.get(plan) })
  for (const fileId of [files.get(opinion), files.get(inner), newId()])
    expect(await codeOf(look(guest, readGuestFile, { fileId }))).toEqual(gone)
})

test('bad input is refused at its field; markup is text', async () => {
  const bad = (more: object) => codeOf(run(guest, answerObligation, answer(more)))
  expect(await bad({ body: ' ', answeredBy: '' })).toEqual(['invalid_input', { body: 'field.required', answeredBy: 'field.required' }]) // prettier-ignore
  expect(await bad({ body: 'x'.repeat(5001) })).toEqual(['invalid_input', { body: 'field.too_long:5000' }])
  expect(await bad({ period: 'nam-2023' })).toEqual(['coordination.unknown_period', { period: 'coordination.unknown_period' }]) // prettier-ignore
  expect(await bad({ period: "'; drop table unit --" })).toEqual(['coordination.unknown_period', { period: 'coordination.unknown_period' }]) // prettier-ignore
  const markup = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  await run(guest, answerObligation, answer({ body: markup, answeredBy: markup }))
  expect((await seen()).duties[0]).toMatchObject({ body: markup, answeredBy: markup })
})

test('what our side recorded for the body is told, and not written over', async () => {
  await run(officer, recordDone, {
    obligationId: duty,
    period: 'nam-2026',
    doneOn: '20/01/2026',
    body: 'Nhận bản giấy',
  })
  expect((await seen()).duties[0]).toMatchObject({ state: 'accepted', open: false, body: null })
  expect(await codeOf(run(guest, answerObligation, answer()))).toEqual(['coordination.accepted_already', {}])
})

test('too many answers too fast: the link rests, then goes on', async () => {
  const send = (version: number | null, at = now) =>
    execute(database, guest, answerObligation, answer({ version, body: `Lần ${version ?? 0}` }), { now: at })
  await send(null)
  for (let version = 1; version < MAX_ANSWERS; version++) await send(version)
  await expect(send(MAX_ANSWERS)).rejects.toMatchObject({ code: 'guests.too_fast' })
  await send(MAX_ANSWERS, new Date(now.getTime() + 10 * 60_000))
})

test('a body whose last day has passed has no link left, however its end came on record', async () => {
  expect((await seen()).body).toBe('Huyện ủy Nà Liềng')
  await run(officer, endBody, { bodyId: sample.district, version: 1, lastOn: '23/11/2026' })
  expect((await seen()).body).toBe('Huyện ủy Nà Liềng')
  const later = { now: new Date('2026-11-24T01:00:00Z') }
  expect(await codeOf(ask(database, guest, readGuestPage, {}, later))).toEqual(gone)
})

test('a body that has left the regulation has no link of it left', async () => {
  const { version } = (await page(sample.regulationId)).regulation
  const leave = { regulationId: sample.regulationId, partyId: sample.places.district, version, lastOn: '23/11/2026' }
  await run(officer, endParty, leave)
  expect((await seen()).body).toBe('Huyện ủy Nà Liềng')
  const later = { now: new Date('2026-11-24T01:00:00Z') }
  expect(await codeOf(ask(database, guest, readGuestPage, {}, later))).toEqual(gone)
  expect(await codeOf(execute(database, guest, answerObligation, answer(), later))).toEqual(gone)
})

test('opening is noted; a body that ended has no link left', async () => {
  await run(guest, openLink, {})
  expect((await page(sample.regulationId)).links[0]?.lastUsedAt).toEqual(now)
  expect(await run(officer, endBody, { bodyId: sample.district, version: 1, lastOn: '21/11/2026' })).toMatchObject({ links: 1 }) // prettier-ignore
  expect(await codeOf(seen())).toEqual(gone)
})
