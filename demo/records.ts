// The rest of a record for the people of the demo: what the paper forms ask beside the register, periods of their lives, and which papers
// their files hold. Each person has a stream of chance of their own, so that nothing else of the demo changes by it.
import { addDays, addMonths, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { enterEntries, enterPapers } from '#modules/records/records.server.ts'
import type { BlocDefinition } from './blocs.ts'
import type { KnownMember } from './life.ts'
import { personName } from './names.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Run } from './run.ts'

const LEVEL: Readonly<Record<string, string>> = {
  vocational: 'vocational',
  college: 'college',
  university: 'university',
  master: 'master',
  doctor: 'doctor',
}
const SUBJECTS = [
  'Luật',
  'Kinh tế',
  'Kế toán',
  'Quản lý nhà nước',
  'Y khoa',
  'Sư phạm',
  'Xây dựng',
  'Nông học',
] as const
const STREETS = ['Lê Lợi', 'Trần Phú', 'Nguyễn Huệ', 'Hùng Vương', 'Trường Chinh'] as const
const SCHOOLS = [
  'Trường Đại học Luật',
  'Trường Đại học Kinh tế',
  'Học viện Hành chính',
  'Trường Chính trị tỉnh',
] as const

const years = (from: Day, count: number): Day => addMonths(from, 12 * count)

/** Open fields beside those of the register, for an import. */
export function recordOf(definition: BlocDefinition, member: KnownMember, seed: string) {
  const chance = random(`${seed} record ${member.memberId}`)
  const { birthOn, admittedOn } = member
  const level = LEVEL[member.education]
  const recruited = addDays(years(birthOn, 23), chance.below(700))
  const served = member.sex === 'male' && chance.chance(0.08)
  return {
    birthPlace: member.homePlace,
    residence: `số ${chance.between(1, 240)} đường ${chance.pick(STREETS)}, ${chance.pick(definition.districts)}`,
    generalEducation: 'upper_secondary',
    generalGrade: yearOf(birthOn) < 1966 ? '10/10' : '12/12',
    ...(level ? { professionalLevel: level, specialty: chance.pick(SUBJECTS) } : {}),
    ...(level === 'master' || level === 'doctor' ? { degree: level } : {}),
    foreignLanguage: chance.weighted([
      ['Tiếng Anh B', 50],
      ['Tiếng Anh B1', 35],
      ['', 15],
    ]),
    itLevel: chance.weighted([
      ['Chứng chỉ B', 55],
      ['Ứng dụng cơ bản', 45],
    ]),
    jobBefore: chance.pick(['Công chức', 'Viên chức', 'Sinh viên']),
    youthUnionOn: addDays(years(birthOn, 16), chance.below(300)),
    ...(recruited < admittedOn
      ? { recruitedOn: recruited, recruitedPlace: `Sở, ngành tỉnh ${definition.province}` }
      : {}),
    ...(served ? { enlistedOn: years(birthOn, 18), demobilisedOn: addMonths(years(birthOn, 18), 24) } : {}),
    ...(chance.chance(0.03) ? { martyrFamily: 'yes' } : {}),
    admissionPlace: 'Chi bộ nơi kết nạp',
    declaredOn: addDays(admittedOn, 20),
    certification: 'checked',
    certifiedOn: addDays(admittedOn, 40),
  }
}

/** Six digits and the letters of the bloc, one after the other. */
export const fileNumberOf = (place: number): string => `${String(1_000_001 + place).slice(1)}KCQ`

/** Work, schooling, a reward, parents and sponsors of one person, as far as they lie before today. */
function entriesOf(definition: BlocDefinition, member: KnownMember, chance: Random, today: Day) {
  const { memberId, birthOn, occupation, admittedOn } = member
  const begun = yearOf(birthOn) + 23
  const changed = begun + chance.between(3, 9)
  const rewarded = addDays(years(admittedOn, chance.between(1, 5)), 30)
  const parent = (code: 'father' | 'mother') => ({
    memberId,
    kind: 'relative' as const,
    code,
    name: personName(chance, code === 'father' ? 'male' : 'female', member.ethnicity),
    birthYear: String(yearOf(birthOn) - chance.between(21, 34)),
    residence: member.homePlace,
    job: chance.pick(['Làm ruộng', 'Hưu trí', 'Giáo viên nghỉ hưu']),
  })
  const works = { memberId, kind: 'work' as const, place: `Sở, ngành tỉnh ${definition.province}` }
  const working = begun < yearOf(today)
  const split = changed <= yearOf(today) - 1
  const learned = [
    {
      memberId,
      kind: 'training' as const,
      fromOn: `09/${begun - 5}`,
      toOn: `06/${begun - 1}`,
      code: 'regular',
      title: chance.pick(SUBJECTS),
      place: chance.pick(SCHOOLS),
      detail: 'Bằng tốt nghiệp',
    },
    { ...works, fromOn: String(begun), ...(split ? { toOn: String(changed - 1) } : {}), title: 'Chuyên viên tập sự' },
    ...(split ? [{ ...works, fromOn: String(changed), title: occupation }] : []),
  ]
  return [
    ...(working ? learned : []),
    ...(rewarded < today && chance.chance(0.6)
      ? [
          {
            memberId,
            kind: 'reward' as const,
            code: 'grassroots',
            title: 'Giấy khen',
            decidedOn: rewarded,
            number: `${chance.between(10, 99)}-QĐ/ĐU`,
            decider: 'Đảng ủy cơ sở',
          },
        ]
      : []),
    parent('father'),
    parent('mother'),
    ...[1, 2].map(() => ({
      memberId,
      kind: 'sponsor' as const,
      title: personName(chance, chance.chance(0.5) ? 'male' : 'female', 'kinh'),
      place: 'Chi bộ nơi kết nạp',
      decidedOn: addMonths(admittedOn, -3),
    })),
  ]
}

const ADMITTED = ['certificate', '1-KNĐ', '2-KNĐ', '3-KNĐ', '5-KNĐ', 'cell_resolution', 'committee_resolution', 'admission_decision', '1-HSĐV', '2-HSĐV'] // prettier-ignore
const OFFICIAL = ['new_member_certificate', 'self_review', 'helper_remarks', 'remarks_summary', 'official_cell_resolution', 'official_committee_resolution', 'official_decision'] // prettier-ignore

/** Nearly all papers of one file; now and then one is missing. */
function papersOf(member: KnownMember, chance: Random) {
  const held = (kinds: readonly string[], issuedOn: Day) =>
    kinds
      .filter(() => chance.chance(0.985))
      .map((kind) => ({ memberId: member.memberId, kind, issuedOn, issuer: 'Chi bộ, đảng ủy cơ sở' }))
  return [
    ...held(ADMITTED, addMonths(member.admittedOn, -1)),
    ...(member.confirmedOn === null ? [] : held(OFFICIAL, member.confirmedOn)),
  ]
}

/** Lives and files of these members, as the operations take them. */
export function planRecords(definition: BlocDefinition, members: readonly KnownMember[], seed: string, today: Day) {
  const streams = members.map((member) => ({ member, chance: random(`${seed} life ${member.memberId}`) }))
  return {
    entries: streams.flatMap(({ member, chance }) => entriesOf(definition, member, chance, today)),
    papers: streams.flatMap(({ member, chance }) => papersOf(member, chance)),
  }
}

/** Lives and files of the members who stand in these cells today. Tells how many rows were written. */
export async function loadRecordsOf(
  { run, definition, seed, today }: { run: Run; definition: BlocDefinition; seed: string; today: Day },
  members: readonly KnownMember[],
  cells: ReadonlySet<Id>,
): Promise<{ entries: number; papers: number }> {
  const own = members.filter((member) =>
    member.cells.some(({ unitId, from, to }) => cells.has(unitId) && from <= today && (to === null || to > today)),
  )
  const { entries, papers } = planRecords(definition, own, seed, today)
  if (entries.length > 0) await run(enterEntries, { entries })
  if (papers.length > 0) await run(enterPapers, { papers })
  return { entries: entries.length, papers: papers.length }
}
