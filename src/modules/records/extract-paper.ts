// One member's extract as of a day, in the Party's layout: what is written, section by section, lists of the life, cells and decisions.
// Restricted parts are there only when the record was read in full, which is logged. Pure: same record, same paper.
import type { Day } from '#kernel/day.ts'
import {
  eventNames,
  MASKED_VALUES,
  maskedNames,
  RECORD_SECTIONS,
  recordFieldNames,
  recordFields,
  sectionNames,
  stateNames,
} from '#modules/members/members.server.ts'
import type { readMember } from '#modules/members/members.server.ts'
import type { PaperBlock, ReportPaper, TableBlock } from '#platform/paper/report-paper.ts'
import { correctionValue } from './corrections-messages.ts'
import { ENTRY_KINDS, fieldsOfKind, isSecret } from './entry-kinds.ts'
import type { EntryKind } from './entry-kinds.ts'
import { entryCodeNames, entryKindNames, entryLabel } from './entry-messages.ts'
import { dayText, extractWords, monthsText } from './extract-messages.ts'
import { formatPartialDay } from './partial-day.ts'
import type { MemberRecord } from './read-record.ts'
import { headerOf } from './register-sheet.ts'
import { registerWords } from './register-sheet-messages.ts'

export type MemberProfile = Awaited<ReturnType<typeof readMember.run>>

export interface ExtractParts {
  member: MemberProfile
  record: MemberRecord
  /** The paper bears restricted parts. */
  full: boolean
  unit: { name: string; superior: string | null }
  /** The day it is drawn up. */
  on: Day
}

const column = (label: string, width: number) => ({ label, width, align: 'left' as const })
const line = (...cells: string[]) => ({ cells, level: 0, total: false })
const table = (caption: string, columns: TableBlock['columns'], rows: TableBlock['rows']): PaperBlock[] =>
  rows.length === 0 ? [] : [{ kind: 'table', caption, landscape: false, columns, rows }]

const facts = (caption: string, given: readonly (readonly [string, string | null | undefined])[]): PaperBlock[] =>
  table(
    caption,
    [column(extractWords.item, 2), column(extractWords.value, 4)],
    given.flatMap(([term, value]) => (value ? [line(term, value)] : [])),
  )

function entriesTable(kind: EntryKind, record: MemberRecord): PaperBlock[] {
  const fields = fieldsOfKind(kind)
  const shown = (entry: MemberRecord['entries'][EntryKind][number], field: (typeof fields)[number]): string => {
    if (isSecret(field)) {
      const value = (entry.secret as Readonly<Record<string, unknown>> | null)?.[field]
      return value === undefined || value === null ? '' : String(value)
    }
    const value = entry[field]
    if (value === null) return ''
    if (field === 'fromOn' || field === 'toOn') return formatPartialDay(value as never)
    if (field === 'code') return entryCodeNames[kind][value] ?? value
    return field === 'decidedOn' ? dayText(value) : value
  }
  return table(
    entryKindNames[kind].list,
    fields.map((field) => column(entryLabel(kind, field), field === 'title' || field === 'place' ? 2.4 : 1.4)),
    record.entries[kind].map((entry) => line(...fields.map((field) => shown(entry, field)))),
  )
}

export function extractPaperOf({ member, record, full, unit, on }: ExtractParts): ReportPaper {
  const words = extractWords
  const sections = RECORD_SECTIONS.flatMap((section) =>
    facts(
      sectionNames[section],
      recordFields
        .filter((field) => field.section === section)
        .map(({ name }) => {
          const value = record.record[name]
          return [recordFieldNames[name], value === null || value === false ? null : correctionValue(name, value)]
        }),
    ),
  )
  const restricted = full
    ? facts(
        words.restricted,
        MASKED_VALUES.map((field) => [
          maskedNames[field],
          correctionValue(field === 'religion' ? 'religion' : field, record.masked[field] ?? null),
        ]),
      )
    : []
  const labels = new Map(record.kinds.map(({ code, label }) => [code, label]))
  return {
    header: headerOf(unit.name, unit.superior, on, words.symbol),
    title: { kind: words.title, subject: [record.name, words.asOf(record.day)] },
    blocks: [
      ...sections,
      ...facts(words.party, [
        [words.status, stateNames[member.state]],
        [words.admitted, dayText(member.admittedOn)],
        [words.confirmed, dayText(member.confirmedOn)],
        [words.seniority, monthsText(member.seniorityMonths)],
      ]),
      ...table(
        words.cells,
        [column(words.from, 1.2), column(words.to, 1.2), column(words.cell, 4)],
        member.cells.map((each) => line(dayText(each.valid.from), dayText(each.valid.to), each.unit?.name ?? '')),
      ),
      ...table(
        words.events,
        [column(words.on, 1.2), column(words.what, 2.4), column(words.paper, 2.4)],
        member.events
          .filter((each) => each.voidReason === null)
          .toReversed()
          .map((each) =>
            line(
              dayText(each.effectiveOn),
              eventNames[each.kind],
              each.decision ? `${each.decision.number}, ${dayText(each.decidedOn)}` : dayText(each.decidedOn),
            ),
          ),
      ),
      ...ENTRY_KINDS.flatMap((kind) => entriesTable(kind, record)),
      ...restricted,
      ...table(
        words.documents,
        [column(words.name, 3), column(words.number, 2), column(words.issuer, 2)],
        record.documents.map((each) =>
          line(
            each.title ?? labels.get(each.kind) ?? each.kind,
            [each.number, each.issuedOn && dayText(each.issuedOn)].filter(Boolean).join(', '),
            each.issuer ?? '',
          ),
        ),
      ),
    ],
    recipientsWord: registerWords.recipients,
    recipients: registerWords.recipientLines,
    signature: { authority: registerWords.authority, post: registerWords.post, name: '' },
    appendices: [],
    footnotes: [full ? words.full : words.open],
  }
}
