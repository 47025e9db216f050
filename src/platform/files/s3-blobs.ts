// Blobs in an S3-compatible store (path style), for sites that run several web servers.
// Streams are first laid down in a local file: the fingerprint, which is the key, is known only at their end.
import { AwsClient } from 'aws4fetch'
import { createHash, randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blobPath, fingerprint, limited } from './blob-store.ts'
import type { BlobSource, BlobStore } from './blob-store.ts'
import { FileError } from './file-error.ts'

export interface S3Settings {
  /** Without the bucket: https://s3.example.vn */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Folder inside the bucket. */
  readonly prefix?: string
}

const RETRIES = 3

export function s3Blobs(settings: S3Settings): BlobStore {
  const client = new AwsClient({
    accessKeyId: settings.accessKeyId,
    secretAccessKey: settings.secretAccessKey,
    region: settings.region,
    service: 's3',
    retries: RETRIES,
  })
  const base = `${settings.endpoint.replace(/\/+$/, '')}/${settings.bucket}/${settings.prefix ? `${settings.prefix}/` : ''}`
  const call = async (method: string, sha256: string, init: RequestInit = {}) => {
    try {
      return await client.fetch(base + blobPath(sha256), { method, ...init })
    } catch (error) {
      throw error instanceof FileError ? error : new FileError('files.store-failed', { method }, { cause: error })
    }
  }
  const has = async (sha256: string) => {
    const answer = await call('HEAD', sha256)
    if (answer.status === 404) return false
    if (!answer.ok) throw new FileError('files.store-failed', { method: 'HEAD', status: answer.status })
    return true
  }
  const send = async (sha256: string, body: BodyInit) => {
    if (await has(sha256)) return
    // The store compares what arrives with the signed fingerprint, so a broken upload is refused there.
    const answer = await call('PUT', sha256, { body, headers: { 'x-amz-content-sha256': sha256 } })
    await answer.body?.cancel()
    if (!answer.ok) throw new FileError('files.store-failed', { method: 'PUT', status: answer.status })
  }

  return {
    has,

    async put(source, maxBytes) {
      if (source instanceof Uint8Array) {
        for await (const _ of limited(source, maxBytes));
        const sha256 = fingerprint(source)
        await send(sha256, source as Uint8Array<ArrayBuffer>)
        return { sha256, bytes: source.length }
      }
      const path = join(tmpdir(), randomUUID())
      try {
        const blob = await spool(path, source, maxBytes)
        await send(blob.sha256, await openAsBlob(path))
        return blob
      } finally {
        await rm(path, { force: true })
      }
    },

    async open(sha256) {
      const answer = await call('GET', sha256)
      if (answer.ok && answer.body) return answer.body
      await answer.body?.cancel()
      if (answer.status === 404) throw new FileError('files.missing', { sha256 })
      throw new FileError('files.store-failed', { method: 'GET', status: answer.status })
    },
  }
}

async function spool(path: string, source: BlobSource, maxBytes: number) {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of limited(source, maxBytes)) {
      hash.update(chunk)
      bytes += chunk.length
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}
