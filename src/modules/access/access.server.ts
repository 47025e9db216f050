// Face of the access area: roles, grants, callers, the read log.
import { disableAccount, enableAccount } from './disable-account.ts'
import { endGrant } from './end-grant.ts'
import { grantAccess } from './grant-access.ts'
import { ACCOUNT_STATES, listAccounts, readAccount } from './list-accounts.ts'
import { findPeople, linkPerson } from './link-person.ts'
import { listGrants } from './list-grants.ts'
import { openAccount } from './open-account.ts'
import { countReads, listReads } from './read-log.ts'
import './rights-matter.ts'

export { accessErrors, roleNames, roleNotes } from './access-messages.ts'
export { actorOf } from './actor.ts'
export { accountCaller, guestCaller, publicCaller, systemCaller } from './callers.ts'
export { logMaskedRead } from './read-log.ts'
export type { ReaderCount } from './read-log.ts'
export { GUEST_PERMISSIONS, ROLES, ROLE_NAMES, isRole, permissionsOf } from './roles.ts'
export type { Role } from './roles.ts'
export { standingsOn, standingSource } from './standing-sources.ts'
export type { StandingFragment } from './standing-sources.ts'
export type { FoundPerson } from './link-person.ts'
export type { AccountGrant, DerivedRight } from './list-accounts.ts'
export { ACCOUNT_STATES, disableAccount, enableAccount, listAccounts, openAccount, readAccount }
export { endGrant, findPeople, grantAccess, linkPerson, listGrants, listReads, countReads }

export const accessOperations = [openAccount, grantAccess, endGrant, linkPerson, disableAccount, enableAccount]
export const accessQueries = [listAccounts, readAccount, listGrants, listReads, countReads, findPeople]
