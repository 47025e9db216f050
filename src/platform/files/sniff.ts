// What a file really is, by its first bytes: the name and the browser's word for it are not trusted. A whitelist, no more.
import { listZip, readZipEntry } from '#platform/paper/zip.ts'

export type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf' | 'docx' | 'xlsx'

export const MIME_TYPES: Readonly<Record<FileKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const PICTURES: readonly FileKind[] = ['jpeg', 'png', 'webp']
export const DOCUMENTS: readonly FileKind[] = ['pdf', 'docx', 'xlsx']

const MAX_CONTENT_TYPES = 1024 * 1024

/** The kind, or null for anything not on the list; an office file with macros is on no list. */
export function sniff(bytes: Uint8Array): FileKind | null {
  const starts = (mark: readonly number[], at = 0) => mark.every((b, i) => bytes[at + i] === b)
  if (starts([0xff, 0xd8, 0xff])) return 'jpeg'
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (starts(ascii('RIFF')) && starts(ascii('WEBP'), 8)) return 'webp'
  if (starts(ascii('%PDF-'))) return 'pdf'
  if (starts([0x50, 0x4b, 0x03, 0x04])) return officeKind(bytes)
  return null
}

function officeKind(bytes: Uint8Array): FileKind | null {
  const entries = listZip(bytes)
  const types = entries?.find((e) => e.name === '[Content_Types].xml')
  const content = types && readZipEntry(bytes, types, MAX_CONTENT_TYPES)
  if (!entries || !content) return null
  const text = new TextDecoder().decode(content)
  if (/macroEnabled|vbaProject/i.test(text) || entries.some((e) => /vbaProject/i.test(e.name))) return null
  if (text.includes(`${MIME_TYPES.docx}.main+xml`)) return 'docx'
  if (text.includes(`${MIME_TYPES.xlsx}.main+xml`)) return 'xlsx'
  return null
}

function ascii(text: string): number[] {
  return [...text].map((c) => c.charCodeAt(0))
}
