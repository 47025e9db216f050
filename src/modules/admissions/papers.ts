// The papers of an admission in the Party's layout, filled from the file and the register. Pure: the same file, the same paper. What is not
// known is a line to write on, never made up.
import type { Day } from '#kernel/day.ts'
import type { PaperBlock, ReportPaper } from '#platform/paper/report-paper.ts'
import { formOf } from './paper-forms.ts'
import type { AdmissionPaper, PaperForm } from './paper-forms.ts'
import {
  aboutPerson,
  dayWords,
  paperNames as names,
  sentences as say,
  voteLines,
  voterNames,
} from './papers-messages.ts'
import type { PersonWords } from './papers-messages.ts'
import type { Step, StepFacts, StepKind, Vote } from './steps.ts'

/** The units of a paper by their names of its day. */
export interface PaperUnits {
  cell: string
  section: string | null
  committee: string | null
  top: string
}

export interface PaperGround {
  person: PersonWords
  steps: readonly Step[]
  /** Number, day, issuer, signer of the decisions cited, by step. */
  decisions: ReadonlyMap<string, { number: string; issuedOn: Day; issuer: string; signer: string | null }>
  unitsOn: (on: Day | null) => PaperUnits
  /** The seat, as far as the bloc's name tells it. */
  place: string
  superior: string
  /** Last day of probation, by the rule; null before the ceremony. */
  probationEnds: Day | null
}

type Kept<K extends StepKind> = Extract<Step, { kind: K }>
const last = <K extends StepKind>(ground: PaperGround, kind: K): Kept<K> | undefined =>
  ground.steps.findLast((step): step is Kept<K> => step.kind === kind)
const all = <K extends StepKind>(ground: PaperGround, kind: K): Kept<K>[] =>
  ground.steps.filter((step): step is Kept<K> => step.kind === kind)

const lines = (texts: readonly string[]): PaperBlock[] => texts.map((text) => ({ kind: 'paragraph', text }))

interface Draft {
  on: Day | null
  number: string | null
  blocks: PaperBlock[]
  signer?: string
  signature?: keyof typeof names.signature
  issuer?: string
  upper?: string
  recipients?: string[]
}

/** Number and symbol of a printed number: 12-NQ/CB. */
function split(number: string | null, symbol: string): { number: string | null; symbol: string } {
  const at = number?.indexOf('-') ?? -1
  return number === null || at < 0 ? { number, symbol } : { number: number.slice(0, at), symbol: number.slice(at + 1) }
}

function paper(ground: PaperGround, form: PaperForm, draft: Draft): ReportPaper {
  const units = ground.unitsOn(draft.on)
  const personal = form.issuer === 'person'
  const heads: Record<PaperForm['issuer'], [string, string]> = {
    person: ['', ''],
    union: [draft.upper ?? names.blankUpper, draft.issuer ?? names.blankUpper],
    cell: [units.committee ? names.committee(units.committee) : names.committee(units.top), names.upper(units.cell)],
    section: [units.committee ? names.committee(units.committee) : names.blankUpper, units.section ? names.committee(units.section) : names.blankUpper], // prettier-ignore
    committee: [names.committee(units.top), units.committee ? names.committee(units.committee) : names.blankUpper],
    top: [ground.superior, draft.issuer ?? names.committee(units.top)],
  }
  const [issuerUpper, issuer] = heads[form.issuer]
  const mark = [
    form.form === null ? null : form.verified ? names.form(form.form) : names.unverified,
    draft.number === null && !personal ? names.draft : null,
  ].filter((part) => part !== null)
  const signature = names.signature[draft.signature ?? form.issuer]
  return {
    header: {
      party: names.party,
      issuerUpper,
      issuer,
      numberWord: names.number,
      ...split(draft.number, form.symbol),
      place: ground.place,
      dayWords: dayWords(draft.on),
      ...(mark.length > 0 ? { draft: mark.join(' · ') } : {}),
      ...(personal ? { personal: true } : {}),
    },
    title: { kind: form.kind, subject: [form.subject] },
    blocks: draft.blocks,
    recipientsWord: names.recipients,
    recipients: personal ? [] : (draft.recipients ?? [names.to.upper, names.to.file, names.to.archive]),
    signature: { authority: signature.authority, post: signature.post, name: draft.signer ?? '' },
    appendices: [],
    footnotes: [],
  }
}

const numbered = (step: { facts: { number: string | null } } | undefined): string | null => step?.facts.number ?? null

function sponsorLetters(ground: PaperGround): Draft[] {
  const sponsors = all(ground, 'sponsor')
  const one = (step: Kept<'sponsor'> | undefined): Draft => {
    const { cell } = ground.unitsOn(step?.on ?? null)
    const facts = step?.facts
    const who = facts?.name ?? ''
    return {
      on: step?.on ?? null,
      number: null,
      signer: who,
      signature: 'sponsor',
      blocks: lines([
        ...say.sponsor(who || names.blankUpper, facts?.fullSince ?? null, facts?.togetherSince ?? null, cell),
        ...aboutPerson(ground.person),
        ...say.remarks,
        say.sponsorEnd(ground.person.name),
      ]),
    }
  }
  return sponsors.length > 0 ? sponsors.map(one) : [one(undefined)]
}

