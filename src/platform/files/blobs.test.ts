// Both stores keep the same promises; the S3 one talks to a small server of the same paths that demands a signature.
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobPath, collect, fingerprint, readBlob } from './blob-store.ts'
import type { BlobStore } from './blob-store.ts'
import { diskBlobs } from './disk-blobs.ts'
import { s3Blobs } from './s3-blobs.ts'

const MAX = 1_000_000
const text = new TextEncoder().encode('Kính gửi')
const sha256 = fingerprint(text)
const kept = new Map<string, Buffer>()
const calls: { method: string; url: string }[] = []
let folder = ''
let server: Server
let disk: BlobStore
let s3: BlobStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'))
  disk = diskBlobs(folder)
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '' } = request
      calls.push({ method, url })
      const body = Buffer.concat(chunks)
      const signed =
        /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/vn-1\/s3\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/
      const honest = method !== 'PUT' || request.headers['x-amz-content-sha256'] === fingerprint(body)
      if (!signed.test(request.headers.authorization ?? '') || !honest) response.statusCode = 403
      else if (method === 'PUT') kept.set(url, body)
      else if (!kept.has(url)) response.statusCode = 404
      response.end(method === 'GET' ? kept.get(url) : undefined)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  s3 = s3Blobs({
    endpoint: `http://127.0.0.1:${port}/`,
    bucket: 'kho',
    region: 'vn-1',
    accessKeyId: 'key',
    secretAccessKey: 'secret',
    prefix: 'files',
  })
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

async function* pieces(...parts: string[]) {
  for (const part of parts) yield new TextEncoder().encode(part)
}

describe.each([
  ['disk', () => disk],
  ['S3', () => s3],
])('%s', (_, store) => {
  test('gives back what was put, as a whole or in pieces, under its fingerprint', async () => {
    expect(await store().has(sha256)).toBe(false)
    expect(await store().put(text, MAX)).toEqual({ sha256, bytes: text.length })
    expect(await store().put(pieces('Kính', ' gửi'), MAX)).toEqual({ sha256, bytes: text.length })
    expect(await store().has(sha256)).toBe(true)
    expect(await readBlob(store(), sha256, MAX)).toEqual(text)
    expect((await store().put(new Uint8Array(), MAX)).bytes).toBe(0)
  })

  test('keeps nothing of a source that is too large or breaks off', async () => {
    await expect(store().put(pieces('12345', '67890'), 9)).rejects.toMatchObject({ code: 'files.too-large' })
    await expect(store().put(new Uint8Array(10), 9)).rejects.toMatchObject({ code: 'files.too-large' })
    async function* broken() {
      yield text
      throw new Error('line cut')
    }
    await expect(store().put(broken(), MAX)).rejects.toThrow('line cut')
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
    expect(await store().has(fingerprint(new TextEncoder().encode('1234567890')))).toBe(false)
  })

  test('knows what it does not have, and takes nothing but fingerprints for names', async () => {
    await expect(store().open('0'.repeat(64))).rejects.toMatchObject({ code: 'files.missing' })
    await expect(store().open('../../etc/passwd')).rejects.toMatchObject({ code: 'files.missing' })
  })
})

test('a blob on disk is read-only and two at once do not disturb each other', async () => {
  const bytes = new TextEncoder().encode('hai lần')
  const both = await Promise.all([disk.put(bytes, MAX), disk.put(bytes, MAX)])
  expect(both[0]).toEqual(both[1])
  const path = join(folder, blobPath(fingerprint(bytes)))
  expect((await stat(path)).mode & 0o777).toBe(0o440)
})

test('a blob whose bytes changed on the disk is reported, not served', async () => {
  const { sha256: name } = await disk.put(new TextEncoder().encode('nguyên vẹn'), MAX)
  const path = join(folder, blobPath(name))
  await rm(path)
  await writeFile(path, 'khác')
  await expect(readBlob(disk, name, MAX)).rejects.toMatchObject({ code: 'files.damaged' })
})

test('S3 is written once, path style, and a refusal or a dead server is one error', async () => {
  const bytes = new TextEncoder().encode('một lần')
  calls.length = 0
  await s3.put(bytes, MAX)
  await s3.put(bytes, MAX)
  const url = `/kho/files/${blobPath(fingerprint(bytes))}`
  expect(calls).toEqual(['HEAD', 'PUT', 'HEAD'].map((method) => ({ method, url })))
  const settings = { bucket: 'kho', region: 'other', accessKeyId: 'key', secretAccessKey: 's' }
  const { port } = server.address() as AddressInfo
  const refused = s3Blobs({ ...settings, endpoint: `http://127.0.0.1:${port}` })
  await expect(refused.put(bytes, MAX)).rejects.toMatchObject({ code: 'files.store-failed' })
  const dead = s3Blobs({ ...settings, endpoint: 'http://127.0.0.1:1' })
  await expect(dead.open(sha256)).rejects.toMatchObject({ code: 'files.store-failed' })
})

test('collect stops at its limit', async () => {
  expect(await collect(pieces('a', 'b'), 2)).toEqual(new TextEncoder().encode('ab'))
  await expect(collect(pieces('a', 'b'), 1)).rejects.toMatchObject({ code: 'files.too-large' })
})
