// Which cells of a sheet hold a formula, and which of those were never calculated: the row reader gives only last values, so that a formula
// without one looks like an empty cell. The sheet is walked as a stream, in pieces.
import { createInflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'
import { PaperError } from './paper-error.ts'
import { listZip, readZipEntry } from './zip.ts'
import type { ZipEntry } from './zip.ts'

export interface FormulaCells {
  /** Cells whose value is the last result of a formula, as people call them: D17. */
  readonly calculated: ReadonlySet<string>
  /** Formulas without a result. */
  readonly empty: ReadonlySet<string>
}

const MAX_INDEX = 4 * 1024 * 1024
/** More text than any cell may hold. */
const MAX_CELL = 512 * 1024
const MOST = 200_000

/** Formula cells of a sheet by its name, of a workbook that was guarded before. Throws PaperError `not-a-workbook`, `too-many-cells`. */
export async function formulaCells(bytes: Uint8Array, sheetName: string): Promise<FormulaCells> {
  const part = sheetPart(bytes, sheetName)
  const calculated = new Set<string>()
  const empty = new Set<string>()
  let rest = ''
  for await (const text of unpacked(bytes, part)) {
    rest += text
    const end = rest.lastIndexOf('</c>')
    if (end < 0) {
      if (rest.length > MAX_CELL) rest = rest.slice(-MAX_CELL)
      continue
    }
    for (const cell of rest.slice(0, end).split('</c>')) {
      const formula = cell.lastIndexOf('<f')
      const start = cell.lastIndexOf('<c ')
      if (formula < start || start < 0 || !/^<f[\s>/]/.test(cell.slice(formula, formula + 3))) continue
      const ref = /\br="([A-Z]{1,3}\d{1,7})"/.exec(cell.slice(start, cell.indexOf('>', start)))?.[1]
      if (!ref) continue
      ;(/<v[^>]*>[^<]/.test(cell.slice(formula)) ? calculated : empty).add(ref)
      if (calculated.size + empty.size > MOST) throw new PaperError('paper.too-many-cells', { max: MOST })
    }
    rest = rest.slice(end + 4)
  }
  return { calculated, empty }
}

function sheetPart(bytes: Uint8Array, sheetName: string): ZipEntry {
  const entries = listZip(bytes) ?? []
  const textOf = (name: string): string => {
    const entry = entries.find((each) => each.name === name)
    const found = entry && readZipEntry(bytes, entry, MAX_INDEX)
    return found ? new TextDecoder().decode(found) : ''
  }
  const attribute = (tag: string, name: string) => new RegExp(`\\s(?:\\w+:)?${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  const sheets = [...textOf('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => tag)
  const tag = sheets.find((each) => unescaped(attribute(each, 'name')) === sheetName)
  const id = tag && /\s\w+:id="([^"]*)"/.exec(tag)?.[1]
  const relation = [...textOf('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].find(
    ([each]) => attribute(each, 'Id') === id,
  )
  const target = relation ? attribute(relation[0], 'Target') : ''
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  const part = entries.find((each) => each.name === path)
  if (!part) throw new PaperError('paper.not-a-workbook')
  return part
}

const unescaped = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

async function* unpacked(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = bytes.subarray(from, from + entry.packedBytes)
  const source = Readable.from(
    (function* () {
      for (let at = 0; at < packed.length; at += 65_536) yield packed.subarray(at, at + 65_536)
    })(),
    { objectMode: false },
  )
  const decoder = new TextDecoder()
  // The directory was found honest by the guard; what unpacks to more is broken.
  let left = entry.bytes
  for await (const chunk of entry.method === 0 ? source : source.compose(createInflateRaw())) {
    const piece = chunk as Uint8Array
    left -= piece.length
    if (left < 0) throw new PaperError('paper.zip-bomb')
    yield decoder.decode(piece, { stream: true })
  }
}
