// Face of the access area: roles, grants, callers, the read log.
import { endGrant } from './end-grant.ts'
import { grantAccess } from './grant-access.ts'
import { listGrants } from './list-grants.ts'
import { listReads } from './read-log.ts'

export { accessErrors, roleNames } from './access-messages.ts'
export { actorOf } from './actor.ts'
export { accountCaller, publicCaller, systemCaller } from './callers.ts'
export { logMaskedRead } from './read-log.ts'
export { ROLES, ROLE_NAMES, isRole, permissionsOf } from './roles.ts'
export type { Role } from './roles.ts'
export { endGrant, grantAccess, listGrants, listReads }

export const accessOperations = [grantAccess, endGrant]
export const accessQueries = [listGrants, listReads]
