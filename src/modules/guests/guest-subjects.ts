// What a guest link may open: each area registers its kind of subject with the one right that such a link gives, and no other.
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { ReadContext } from '#platform/operation/operation.ts'

export interface GuestSubject {
  /** Kept with every link: `regulation`, `residence_request`. */
  readonly kind: string
  /** The right to answer; held by guests of such links alone, by no role. */
  readonly permission: Permission
  /** Whether the subject still takes answers from that party today. A link whose subject does not opens nothing. */
  readonly holds: (ctx: ReadContext, subjectId: Id, partyId: Id | null) => Promise<boolean>
}

const subjects = new Map<string, GuestSubject>()

/** Registers a kind of subject. The development server loads an edited module again: the kind replaces itself. */
export function guestSubject(subject: GuestSubject): GuestSubject {
  subjects.set(subject.kind, subject)
  return subject
}

export const subjectOf = (kind: string): GuestSubject | undefined => subjects.get(kind)

/** All kinds, for the laws. */
export const guestSubjects = (): readonly GuestSubject[] => [...subjects.values()]
