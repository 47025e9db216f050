// Days as a calendar file (.ics, RFC 5545) that every calendar programme takes: an entry for each whole day, the same entry at every
// download, so that a second import changes nothing twice. Pure.
import { createHash } from 'node:crypto'
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

export interface CalendarEntry {
  /** What it is, wherever it is written: makes the entry the same at every download. */
  key: string
  on: Day
  title: string
  text: string
  url: string
}

const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n')
const basic = (on: Day) => on.replaceAll('-', '')

/** A line of at most 75 bytes, carried on with a space (section 3.1); never cut within a letter. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let bytes = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (bytes + size > 74) {
      lines.push(current)
      current = ''
      bytes = 0
    }
    current += letter
    bytes += size
  }
  return [...lines, current].join('\r\n ')
}

/** The file's text. `host` sets the ids of one installation apart from another's. */
export function calendarFile(name: string, entries: readonly CalendarEntry[], at: { now: Date; host: string }): string {
  const stamp = at.now.toISOString().replace(/[-:]|\.\d+/g, '')
  const lines = entries.flatMap((entry) => [
    'BEGIN:VEVENT',
    `UID:${createHash('sha256').update(entry.key).digest('hex').slice(0, 32)}@${at.host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${basic(entry.on)}`,
    `DTEND;VALUE=DATE:${basic(addDays(entry.on, 1))}`,
    `SUMMARY:${escaped(entry.title)}`,
    `DESCRIPTION:${escaped(entry.text)}`,
    `URL:${entry.url}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ])
  const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Khoi//Sap den han//VI', `X-WR-CALNAME:${escaped(name)}`, ...lines, 'END:VCALENDAR'] // prettier-ignore
  return `${all.map(folded).join('\r\n')}\r\n`
}
