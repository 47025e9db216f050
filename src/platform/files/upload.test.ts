// What a stranger may bring in, and under which name.
import fc from 'fast-check'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderDocx } from '#platform/paper/docx.ts'
import { samplePaper } from '#platform/paper/sample-paper.ts'
import { writeWorkbook } from '#platform/paper/xlsx.ts'
import { zipStream } from '#platform/paper/zip.ts'
import { collect, readBlob } from './blob-store.ts'
import { diskBlobs } from './disk-blobs.ts'
import { pictureVariants } from './picture.ts'
import { DOCUMENTS, PICTURES, sniff } from './sniff.ts'
import { safeName, storeUpload } from './upload.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'))
})
afterAll(() => rm(folder, { recursive: true }))

const bytes = (text: string) => new TextEncoder().encode(text)
const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a33' } })

test('kinds are told by content', async () => {
  expect(sniff(await photo(4, 4).jpeg().toBuffer())).toBe('jpeg')
  expect(sniff(await photo(4, 4).png().toBuffer())).toBe('png')
  expect(sniff(await photo(4, 4).webp().toBuffer())).toBe('webp')
  expect(sniff(bytes('%PDF-1.7\n'))).toBe('pdf')
  expect(sniff(await renderDocx(samplePaper()))).toBe('docx')
  const columns = [{ header: 'a', width: 9, kind: 'text' as const }]
  expect(sniff(await collect(writeWorkbook([{ name: 'A', columns, rows: [] }]), 1e6))).toBe('xlsx')
})

test('everything else is on no list', async () => {
  const types = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
  const macro = await collect(zipStream([{ name: '[Content_Types].xml', data: bytes(types) }]), 1e6)
  const zip = await collect(zipStream([{ name: 'a.exe', data: bytes('MZ') }]), 1e6)
  for (const file of [
    macro,
    zip,
    bytes('<svg onload="x"/>'),
    bytes('<html>'),
    bytes('GIF89a'),
    bytes('MZ'),
    bytes(''),
  ]) {
    expect(sniff(file)).toBeNull()
  }
  await fc.assert(fc.property(fc.uint8Array(), (any) => sniff(Buffer.concat([bytes('PK\u0003\u0004'), any])) === null))
})

test('an upload is kept under its real kind, a refused one is not kept', async () => {
  const store = diskBlobs(folder)
  const pdf = bytes('%PDF-1.7\nnội dung')
  const file = await storeUpload(store, { source: pdf, name: 'C:\\tạm\\báo cáo.doc', accept: DOCUMENTS, maxBytes: 100 })
  expect(file).toMatchObject({ kind: 'pdf', mime: 'application/pdf', name: 'báo cáo.doc.pdf', bytes: pdf.length })
  expect(await readBlob(store, file.sha256, 100)).toEqual(pdf)
  const before = await readdir(folder, { recursive: true })
  const refused = storeUpload(store, { source: bytes('%PDF-1.4'), name: 'ảnh.png', accept: PICTURES, maxBytes: 100 })
  await expect(refused).rejects.toMatchObject({ code: 'files.kind-refused' })
  await expect(storeUpload(store, { source: pdf, name: 'x', accept: DOCUMENTS, maxBytes: 5 })).rejects.toMatchObject({
    code: 'files.too-large',
  })
  expect(await readdir(folder, { recursive: true })).toEqual(before)
})

test('names are safe whatever comes', () => {
  expect(safeName('ảnh \u202egpj.exe', 'jpeg')).toBe('ảnh gpj.exe.jpg')
  expect(safeName('../../.bashrc', 'pdf')).toBe('bashrc.pdf')
  expect(safeName('Đại hội.PDF', 'pdf')).toBe('Đại hội.pdf')
  expect(safeName('', 'png')).toBe('file.png')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const safe = safeName(name, 'pdf')
      expect(safe).toMatch(/^[^/\\\p{Cc}"<>]{1,120}\.pdf$/u)
      expect(safe.startsWith('.')).toBe(false)
    }),
  )
})

test('pictures lose camera and place, stand upright, and never grow', async () => {
  const taken = await photo(2000, 1000)
    .jpeg()
    .withExif({ IFD0: { Model: 'BiMat' }, IFD3: { GPSLatitude: '10/1 2/1 3/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  expect((await sharp(taken).metadata()).exif?.includes('BiMat')).toBe(true)
  const variants = await pictureVariants(taken)
  expect(variants.map((v) => [v.mime, v.width, v.height])).toEqual([
    ['image/webp', 480, 960],
    ['image/jpeg', 480, 960],
    ['image/webp', 960, 1920],
    ['image/jpeg', 960, 1920],
    ['image/webp', 1000, 2000],
    ['image/jpeg', 1000, 2000],
  ])
  for (const v of variants) {
    const data = await sharp(v.bytes).metadata()
    expect([data.exif, data.orientation, data.xmp]).toEqual([undefined, undefined, undefined])
  }
  expect((await pictureVariants(await photo(100, 50).png().toBuffer())).map((v) => v.width)).toEqual([100, 100])
})

test('a broken or monstrous picture is one error', async () => {
  const good = await photo(800, 800).png().toBuffer()
  await expect(pictureVariants(good.subarray(0, good.length / 2))).rejects.toMatchObject({
    code: 'files.picture-broken',
  })
  const monster = await photo(9000, 9000).png().toBuffer()
  await expect(pictureVariants(monster)).rejects.toMatchObject({ code: 'files.picture-broken' })
})
