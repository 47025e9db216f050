// What the rulebook says of a step, with the rules of its day: eligibility, sponsors, papers, votes, who decides, what is late.
// A confirmed rule that is broken refuses, an unconfirmed one warns. Lateness is told and never refuses: what happened, happened.
import { addMonths, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { WorkingCalendar } from '#kernel/working-days.ts'
import { fieldsOf, itemsOf, keepsQuantity, quantityOf, shareOf, verdict } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'
import { EDUCATION_LEVELS } from '#modules/members/members.server.ts'
import type { Dossier, Line } from './dossier.ts'
import { votesWithoutResult } from './dossier.ts'
import FORM_CODES from './form-codes.json' with { type: 'json' }
import { judgeReadmission } from './judge-readmission.ts'
import { decideDueBy, ceremonyDueBy, probationEnds, reviewDueBy } from './terms.ts'
import type { Step, Vote } from './steps.ts'
import { reaches } from './votes.ts'

export interface Applicant {
  readonly birthOn: Day
  readonly education: string | null
}

export interface Court {
  readonly rules: Rulebook
  readonly calendar: WorkingCalendar
  readonly applicant: Applicant
  readonly line: (on: Day) => Line
}

/** A rule as it is kept or not on a day; nothing where no version of it is in force. */
const said = (rules: Rulebook, code: string, on: Day, kept: boolean): Verdict[] => {
  const rule = rules.at(code, on)
  return rule ? [verdict(rule, kept, on)] : []
}

/** The same, but only told: a deadline that has passed does not undo the deed. */
const told = (rules: Rulebook, code: string, on: Day, kept: boolean): Verdict[] =>
  said(rules, code, on, kept).map((each) => (each.outcome === 'refusal' ? { ...each, outcome: 'warning' } : each))

/** Whole months of a term kept on a day: 60 months from 15 March last until 15 March. */
const withinMonths = (rules: Rulebook, code: string, from: Day, on: Day): Verdict[] => {
  const rule = rules.at(code, on)
  return rule ? [verdict(rule, on <= addMonths(from, quantityOf(rule).amount), on)] : []
}

/** Age in years by months, as the rule counts it: the day of the month does not matter. */
const ageByMonth = (birthOn: Day, on: Day): number =>
  ((yearOf(on) - yearOf(birthOn)) * 12 + monthOf(on) - monthOf(birthOn)) / 12

const hasPaper = (dossier: Dossier, form: string): boolean =>
  dossier.papers.some((paper) => paper.form === form || paper.title === form)

/** Age, schooling and the bloc's own criteria, on the day the cell considers. */
export function judgeEligibility(court: Court, dossier: Dossier, on: Day): Verdict[] {
  const { rules, applicant } = court
  const age = ageByMonth(applicant.birthOn, on)
  const verdicts: Verdict[] = []
  const youngest = rules.at('AGE_MIN', on)
  if (youngest) verdicts.push(verdict(youngest, keepsQuantity(quantityOf(youngest), age), on))
  const oldest = rules.at('AGE_MAX', on)
  // Over sixty only with the written consent of the committee under the Centre, had beforehand.
  if (oldest)
    verdicts.push(verdict(oldest, keepsQuantity(quantityOf(oldest), age) || hasPaper(dossier, 'age_consent'), on))
  const schooling = rules.at('ADMISSION_EDUCATION', on)
  const level = EDUCATION_LEVELS.findIndex((each) => each === applicant.education)
  if (schooling && level >= 0) {
    const lowest = EDUCATION_LEVELS.findIndex((each) => each === fieldsOf(schooling)['lowest'])
    verdicts.push(verdict(schooling, level >= lowest || hasPaper(dossier, 'education_exception'), on))
  }
  const local = rules.at('ADMISSION_LOCAL_CRITERIA', on)
  if (local)
    verdicts.push(
      verdict(
        local,
        itemsOf(local).every(({ code }) => hasPaper(dossier, code)),
        on,
      ),
    )
  return verdicts
}

/** Two full members, or one and a resolution of the union; together with the applicant for the months the rule asks. */
export function judgeSponsors(rules: Rulebook, dossier: Dossier, on: Day): Verdict[] {
  const { sponsors, introductions } = dossier
  const verdicts: Verdict[] = []
  const count = rules.at('SPONSOR_COUNT', on)
  const full = sponsors.filter((each) => each.fullSince === null || each.fullSince <= on)
  const substitute = rules.at('SPONSOR_SUBSTITUTE', on)
  const stands = substitute
    ? itemsOf(substitute).some(
        (item) => introductions.some((each) => each.by === item.code) && full.length >= Number(item['members'] ?? 1),
      )
    : false
  if (count) {
    const wanted = quantityOf(count)
    const enough = keepsQuantity(wanted, Math.min(full.length, wanted.amount))
    verdicts.push(verdict(count, enough || stands, on))
    if (!enough && stands && substitute) verdicts.push(verdict(substitute, true, on))
  }
  const together = rules.at('SPONSOR_MIN_TOGETHER', on)
  if (together)
    verdicts.push(
      verdict(
        together,
        sponsors.every(
          ({ togetherSince }) => togetherSince === null || addMonths(togetherSince, quantityOf(together).amount) <= on,
        ),
        on,
      ),
    )
  return verdicts
}

/** Which parts of the file are there, by the codes of rule ADMISSION_FILE. */
export const partsThere = (dossier: Dossier): Readonly<Record<string, boolean>> => ({
  certificate: dossier.certificate !== null,
  [FORM_CODES.application]: hasPaper(dossier, FORM_CODES.application),
  [FORM_CODES.history]: hasPaper(dossier, FORM_CODES.history),
  [FORM_CODES.sponsor]: dossier.sponsors.length > 0,
  // Only where a union introduces.
  [FORM_CODES.introduction]: true,
  [FORM_CODES.opinions]: dossier.opinions.length > 0,
})

/** What the rule of a day asks for and is not there: its codes. */
export function missingParts(rules: Rulebook, dossier: Dossier, on: Day): string[] {
  const rule = rules.at('ADMISSION_FILE', on)
  const there = partsThere(dossier)
  return rule ? itemsOf(rule).flatMap(({ code }) => (there[code] === false ? [code] : [])) : []
}

/** Persons whose history is still to be verified (rule HISTORY_PERSONS); asked for and not answered counts as to be verified. */
export function personsUnverified(rules: Rulebook, dossier: Dossier, without: readonly string[], on: Day): string[] {
  const rule = rules.at('HISTORY_PERSONS', on)
  if (!rule) return []
  return itemsOf(rule).flatMap(({ code }) => {
    const checks = dossier.checks.filter((check) => check.person === code)
    const done = checks.length > 0 && checks.every((check) => check.repliedOn !== null)
    return done || without.includes(code) ? [] : [code]
  })
}

/** Whether a vote reached the share of the rule; a vote that did not carry is not judged. */
function judgeVote(rules: Rulebook, code: string, vote: Vote, on: Day): Verdict[] {
  const verdicts: Verdict[] = []
  const rule = rules.at(code, on)
  if (rule && vote.carried) {
    const { counted, withExcused } = reaches(shareOf(rule), vote)
    verdicts.push(verdict(rule, counted, on))
    // Whether the exempt and absent count is a rule of its own, and said when it made the difference.
    if (counted && !withExcused) verdicts.push(...said(rules, 'EXEMPT_NOT_IN_VOTES', on, vote.excused === 0))
  }
  const methods = rules.at('VOTE_METHOD', on)
  if (methods && vote.method !== null)
    verdicts.push(
      verdict(
        methods,
        itemsOf(methods).some((item) => item.code === vote.method),
        on,
      ),
    )
  return verdicts
}

const decidersKnow = (rules: Rulebook, by: string, on: Day): Verdict[] => {
  const rule = rules.at('DECIDERS', on)
  return rule
    ? [
        verdict(
          rule,
          itemsOf(rule).some((item) => item.code === by),
          on,
        ),
      ]
    : []
}

/** What the rules say of a step. `before` is the dossier as it stood; null for the first step. */
export function judge(court: Court, before: Dossier | null, step: Step): Verdict[] {
  const { rules, calendar } = court
  const { on } = step
  if (step.kind === 'listed') return step.facts.readmission ? judgeReadmission(rules, step.facts.readmission, on) : []
  if (!before) return []
  switch (step.kind) {
    case 'vetting':
      return [
        ...said(rules, 'HISTORY_PERSONS', on, personsUnverified(rules, before, step.facts.without, on).length === 0),
        ...said(rules, 'ADMISSION_PAPERS', on, hasPaper(before, FORM_CODES.history)),
      ]
    case 'completed':
      return [
        ...said(rules, 'ADMISSION_FILE', on, missingParts(rules, before, on).length === 0),
        ...said(rules, 'ADMISSION_POLITICAL_STANDARD', on, before.vetting?.meets === true),
        ...judgeSponsors(rules, before, on),
      ]
    case 'cell_vote':
      return [
        ...judgeEligibility(court, before, on),
        ...(before.certificate ? withinMonths(rules, 'CERT_AWARENESS_VALID', before.certificate.on, on) : []),
        ...(before.clockOn ? withinMonths(rules, 'DOSSIER_VALID', before.clockOn, on) : []),
        ...judgeSponsors(rules, before, on),
        ...judgeVote(rules, 'VOTE_CELL', step.facts, on),
      ]
    case 'committee_vote':
      return judgeVote(rules, 'VOTE_COMMITTEE_ADMISSION', step.facts, on)
    case 'extension': {
      const rule = rules.at('DECIDE_EXTENSION', on)
      return rule ? [verdict(rule, keepsQuantity(quantityOf(rule), step.facts.days), on)] : []
    }
    case 'decided': {
      const due = decideDueBy(rules, calendar, before)
      const consented = before.readmission === null || hasPaper(before, 'readmission_consent')
      const share = step.facts.by === 'delegated_grassroots' ? 'VOTE_COMMITTEE_ADMISSION' : 'VOTE_STANDING_ADMISSION'
      return [
        ...decidersKnow(rules, step.facts.by, on),
        ...(step.facts.vote ? judgeVote(rules, share, step.facts.vote, on) : []),
        ...(due ? told(rules, 'DECIDE_ADMISSION', before.proposedOn ?? on, on <= due) : []),
        ...(consented ? [] : said(rules, 'READMIT_WAIT', on, false)),
      ]
    }
    case 'ceremony': {
      const due = ceremonyDueBy(rules, calendar, before)
      // Later only with the consent of the direct higher committee.
      return due ? said(rules, 'CEREMONY', on, on <= due || hasPaper(before, 'ceremony_consent')) : []
    }
    case 'official_vote':
      return judgeOfficialVote(court, before, step)
    case 'official_committee':
      return judgeVote(
        rules,
        before.stage === 'removal_cell_proposed' ? 'VOTE_COMMITTEE_REMOVAL' : 'VOTE_COMMITTEE_OFFICIAL',
        step.facts,
        on,
      )
    case 'official_decided': {
      const due = decideDueBy(rules, calendar, before)
      const ends = probationEnds(rules, before)
      return [
        ...decidersKnow(rules, step.facts.by, on),
        ...(ends ? said(rules, 'PROBATION', before.ceremonyOn ?? on, on >= ends) : []),
        ...(due ? told(rules, 'DECIDE_OFFICIAL', before.officialProposedOn ?? on, on <= due) : []),
      ]
    }
    case 'removal_decided': {
      const share = step.facts.by === 'delegated_grassroots' ? 'VOTE_DELEGATED_REMOVAL' : 'VOTE_STANDING_REMOVAL'
      return [
        ...decidersKnow(rules, step.facts.by, on),
        ...(step.facts.vote ? judgeVote(rules, share, step.facts.vote, on) : []),
      ]
    }
    case 'annulled':
      // A committee the member has moved to cancels only after the higher level consented in writing.
      return said(
        rules,
        'ADMISSION_CANCELLED',
        on,
        step.facts.by !== 'current' || hasPaper(before, 'annulment_consent'),
      )
    default:
      return []
  }
}

function judgeOfficialVote(court: Court, before: Dossier, step: Extract<Step, { kind: 'official_vote' }>): Verdict[] {
  const { rules, calendar } = court
  const { on, facts } = step
  const verdicts = judgeVote(rules, 'VOTE_CELL', facts, on)
  const most = rules.at('MAX_VOTES', on)
  if (most) verdicts.push(verdict(most, votesWithoutResult(before) < quantityOf(most).amount, on))
  // Who is not fit may be proposed for removal at any time of probation; the file is that of the review.
  if (facts.removal) return verdicts
  const ends = probationEnds(rules, before)
  if (ends) verdicts.push(...said(rules, 'PROBATION', before.ceremonyOn ?? on, on >= ends))
  const due = reviewDueBy(rules, calendar, before)
  if (due) verdicts.push(...told(rules, 'REVIEW_OFFICIAL', on, on <= due))
  verdicts.push(...said(rules, 'NEW_MEMBER_CLASS', on, before.newClass !== null && before.newClass.on <= on))
  verdicts.push(...said(rules, 'OFFICIAL_PAPERS', on, missingOfficial(rules, before, on).length === 0))
  return verdicts
}

/** Papers of the review that are not there; the resolutions among them are steps of their own. */
export function missingOfficial(rules: Rulebook, dossier: Dossier, on: Day): string[] {
  const rule = rules.at('OFFICIAL_PAPERS', on)
  return rule
    ? itemsOf(rule).flatMap(({ code }) =>
        FORM_CODES.reviewResolutions.includes(code) || hasPaper(dossier, code) ? [] : [code],
      )
    : []
}
