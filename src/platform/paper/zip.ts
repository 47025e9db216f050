// The little of ZIP that office files need: a directory that can be checked before anything is unpacked, and a streaming writer.
// Reading hostile files starts here: nothing is inflated beyond the size asked for.
import { Readable, pipeline } from 'node:stream'
import { crc32, createDeflateRaw, inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packedBytes: number
  readonly bytes: number
  readonly offset: number
}

/** A part to write; `data` of a large part comes in pieces. */
export interface ZipPart {
  readonly name: string
  readonly data: Uint8Array | AsyncIterable<Uint8Array>
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const DESCRIPTOR = 0x08074b50
const END_BYTES = 22
const MAX_COMMENT = 0xffff
const MAX_PART = 0xffffffff
// Sizes follow the data (bit 3), names are UTF-8 (bit 11).
const FLAGS = 0x0808
// 1 January 1980: the same content gives the same bytes.
const DOS_DATE = 0x0021

/** The central directory, or null when the bytes are no plain ZIP (ZIP64 counts as none: no office file we take needs it). */
export function listZip(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end < 0) return null
  const count = view.getUint16(end + 10, true)
  const decoder = new TextDecoder()
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return null
    const nameBytes = view.getUint16(at + 28, true)
    const entry = {
      name: decoder.decode(bytes.subarray(at + 46, at + 46 + nameBytes)),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    if (entry.packedBytes === MAX_PART || entry.bytes === MAX_PART || entry.offset === MAX_PART) return null
    entries.push(entry)
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT)
  for (let i = view.byteLength - END_BYTES; i >= lowest; i--) if (view.getUint32(i, true) === END) return i
  return -1
}

/** The unpacked bytes of one entry; null when it is broken, larger than `maxBytes`, or packed in a way we do not know. */
export function readZipEntry(bytes: Uint8Array, entry: ZipEntry, maxBytes: number): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== LOCAL) return null
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = bytes.subarray(from, from + entry.packedBytes)
  if (entry.method === 0) return packed.length <= maxBytes ? packed : null
  if (entry.method !== 8) return null
  try {
    return inflateRawSync(packed, { maxOutputLength: maxBytes })
  } catch {
    return null
  }
}

/** A ZIP file as a stream: parts are asked for one by one as the reader reads, so memory does not grow with their size. */
export function zipStream(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): ReadableStream<Uint8Array> {
  const chunks = zipChunks(parts)
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

async function* zipChunks(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = []
  let offset = 0
  for await (const part of parts) {
    const name = new TextEncoder().encode(part.name)
    const local = record(30, name, (v) => {
      v.setUint32(0, LOCAL, true)
      v.setUint16(4, 20, true)
      v.setUint16(6, FLAGS, true)
      v.setUint16(8, 8, true)
      v.setUint16(12, DOS_DATE, true)
      v.setUint16(26, name.length, true)
    })
    yield local
    const sum = { crc: 0, bytes: 0 }
    let packedBytes = 0
    for await (const chunk of deflated(part.data, sum)) {
      packedBytes += chunk.length
      yield chunk
    }
    if (sum.bytes > MAX_PART || offset > MAX_PART) throw new RangeError(`ZIP part too large: ${part.name}`)
    const sizes = (v: DataView, at: number) => {
      v.setUint32(at, sum.crc, true)
      v.setUint32(at + 4, packedBytes, true)
      v.setUint32(at + 8, sum.bytes, true)
    }
    yield record(16, new Uint8Array(0), (v) => {
      v.setUint32(0, DESCRIPTOR, true)
      sizes(v, 4)
    })
    const at = offset
    directory.push(
      record(46, name, (v) => {
        v.setUint32(0, CENTRAL, true)
        v.setUint16(4, 20, true)
        v.setUint16(6, 20, true)
        v.setUint16(8, FLAGS, true)
        v.setUint16(10, 8, true)
        v.setUint16(14, DOS_DATE, true)
        sizes(v, 16)
        v.setUint16(28, name.length, true)
        v.setUint32(42, at, true)
      }),
    )
    offset += local.length + packedBytes + 16
  }
  yield* directory
  yield record(END_BYTES, new Uint8Array(0), (v) => {
    v.setUint32(0, END, true)
    v.setUint16(8, directory.length, true)
    v.setUint16(10, directory.length, true)
    v.setUint32(
      12,
      directory.reduce((sum, d) => sum + d.length, 0),
      true,
    )
    v.setUint32(16, offset, true)
  })
}

function deflated(data: ZipPart['data'], sum: { crc: number; bytes: number }): AsyncIterable<Uint8Array> {
  async function* counted() {
    for await (const chunk of data instanceof Uint8Array ? [data] : data) {
      sum.crc = crc32(chunk, sum.crc)
      sum.bytes += chunk.length
      yield chunk
    }
  }
  // The callback is needed for errors to reach the reader of the last stream; there they are thrown.
  return pipeline(Readable.from(counted(), { objectMode: false }), createDeflateRaw(), () => {})
}

function record(bytes: number, tail: Uint8Array, fill: (view: DataView) => void): Uint8Array {
  const out = new Uint8Array(bytes + tail.length)
  fill(new DataView(out.buffer))
  out.set(tail, bytes)
  return out
}
