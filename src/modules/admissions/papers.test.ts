// Papers of a whole file: numbers, votes and names from the file, lines to write on where it says nothing, codes only where they are checked.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { renderDocx } from '#platform/paper/docx.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { closePdf, renderPdf } from '#platform/paper/pdf.ts'
import { ask } from '#platform/operation/execute.ts'
import { afterAll, describe, expect, test } from 'vitest'
import { sampleDay } from '../../../tests/samples/admissions.ts'
import { database, nobody, now, person, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import { beginDossier, draftPapers } from './admissions.server.ts'
import type { AdmissionPaper } from './paper-forms.ts'
import { ADMISSION_PAPERS, isOfficialPaper, paperForms } from './paper-forms.ts'
import { admissionPapers } from './papers.ts'
import type { PaperGround } from './papers.ts'
import { BLANK } from './papers-messages.ts'
import type { Step } from './steps.ts'

afterAll(closePdf)

const on = day('2024-03-05')
const vote = { body: 12, excused: 1, present: 11, yes: 10, no: 1, blank: 0, method: 'card' as const, carried: true }
const step = <K extends Step['kind']>(kind: K, facts: Extract<Step, { kind: K }>['facts'], at = on): Step =>
  ({ id: kind, kind, on: at, facts, decisionId: null }) as unknown as Step

const ground = (steps: Step[], more: Partial<PaperGround> = {}): PaperGround => ({
  person: { name: 'Lò Văn Chung', sex: 'male', birthOn: day('1998-04-05'), ethnicity: 'thai', homePlace: null, residence: null, education: 'university', occupation: 'Chuyên viên' }, // prettier-ignore
  steps,
  decisions: new Map([['decided', { number: '412-QĐ/ĐUK', issuedOn: day('2024-04-20'), issuer: 'Đảng ủy Khối', signer: 'Hà Văn Ký' }]]), // prettier-ignore
  unitsOn: () => ({ cell: 'Chi bộ Văn phòng', section: null, committee: 'Đảng bộ Sở Y tế', top: 'Đảng bộ Khối tỉnh Sơn Khê' }), // prettier-ignore
  place: 'Sơn Khê',
  superior: 'TỈNH ỦY SƠN KHÊ',
  probationEnds: null,
  ...more,
})

const textOf = (code: AdmissionPaper, given: PaperGround): string =>
  admissionPapers(code, given)
    .flatMap(({ blocks }) => blocks.map((block) => ('text' in block ? block.text : '')))
    .join('\n')

test('forms: every code once; those nobody has checked are told apart', () => {
  expect(paperForms.map(({ code }) => code)).toEqual([...ADMISSION_PAPERS])
  expect(paperForms.filter(({ verified }) => !verified).map(({ form }) => form)).toEqual(['7-KNĐ', '14-KNĐ', '16-KNĐ'])
  const [checked] = admissionPapers('cell_resolution', ground([]))
  const [open] = admissionPapers('official_decision', ground([]))
  expect(checked!.header.draft).toBe('Mẫu 6-KNĐ · bản dự thảo')
  expect(open!.header.draft).toBe('Ký hiệu mẫu cần đối chiếu · bản dự thảo')
})

describe('a resolution of the cell', () => {
  test('has number, day and votes of the step', () => {
    const given = ground([step('cell_vote', { ...vote, number: '15-NQ/CB' })])
    const [paper] = admissionPapers('cell_resolution', given)
    expect(paper!.header).toMatchObject({ number: '15', symbol: 'NQ/CB', issuer: 'CHI BỘ VĂN PHÒNG', issuerUpper: 'ĐẢNG ỦY SỞ Y TẾ', dayWords: 'ngày 05 tháng 03 năm 2024' }) // prettier-ignore
    expect(paper!.header.draft).toBe('Mẫu 6-KNĐ')
    const text = textOf('cell_resolution', given)
    expect(text).toContain('Tổng số đảng viên chính thức của chi bộ: 12 đồng chí')
    expect(text).toContain('Tán thành: 10 (90,91% trong số 11 người tính vào kết quả); không tán thành: 1')
    expect(text).toContain('Hình thức biểu quyết: giơ thẻ đảng viên')
    expect(text).toContain('Đề nghị cấp ủy có thẩm quyền')
  })

  test('leaves lines where the file says nothing, and never a number of its own', () => {
    const [paper] = admissionPapers('cell_resolution', ground([]))
    expect(paper!.header.number).toBeNull()
    const text = textOf('cell_resolution', ground([]))
    expect(text).toContain('có mặt: ……')
    expect(text).toContain(`Quê quán: ${BLANK}.`)
    expect(text).not.toMatch(/Tán thành: \d/)
  })

  test('says so when the vote did not carry', () => {
    const text = textOf('cell_resolution', ground([step('cell_vote', { ...vote, yes: 5, no: 6, carried: false, number: null })])) // prettier-ignore
    expect(text).toContain('chưa đủ để đề nghị')
  })
})

test('a decision cites the resolutions before it and is signed as the paper was', () => {
  const given = ground([
    step('cell_vote', { ...vote, number: '15-NQ/CB' }),
    step('committee_vote', { ...vote, number: '8-NQ/ĐU' }, day('2024-03-20')),
    step('decided', { by: 'direct_upper', vote: null }, day('2024-04-20')),
  ])
  const [paper] = admissionPapers('decision', given)
  expect(paper!.header).toMatchObject({ number: '412', symbol: 'QĐ/ĐUK', issuer: 'ĐẢNG ỦY KHỐI', dayWords: 'ngày 20 tháng 04 năm 2024' }) // prettier-ignore
  expect(paper!.signature).toMatchObject({ name: 'Hà Văn Ký', post: 'BÍ THƯ' })
  const text = textOf('decision', given)
  expect(text).toContain('nghị quyết số 15-NQ/CB ngày 05/03/2024 của Chi bộ Văn phòng')
  expect(text).toContain('nghị quyết số 8-NQ/ĐU ngày 20/03/2024 của Đảng ủy Sở Y tế')
})

test('sponsors and unions write one paper each; who is missing leaves one to fill, a union none', () => {
  const sponsor = (name: string) => step('sponsor', { name, memberId: null, fullSince: day('2015-01-01'), togetherSince: null }) // prettier-ignore
  expect(admissionPapers('sponsor', ground([sponsor('Một'), sponsor('Hai')])).map(({ signature }) => signature.name)).toEqual(['Một', 'Hai']) // prettier-ignore
  expect(admissionPapers('sponsor', ground([]))).toHaveLength(1)
  expect(admissionPapers('introduction', ground([]))).toHaveLength(0)
  expect(admissionPapers('sponsor', ground([]))[0]!.header.personal).toBe(true)
})

test('every paper, empty or full, can be set as PDF and Word', async () => {
  for (const code of ADMISSION_PAPERS) {
    const full = [step('introduction', { number: '3-NQ/ĐTN', by: 'youth_union', issuer: 'Đoàn Sở Y tế' })]
    for (const paper of admissionPapers(code, ground(full))) {
      const pdf = await renderPdf('party-report', paperData(paper), { createdAt: now })
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
      expect((await renderDocx(paper)).length).toBeGreaterThan(2000)
    }
  }
}, 60_000)

describe('from the register', () => {
  useRegister()

  test('a file up to the cell’s vote: units of the day, people, numbers; seen by who may see the file', async () => {
    const { dossierId } = await run<{ dossierId: Id }>(system, beginDossier, {
      ...nobody({ fullName: 'Lường Thị Xuân' }),
      unitId: unit('a'),
      as: 'listed',
      on: sampleDay,
    })
    const { papers, name } = await ask(database, system, draftPapers, { dossierId }, { now })
    expect(name).toBe('Lường Thị Xuân')
    const codes = [...new Set(papers.map(({ code }) => code))]
    // No section stands over the cell, no union has introduced, probation has not begun.
    expect(codes).toEqual(ADMISSION_PAPERS.filter((code) => !isOfficialPaper(code) && code !== 'appraisal' && code !== 'introduction')) // prettier-ignore
    expect(papers.find(({ code }) => code === 'cell_resolution')!.paper.header.issuer).toBe('CHI BỘ VĂN PHÒNG')
    const elsewhere = await person('cell_secretary', 'c')
    await expect(ask(database, elsewhere, draftPapers, { dossierId }, { now })).rejects.toThrow('not_found')
  })
})
