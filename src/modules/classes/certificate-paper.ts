// The certificates of a class as data for print, one sheet each. Pure: words from the class's kind, names and days from the register.
import type { Day } from '#kernel/day.ts'
import { certificateWords as words } from './classes-messages.ts'
import type { KindOfClass } from './class-kinds.ts'

export interface CertificateSheet {
  party: string
  issuer: string
  number: string
  title: string
  certifies: string
  person: string
  name: string
  /** Lines under the name, in order. */
  about: string[]
  sentence: string
  classLines: string[]
  validity: string | null
  issued: string
  signer: string
}

export interface CertifiedLearner {
  name: string
  sex: string
  birthOn: Day
  unitName: string
  rank: number | null
  prize: string | null
  number: string
  issuedOn: Day
  issuer: string
  signer: string | null
}

/** One sheet: the class, the learner, and until when it counts. */
export function certificateSheet(
  about: { kind: KindOfClass; title: string; fromOn: Day; toOn: Day; place: string | null },
  learner: CertifiedLearner,
  validUntil: Day | null,
): CertificateSheet {
  const rank = words.rank(learner.rank, learner.prize)
  return {
    party: words.party,
    issuer: learner.issuer.toLocaleUpperCase('vi'),
    number: words.number(learner.number),
    title: words.title,
    certifies: words.certifies,
    person: words.person(learner.sex),
    name: learner.name,
    about: [words.born(learner.birthOn), words.unit(learner.unitName)],
    sentence: about.kind.certificate?.sentence ?? '',
    classLines: [
      about.title,
      words.span(about.fromOn, about.toOn),
      ...(about.place === null ? [] : [words.place(about.place)]),
      ...(rank === '' ? [] : [rank]),
    ],
    validity: validUntil === null ? null : words.valid(validUntil),
    issued: words.issued(learner.issuedOn),
    signer: learner.signer ?? '',
  }
}
