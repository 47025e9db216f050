// Face of the identity area: sessions, accounts, tokens, the first administrator.
import { changePassword } from './change-password.ts'
import { createAccount } from './create-account.ts'
import { createToken, listTokens, revokeToken } from './own-tokens.ts'
import { resetPassword } from './reset-password.ts'

export { goToBloc, otherBlocs } from './other-blocs.ts'
export type { OtherBloc } from './other-blocs.ts'
export { USER_NAME } from './auth.ts'
export { issueToken, ownerOfToken } from './access-tokens.ts'
export { accountConstraints, insertAccount } from './create-account.ts'
export { disableFrom, enableAgain } from './disable-account.ts'
export { accountOfUser } from './find-account.ts'
export { hasNoUsers, issueFirstAdminToken, useFirstAdminToken } from './first-admin.ts'
export { identityErrors } from './identity-messages.ts'
export { sessionOf, signIn, signOut } from './sessions.ts'
export type { Session } from './sessions.ts'
export { temporaryPassword } from './temporary-password.ts'
export { changePassword, createAccount, createToken, listTokens, resetPassword, revokeToken }

export const identityOperations = [createAccount, changePassword, resetPassword, createToken, revokeToken]
export const identityQueries = [listTokens]
