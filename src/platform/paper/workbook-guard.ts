// Looks at a workbook from outside before anything reads it: size, kind, macros, and what it claims to unpack to.
import { PaperError } from './paper-error.ts'
import { listZip, readZipEntry } from './zip.ts'

export interface WorkbookLimits {
  readonly maxBytes: number
  /** Over all sheets together. */
  readonly maxRows: number
  /** Over all sheets together, empty cells between filled ones included. */
  readonly maxCells: number
  /** All parts unpacked; by default 256 MB. */
  readonly maxUnpackedBytes?: number
}

const DEFAULT_UNPACKED = 256 * 1024 * 1024
const MAX_CONTENT_TYPES = 1024 * 1024
const MAX_PARTS = 2000
const OLE_MAGIC = [0xd0, 0xcf, 0x11, 0xe0]

/** Throws PaperError `too-large`, `encrypted`, `not-a-workbook`, `macros` or `zip-bomb`; silent when the file may be read. */
export function guardWorkbook(bytes: Uint8Array, limits: WorkbookLimits): void {
  if (bytes.length > limits.maxBytes)
    throw new PaperError('paper.too-large', { bytes: bytes.length, max: limits.maxBytes })
  if (OLE_MAGIC.every((b, i) => bytes[i] === b)) {
    const locked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('EncryptedPackage', 0, 'utf16le')
    throw new PaperError(locked ? 'paper.encrypted' : 'paper.not-a-workbook', locked ? {} : { format: 'xls' })
  }
  const entries = listZip(bytes)
  const types = entries?.find((e) => e.name === '[Content_Types].xml')
  if (!entries || !types) throw new PaperError('paper.not-a-workbook')

  // The reader inflates no part beyond its declared size, so the directory must be honest: a part that hides its size is refused.
  const total = entries.reduce((sum, e) => sum + e.bytes, 0)
  const hidden = entries.some(
    (e) => !e.name.endsWith('/') && (e.packedBytes === 0) !== (e.bytes === 0) && e.packedBytes !== 2,
  )
  const max = limits.maxUnpackedBytes ?? DEFAULT_UNPACKED
  if (total > max || hidden || entries.length > MAX_PARTS || emptyButFilled(bytes, entries)) {
    throw new PaperError('paper.zip-bomb', { bytes: total, max })
  }

  const contentTypes = readZipEntry(bytes, types, MAX_CONTENT_TYPES)
  if (!contentTypes) throw new PaperError('paper.not-a-workbook')
  const text = new TextDecoder().decode(contentTypes)
  if (/macroEnabled|vbaProject/i.test(text) || entries.some((e) => /vbaProject|macrosheets\//i.test(e.name))) {
    throw new PaperError('paper.macros')
  }
  if (!text.includes('spreadsheetml')) throw new PaperError('paper.not-a-workbook')
}

// A part of zero bytes in the directory whose local header says otherwise would be unpacked by the header's word.
function emptyButFilled(
  bytes: Uint8Array,
  entries: readonly { packedBytes: number; offset: number; name: string }[],
): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return entries.some((e) => {
    if (e.packedBytes !== 0 || e.name.endsWith('/')) return false
    if (e.offset + 30 > bytes.length) return true
    return view.getUint32(e.offset + 18, true) !== 0 || (view.getUint16(e.offset + 6, true) & 8) !== 0
  })
}
