// Face of guests: people without an account who come by a signed link. Areas register what such a link may open (decision 0018).
import { openLink, readLink } from './open-link.ts'

export { guestSubject, guestSubjects } from './guest-subjects.ts'
export type { GuestSubject } from './guest-subjects.ts'
export {
  countAnswer,
  guestOf,
  linkOf,
  linksOf,
  lockLink,
  makeLink,
  makeLinks,
  MAX_ANSWERS,
  revokeLinks,
} from './guest-links.ts'
export type { GivenLink, GuestLink, MadeLink } from './guest-links.ts'
export { newSecret, readToken, writeToken } from './guest-token.ts'
export { guestsErrors } from './guests-messages.ts'
export { openLink, readLink }

export const guestsOperations = [openLink]
export const guestsQueries = [readLink]
