// What sorts of class there are, as data: for whom, how many half-days, whether graded or ranked, and the certificate that follows
// (membership rules, section 9).
import kinds from './class-kinds.json' with { type: 'json' }

export const CLASS_KINDS = ['awareness', 'new_member', 'study', 'contest', 'training'] as const
export type ClassKind = (typeof CLASS_KINDS)[number]

/** `obliged`: who must come is gathered from the register; everywhere else units enrol. */
export type Audience = 'non_members' | 'probationary' | 'members' | 'obliged' | 'anyone'

export interface KindOfClass {
  readonly code: ClassKind
  readonly name: string
  readonly short: string
  readonly audience: Audience
  /** Usual length. */
  readonly halfDays: number
  readonly graded: boolean
  /** Places and prizes. */
  readonly ranked: boolean
  readonly certificate: {
    /** `{n}` stands for the running number. */
    readonly pattern: string
    /** Rule that says for how many months it counts; null: for good. */
    readonly validity: string | null
    /** What the certificate certifies. */
    readonly sentence: string
  } | null
}

const known = new Map(kinds.map((kind) => [kind.code, kind as KindOfClass]))

/** The kind with that code. Throws RangeError for a code that is none: the list and the file disagree. */
export function kindOf(code: string): KindOfClass {
  const kind = known.get(code)
  if (!kind) throw new RangeError(`No class of kind ${code}`)
  return kind
}

export const allKinds: readonly KindOfClass[] = CLASS_KINDS.map(kindOf)
