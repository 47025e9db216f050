// A member's profile as of a day; masked fields are revealed one by one, by posting.
import { dayInVietnam, formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import {
  MASKED_VALUES,
  maskedNames,
  readMember,
  RECORD_SECTIONS,
  recordFieldNames,
  recordFields,
  religionNames,
  revealField,
  sectionNames,
} from '#modules/members/members.server.ts'
import { correctionValue, readOpenRecord } from '#modules/records/records.server.ts'
import { classesOfMember, classSpan, outcomeNames, studiedNames } from '#modules/classes/classes.server.ts'
import { verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { readLedger } from '#modules/dues/dues.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { dayIn } from '../../address.ts'
import { headOf } from './record-head.server.ts'
import type { Actions, PageServerLoad } from './$types'

const text = (day: Day | null) => (day === null ? null : formatDay(day))
const word = (names: Readonly<Record<string, string>>, code: string | null) =>
  code === null ? null : (names[code] ?? code)

function seniority(months: number | null): string | null {
  if (months === null) return null
  const years = Math.floor(months / 12)
  return [years > 0 ? `${years} năm` : '', months % 12 > 0 || years === 0 ? `${months % 12} tháng` : '']
    .join(' ')
    .trim()
}

/** Shown only when they are filled in: most people have none of these. */
const RARE = [
  ...['birthName', 'aliases', 'homePlaceNew', 'residenceTemporary', 'degree', 'academicTitle', 'minorityLanguage'],
  ...['enlistedOn', 'demobilisedOn', 'warInvalid', 'martyrFamily', 'merit', 'cardSeries'],
]
/** Told above, with the days of the Party. */
const TOLD = ['fullName', 'fileNumber', 'cardNumber']

function sectionsOf(record: Readonly<Record<string, string | boolean | null>>) {
  const worth = (name: string) => record[name] !== null && record[name] !== false
  return RECORD_SECTIONS.map((section) => ({
    section,
    title: sectionNames[section],
    facts: recordFields
      .filter(({ name, section: own }) => own === section && !TOLD.includes(name))
      .filter(({ name }) => !RARE.includes(name) || worth(name))
      .map(({ name }) => ({
        term: recordFieldNames[name],
        value: worth(name) ? correctionValue(name, record[name] ?? null) : null,
      })),
  }))
}

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const asked = dayIn(event.url)
    const member = await run(readMember, { memberId: event.params.id, day: asked })
    const own = member.cells.at(-1)?.unitId
    // Only told, and only to who may see dues.
    const collects = own !== undefined && !asked && (await ctx.actor.covers(ctx.db, 'dues.read', [own]))
    const finding = collects ? (await run(readLedger, { memberId: member.id })).finding : null
    const near = own !== undefined && !asked && (await ctx.actor.covers(ctx.db, 'member.read', [own]))
    const classes = near ? await run(classesOfMember, { memberId: member.id }) : []
    const { photoId, parts } = await run(readOpenRecord, { memberId: event.params.id, day: asked })
    const cell = member.cells.at(-1)
    const open = cell && cell.valid.to === null ? cell : undefined
    // What may be done is done today; a page of the past only shows.
    const reach = cell && !asked ? await ctx.actor.covers(ctx.db, 'member.write', [cell.unitId]) : false
    return {
      id: member.id,
      head: headOf(member, asked, ''),
      name: member.name,
      state: member.state,
      mergedInto: member.mergedInto,
      photo: photoId === null ? null : `/tep/${photoId}?w=320`,
      sections: sectionsOf(member.record).map((each) => {
        const saved = parts.find(({ section }) => section === each.section)
        return {
          ...each,
          saved: saved
            ? `Lưu ngày ${formatDay(dayInVietnam(saved.savedAt))}${saved.by ? `, ${saved.by}` : ''}${saved.onBehalf ? ' (ghi thay)' : ''}`
            : null,
        }
      }),
      party: [
        {
          term: 'Ngày vào Đảng',
          value: formatDay(member.admittedOn),
          note: member.admissionDecidedOn ? `quyết định ngày ${formatDay(member.admissionDecidedOn)}` : undefined,
        },
        {
          term: 'Ngày chính thức',
          value: text(member.confirmedOn),
          note: member.probationEnds ? `hết dự bị ngày ${formatDay(member.probationEnds)}` : undefined,
        },
        { term: 'Tuổi đảng', value: seniority(member.seniorityMonths) },
        { term: 'Số thẻ đảng viên', value: member.cardNumber },
        { term: 'Số lý lịch', value: member.fileNumber },
      ],
      masked: MASKED_VALUES.map((field) => ({ field, term: maskedNames[field], mask: member.masked[field] })),
      classes: classes.map((one) => ({
        id: one.classId,
        title: one.title,
        days: classSpan(one.fromOn, one.toOn),
        result: one.exempt
          ? 'không phải học'
          : [
              one.outcome ? outcomeNames[one.outcome].toLowerCase() : studiedNames[one.studied],
              one.prize,
              one.number ? `giấy chứng nhận ${one.number}` : null,
            ]
              .filter(Boolean)
              .join(', '),
      })),
      mayReveal: member.mayReveal,
      warnings: [...member.verdicts.map(verdictSentence), ...(finding ? [finding.sentence] : [])],
      overdue: member.probationEnds !== null && member.probationEnds <= member.day,
      may: {
        dues: collects,
        write: reach,
        confirm: reach && member.confirmedOn === null && member.state !== 'left',
        act: reach && open !== undefined,
        exempt: reach && (member.state === 'full' || member.state === 'exempt'),
        restore: reach && member.state === 'left',
      },
    }
  })

const reveal = actionOf(revealField, {
  // Never with a key: the answer of a repeated request would be kept, and this one must not be.
  input: ({ field, reason }, event) => ({ field, reason, memberId: event.params['id'] }),
})

export const actions: Actions = {
  async xem(event) {
    const outcome = await reveal(event)
    if (!('result' in outcome)) return outcome
    const { field, value } = outcome.result
    const none = field === 'religion' ? 'Không' : 'Chưa ghi'
    const said = typeof value === 'string' ? value : null
    return { shown: { field, text: said === null ? none : field === 'religion' ? word(religionNames, said) : said } }
  },
}
