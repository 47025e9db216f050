// Face of the identity area: sessions, accounts, tokens, the first administrator.
import { changePassword } from './change-password.ts'
import { createAccount } from './create-account.ts'
import { createToken, listTokens, revokeToken } from './own-tokens.ts'

export { issueToken, ownerOfToken } from './access-tokens.ts'
export { accountOfUser } from './find-account.ts'
export { hasNoUsers, issueFirstAdminToken, useFirstAdminToken } from './first-admin.ts'
export { identityErrors } from './identity-messages.ts'
export { sessionOf, signIn, signOut } from './sessions.ts'
export type { Session } from './sessions.ts'
export { changePassword, createAccount, createToken, listTokens, revokeToken }

export const identityOperations = [createAccount, changePassword, createToken, revokeToken]
export const identityQueries = [listTokens]