function introductions(ground: PaperGround): Draft[] {
  return all(ground, 'introduction').map((step): Draft => {
    const { cell } = ground.unitsOn(step.on)
    return {
      on: step.on,
      number: numbered(step),
      issuer: names.unionIssuer(step.facts.issuer),
      upper: names.union[step.facts.by],
      recipients: [names.to.cell(cell), names.to.file, names.to.archive],
      blocks: lines([
        say.introduction(step.facts.issuer ?? names.union[step.facts.by], step.on),
        ...aboutPerson(ground.person),
        ...say.remarks,
        say.introductionEnd(ground.person.name, cell),
      ]),
    }
  })
}

function opinionsPaper(ground: PaperGround, official: boolean): Draft {
  const ceremony = last(ground, 'ceremony')
  const opinions = official ? [] : all(ground, 'opinion')
  const on = official ? null : (opinions.at(-1)?.on ?? null)
  const { cell } = ground.unitsOn(on ?? ceremony?.on ?? null)
  const sources = opinions.length > 0 ? opinions.map((step) => ({ from: step.facts.from, on: step.on as Day | null, number: numbered(step) })) : (['mass', 'residence'] as const).map((from) => ({ from, on: null, number: null })) // prettier-ignore
  return {
    on,
    number: null,
    blocks: lines([
      say.opinions(cell, ground.person.name),
      ...aboutPerson(ground.person),
      ...(official ? [say.probation(ceremony?.on ?? null, ground.probationEnds)] : []),
      ...sources.map((each) => say.opinionLine(say.opinion[each.from], each.on, each.number)),
    ]),
  }
}

function cellResolution(ground: PaperGround): Draft {
  const step = last(ground, 'cell_vote')
  const certificate = last(ground, 'certificate')
  const { cell } = ground.unitsOn(step?.on ?? null)
  return {
    on: step?.on ?? null,
    number: numbered(step),
    blocks: lines([
      say.cellMeeting(cell, step?.on ?? null),
      ...aboutPerson(ground.person),
      say.sponsors(all(ground, 'sponsor').map(({ facts }) => facts.name)),
      say.certificate(numbered(certificate), certificate?.on ?? null, certificate?.facts.issuer ?? null),
      ...say.conclusion(ground.person.name),
      ...voteLines(step?.facts ?? null, voterNames.cell),
      say.proposal(ground.person.name, step?.facts.carried ?? null),
    ]),
  }
}

function appraisal(ground: PaperGround, official: boolean): Draft {
  const step = official ? undefined : last(ground, 'appraisal')
  const vote = official ? last(ground, 'official_vote') : last(ground, 'cell_vote')
  const { cell } = ground.unitsOn(step?.on ?? vote?.on ?? null)
  return {
    on: step?.on ?? null,
    number: numbered(step),
    blocks: lines([
      say.appraised(cell, numbered(vote), vote?.on ?? null),
      ...aboutPerson(ground.person),
      say.appraisalEnd(step?.facts.agrees ?? null),
    ]),
  }
}

function committeeResolution(ground: PaperGround): Draft {
  const step = last(ground, 'committee_vote')
  const vote = last(ground, 'cell_vote')
  const units = ground.unitsOn(step?.on ?? null)
  return {
    on: step?.on ?? null,
    number: numbered(step),
    blocks: lines([
      say.statute,
      say.considered(units.cell, numbered(vote), vote?.on ?? null),
      say.cellMeeting(units.committee ? names.committeeName(units.committee) : names.blankUpper, step?.on ?? null),
      ...aboutPerson(ground.person),
      ...say.conclusion(ground.person.name),
      ...voteLines(step?.facts ?? null, voterNames.committee),
      say.proposal(ground.person.name, step?.facts.carried ?? null),
    ]),
  }
}

function decisionPaper(ground: PaperGround, official: boolean): Draft {
  const step = official ? last(ground, 'official_decided') : last(ground, 'decided')
  const cited = step ? ground.decisions.get(step.id) : undefined
  const on = cited?.issuedOn ?? step?.on ?? null
  const units = ground.unitsOn(on)
  const vote = official ? last(ground, 'official_vote') : last(ground, 'cell_vote')
  const upper = official ? last(ground, 'official_committee') : last(ground, 'committee_vote')
  const delegated = step?.facts.by === 'delegated_grassroots'
  return {
    on,
    number: cited?.number ?? null,
    signer: cited?.signer ?? '',
    ...(cited ? { issuer: names.upper(cited.issuer) } : {}),
    signature: delegated ? 'decided' : 'top',
    recipients: [names.to.cell(units.cell), names.to.person(ground.person.name), names.to.file, names.to.archive],
    blocks: [
      ...lines([
        say.statute,
        say.considered(units.cell, numbered(vote), vote?.on ?? null),
        ...(units.committee ? [say.consideredCommittee(names.committeeName(units.committee), numbered(upper), upper?.on ?? null)] : []), // prettier-ignore
        ...voteLines((step?.facts as { vote: Vote | null } | undefined)?.vote ?? null, voterNames.top),
      ]),
      { kind: 'paragraph', text: say.decideHead, style: 'bold' },
      ...lines(
        official
          ? say.decideOfficial(ground.person, units.cell, ground.probationEnds)
          : say.decideAdmission(ground.person, units.cell),
      ),
    ],
  }
}

