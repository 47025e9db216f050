// The member's own record as terms to read, in the sections of the paper forms.
import { formatDay } from '#kernel/day.ts'
import { eventNames, sectionNames, stateNames } from '#modules/members/members.server.ts'
import { correctable, correctionLabel, correctionValue, MASKED_INPUTS } from '#modules/records/records.server.ts'
import {
  entryCodeNames,
  entryKindNames,
  entryLabel,
  fieldsOfKind,
  formatPartialDay,
} from '#modules/records/records.server.ts'
import type { PartialDay, readOwn, ShownRequest } from '#modules/records/records.server.ts'
import { requestStateNames } from '#modules/records/records.server.ts'
import { SECTIONS } from '../record-fields.server.ts'

type Own = Awaited<ReturnType<typeof readOwn.run>>

export function seniorityText(months: number | null): string | null {
  if (months === null) return null
  const years = Math.floor(months / 12)
  return [years > 0 ? `${years} năm` : '', months % 12 > 0 || years === 0 ? `${months % 12} tháng` : '']
    .join(' ')
    .trim()
}

const filled = (own: Own, name: string) => {
  const value = own.values[name] ?? null
  return value === null || value === false ? null : correctionValue(name, value)
}

/** Every section with what is written; what is not shows as a dash. */
export const sectionsOf = (own: Own) =>
  SECTIONS.map((section) => ({
    section,
    title: sectionNames[section],
    facts: (section === 'masked'
      ? Object.keys(MASKED_INPUTS)
      : correctable.filter((field) => field.section === section).map(({ name }) => name)
    ).map((name) => ({ term: correctionLabel(name), value: filled(own, name) })),
  }))

export const partyFacts = (own: Own) => [
  { term: 'Diện', value: stateNames[own.state] },
  {
    term: 'Ngày vào Đảng',
    value: formatDay(own.admittedOn),
    note: own.admissionDecidedOn ? `quyết định ngày ${formatDay(own.admissionDecidedOn)}` : undefined,
  },
  {
    term: 'Ngày chính thức',
    value: own.confirmedOn && formatDay(own.confirmedOn),
    note: own.probationEnds ? `hết dự bị ngày ${formatDay(own.probationEnds)}` : undefined,
  },
  { term: 'Tuổi đảng', value: seniorityText(own.seniorityMonths) },
]

export const happenings = (own: Own) =>
  own.events
    .filter((each) => each.voidReason === null)
    .map((each) => ({
      day: formatDay(each.effectiveOn),
      iso: each.effectiveOn as string,
      what: [eventNames[each.kind], each.fromPlace ? `từ ${each.fromPlace}` : each.toPlace ? `đến ${each.toPlace}` : '']
        .filter(Boolean)
        .join(' '),
      who: each.unit?.name ?? '',
      by: { label: each.decision ? `${each.decision.number}, ký ${formatDay(each.decidedOn)}` : '' },
      state: 'done' as const,
    }))

/** What the minimum profile asks for and the record does not have. */
const NEEDED = ['phone', 'citizenId', 'homePlace', 'education', 'theoryLevel']
export const missing = (own: Own) =>
  NEEDED.filter((name) => (own.values[name] ?? null) === null).map((name) => correctionLabel(name).toLowerCase())

/** What is to be added, as lines beside an empty left. */
const addedRows = (addition: ShownRequest['addition']) =>
  addition === null
    ? []
    : fieldsOfKind(addition.kind).flatMap((field) => {
        const value = addition[field]
        if (value === null) return []
        const partial = field === 'fromOn' || field === 'toOn'
        const after = partial
          ? formatPartialDay(value as PartialDay)
          : field === 'code'
            ? (entryCodeNames[addition.kind][value] ?? value)
            : correctionValue(field, value)
        const label = entryLabel(addition.kind, field)
        return [{ field, label, before: '', after, now: '', overtaken: false, masked: false }]
      })

const tones = { waiting: 'due', confirmed: 'done', returned: 'returned', withdrawn: 'none' } as const

/** A request as both sides see it. */
export const requestView = (request: ShownRequest) => ({
  id: request.id,
  version: request.version,
  state: request.state,
  tag: { state: tones[request.state], label: requestStateNames[request.state] },
  asked: formatDay(request.askedOn),
  askedBy: request.askedBy,
  onBehalf: request.onBehalf && `Ghi thay theo lời ${request.onBehalf.by}, ngày ${formatDay(request.onBehalf.on)}`,
  reason: request.reason,
  answer: request.answer,
  answeredBy: request.answeredBy,
  file: request.file,
  memberId: request.memberId,
  memberName: request.memberName,
  unitName: request.unitName,
  what: request.addition && `Thêm ${entryKindNames[request.addition.kind].one}`,
  changes: [
    ...addedRows(request.addition),
    ...request.changes.map((change) => ({
      field: change.field,
      label: correctionLabel(change.field),
      before: change.masked ? String(change.before ?? '(để trống)') : correctionValue(change.field, change.before),
      after: change.masked ? String(change.after ?? '(để trống)') : correctionValue(change.field, change.after),
      now: change.masked ? String(change.now ?? '(để trống)') : correctionValue(change.field, change.now),
      overtaken: change.overtaken,
      masked: change.masked,
    })),
  ],
})
