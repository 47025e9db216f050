// The papers of an admission as data: their form code with its mark, title, who issues them (membership rules, 2.2 and 2.5). A code nobody
// has checked against the guidance is not printed.
import rows from './paper-forms.json' with { type: 'json' }

export const ADMISSION_PAPERS = [
  'sponsor',
  'introduction',
  'opinions',
  'cell_resolution',
  'appraisal',
  'committee_resolution',
  'decision',
  'ceremony',
  'self_review',
  'helper_remark',
  'official_opinions',
  'official_cell_resolution',
  'official_appraisal',
  'official_committee_resolution',
  'official_decision',
] as const
export type AdmissionPaper = (typeof ADMISSION_PAPERS)[number]

/** `person`: written by somebody for himself, without letterhead and number. */
export type PaperIssuer = 'person' | 'union' | 'cell' | 'section' | 'committee' | 'top'

export interface PaperForm {
  readonly code: AdmissionPaper
  readonly form: string | null
  readonly verified: boolean
  readonly title: string
  readonly kind: string
  readonly subject: string
  readonly issuer: PaperIssuer
  /** Of the number where none is known yet. */
  readonly symbol: string
}

const known = new Map(rows.map((row) => [row.code, row as PaperForm]))

export const paperForms: readonly PaperForm[] = ADMISSION_PAPERS.map((code) => {
  const form = known.get(code)
  if (!form) throw new RangeError(`No form of the paper ${code}`)
  return form
})

export const formOf = (code: AdmissionPaper): PaperForm => paperForms.find((form) => form.code === code)!

const OFFICIAL_FROM = ADMISSION_PAPERS.indexOf('self_review')

/** Whether a paper belongs to the way from probation to full membership. */
export const isOfficialPaper = (code: AdmissionPaper): boolean => ADMISSION_PAPERS.indexOf(code) >= OFFICIAL_FROM
