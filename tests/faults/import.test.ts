// Faults of imports: killed in the middle nothing is taken and the next attempt takes all; a register of 8,000 rows and 40 columns is read
// within seconds in bounded memory; hostile files are refused before they are read.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Id } from '#kernel/ids.ts'
import { applyIntake, COLUMNS, columnNames, openIntake } from '#modules/intake/intake.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { zipStream } from '#platform/paper/zip.ts'
import { expect, test } from 'vitest'
import { brought, look, work } from '../samples/intakes.ts'
import { connection, database, now, run, system, tenantId, unit, useRegister } from '../samples/register.ts'
import { base64, sheetOf, someone, workbook } from '../samples/registers.ts'

useRegister()

const count = (table: 'person' | 'member' | 'member_cell') =>
  withTenant(database, tenantId, async (db) => {
    const row = await db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).where('tenant_id', '=', tenantId).executeTakeFirstOrThrow() // prettier-ignore
    return Number(row.n)
  })

test('killed in the middle of taking: nothing is applied, and the next attempt applies all', async () => {
  const names = ['Ánh', 'Bình', 'Cường', 'Dũng', 'Giang', 'Hà', 'Khánh', 'Lan', 'Minh', 'Nga']
  const rows = names.flatMap((given) => names.map((middle) => someone({ 'Họ và tên': `Lục ${middle} ${given}` })))
  const intakeId = await brought(await workbook(sheetOf(rows)))
  const { version } = await look(intakeId)
  const before = await count('person')
  const { runId } = await run<{ runId: Id }>(system, applyIntake, { intakeId, version })
  const taker = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'import-taker.ts'),
      JSON.stringify(connection()),
      tenantId,
      runId,
      intakeId,
      now.toISOString(),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const gone = new Promise((resolve) => taker.once('exit', resolve))
  await new Promise<void>((resolve, reject) => {
    taker.stdout.on('data', (chunk: Buffer) => chunk.includes('middle') && resolve())
    void gone.then(() => reject(new Error('the process ended by itself')))
  })
  taker.kill('SIGKILL')
  await gone
  expect(await count('person')).toBe(before)
  expect(await count('member_cell')).toBe(0)
  await work('intake.apply-rows', runId, intakeId, system)
  expect(await count('person')).toBe(before + 100)
  expect(await look(intakeId)).toMatchObject({ state: 'applied', counts: { taken: 100 } })
})

test('8,000 rows of 40 columns are read and judged within 20 seconds, in bounded memory', async () => {
  const columns = COLUMNS.slice(0, 40)
  const plain: Record<string, string> = {
    sex: 'Nam', ethnicity: 'Tày', religion: 'Không', cell: 'Chi bộ Văn phòng', cellCode: '', state: 'Chính thức', admittedOn: '03/02/2010',
    confirmedOn: '03/02/2011', since: '', cameFrom: '', generalEducation: '12/12', generalGrade: '12/12', education: 'ĐH', degree: 'ThS',
    academicTitle: 'PGS', theoryLevel: 'CC', professionalLevel: 'Đại học', birthName: 'Hoàng Văn Khai Sinh',
  } // prettier-ignore
  const valueOf = (key: string, kind: string, n: number): string => {
    if (key === 'fullName') return `HOÀNG VĂN ${'ABCDEFGHIKLMNOPQRSTUVXY'[n % 23] ?? ''}${'aeiou'[n % 5] ?? ''} ${'BCDGHKLMNPQRSTVX'[n % 16] ?? ''}${'aeiouy'[Math.floor(n / 16) % 6] ?? ''}`.normalize('NFD') // prettier-ignore
    if (key === 'birthOn') return `${1 + (n % 28)}.${1 + (n % 12)}.${1950 + (n % 40)}`
    if (key === 'citizenId') return String(4_090_000_000 + n).padStart(12, '0')
    if (key === 'cardNumber') return String(30_000_000 + n)
    if (key === 'phone') return `09${String(10_000_000 + n)}`
    return (
      plain[key] ??
      (kind === 'day' ? '01/02/2003' : kind === 'choice' ? '' : `Xã Vĩnh Quang, huyện Bảo Lâm ${String(n)}`)
    )
  }
  function* rows() {
    for (let n = 0; n < 8000; n++) yield columns.map(({ key, kind }) => valueOf(key, kind, n))
  }
  const bytes = await workbook({ heads: columns.map(({ key }) => columnNames[key]), rows: rows() })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const started = performance.now()
  const intakeId = await brought(bytes)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  console.info(`8,000 × 40 read and judged in ${seconds.toFixed(1)} s, ${String(Math.round((peak - before) / 1e6))} MB more at the peak, file ${(bytes.length / 1e6).toFixed(1)} MB`) // prettier-ignore
  expect((await look(intakeId)).counts).toMatchObject({ total: 8000, faulty: 0 })
  expect(seconds).toBeLessThan(20)
  expect(peak - before).toBeLessThan(400e6)
}, 120_000)

test('a bomb, a workbook with macros and a file of 200 MB are refused in words, and nothing is kept', async () => {
  const send = (bytes: Uint8Array) =>
    run(system, openIntake, {
      purpose: 'import',
      unitId: unit('bloc'),
      asOf: '2024-01-01',
      fileName: 'a.xlsx',
      content: base64(bytes),
    }).then(
      () => 'carried out',
      (thrown: unknown) => (thrown as { fields: Record<string, string> }).fields,
    )
  const types = (more = '') =>
    new TextEncoder().encode(`<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${more}</Types>`) // prettier-ignore
  const zip = async (parts: { name: string; data: Uint8Array }[]) =>
    new Uint8Array(await new Response(zipStream(parts)).arrayBuffer())
  const kept = await withTenant(database, tenantId, (db) =>
    db.selectFrom('intake').select('id').where('tenant_id', '=', tenantId).execute(),
  )
  expect(await send(await zip([{ name: '[Content_Types].xml', data: types() }, { name: 'xl/worksheets/sheet1.xml', data: new Uint8Array(300_000_000) }]))).toEqual({ content: 'paper.zip_bomb' }) // prettier-ignore
  expect(await send(await zip([{ name: '[Content_Types].xml', data: types('<Default ContentType="application/vnd.ms-office.vbaProject"/>') }]))).toEqual({ content: 'paper.macros' }) // prettier-ignore
  expect(await send(new Uint8Array(200_000_000))).toEqual({ content: 'intake.too_large' })
  const after = await withTenant(database, tenantId, (db) =>
    db.selectFrom('intake').select('id').where('tenant_id', '=', tenantId).execute(),
  )
  expect(after).toEqual(kept)
}, 60_000)