function ceremonyMinutes(ground: PaperGround): Draft {
  const step = last(ground, 'ceremony')
  const decided = last(ground, 'decided')
  const cited = decided ? ground.decisions.get(decided.id) : undefined
  const { cell } = ground.unitsOn(step?.on ?? null)
  return {
    on: step?.on ?? null,
    number: null,
    recipients: [names.to.file, names.to.archive],
    blocks: lines([
      ...say.ceremony(cell, step?.on ?? null, names.blankUpper),
      ...say.ceremonyCourse(cited?.number ?? null, cited?.issuedOn ?? decided?.on ?? null, ground.person),
      say.ceremonyHelper(last(ground, 'helper')?.facts.name ?? null),
      say.ceremonyEnd,
    ]),
  }
}

function probationPaper(ground: PaperGround, which: 'self' | 'helper'): Draft {
  const ceremony = last(ground, 'ceremony')
  const { cell } = ground.unitsOn(ceremony?.on ?? null)
  const helper = last(ground, 'helper')?.facts.name ?? null
  const on = ceremony?.on ?? null
  if (which === 'self')
    return { on: null, number: null, signer: ground.person.name, signature: 'person', blocks: lines(say.selfReview(ground.person, cell, on)) } // prettier-ignore
  return {
    on: null,
    number: null,
    signer: helper ?? '',
    signature: 'helper',
    blocks: lines([
      ...say.helperRemark(helper, ground.person, cell, on),
      ...say.remarks,
      say.helperEnd(ground.person.name),
    ]),
  }
}

function officialResolution(ground: PaperGround, body: 'cell' | 'committee'): Draft {
  const vote = last(ground, 'official_vote')
  const step = body === 'cell' ? vote : last(ground, 'official_committee')
  const ceremony = last(ground, 'ceremony')
  const newClass = last(ground, 'new_class')
  const units = ground.unitsOn(step?.on ?? null)
  const facts = step?.facts as StepFacts['official_committee'] | undefined
  return {
    on: step?.on ?? null,
    number: numbered(step),
    blocks: lines([
      ...(body === 'committee' ? [say.statute, say.considered(units.cell, numbered(vote), vote?.on ?? null)] : []),
      say.cellMeeting(
        body === 'cell' ? units.cell : units.committee ? names.committeeName(units.committee) : names.blankUpper,
        step?.on ?? null,
      ),
      ...aboutPerson(ground.person),
      say.probation(ceremony?.on ?? null, ground.probationEnds),
      say.newClass(numbered(newClass), newClass?.on ?? null),
      ...say.remarks,
      ...voteLines(facts ?? null, body === 'cell' ? voterNames.cell : voterNames.committee),
      say.officialProposal(ground.person.name, facts?.carried ?? null, vote?.facts.removal ?? false),
    ]),
  }
}

const DRAFTS: Readonly<Record<AdmissionPaper, (ground: PaperGround) => Draft[]>> = {
  sponsor: sponsorLetters,
  introduction: introductions,
  opinions: (ground) => [opinionsPaper(ground, false)],
  cell_resolution: (ground) => [cellResolution(ground)],
  appraisal: (ground) => [appraisal(ground, false)],
  committee_resolution: (ground) => [committeeResolution(ground)],
  decision: (ground) => [decisionPaper(ground, false)],
  ceremony: (ground) => [ceremonyMinutes(ground)],
  self_review: (ground) => [probationPaper(ground, 'self')],
  helper_remark: (ground) => [probationPaper(ground, 'helper')],
  official_opinions: (ground) => [opinionsPaper(ground, true)],
  official_cell_resolution: (ground) => [officialResolution(ground, 'cell')],
  official_appraisal: (ground) => [appraisal(ground, true)],
  official_committee_resolution: (ground) => [officialResolution(ground, 'committee')],
  official_decision: (ground) => [decisionPaper(ground, true)],
}

/** One paper of a file; several where several people write one each (sponsors, unions), none where nobody does. */
export function admissionPapers(code: AdmissionPaper, ground: PaperGround): ReportPaper[] {
  const form = formOf(code)
  return DRAFTS[code](ground).map((draft) => paper(ground, form, draft))
}
