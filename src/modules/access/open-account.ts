// A new colleague in one go: login, account and first grant, with a temporary password to hand on, shown once.
import { choiceField, dayField, idField, optionalDay, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { accountConstraints, insertAccount, temporaryPassword } from '#modules/identity/identity.server.ts'
import * as v from 'valibot'
import { grantConstraints, insertGrant } from './grant-access.ts'
import { ROLE_NAMES } from './roles.ts'

export const openAccount = operation({
  name: 'access.open-account',
  summary: 'Make an account with its first grant; the answer shows its temporary password once',
  permission: 'access.grant',
  secretAnswer: true,
  input: v.object({
    userName: textField(30),
    displayName: textField(100),
    role: choiceField(ROLE_NAMES),
    unitId: idField(),
    from: dayField(),
    to: optionalDay(),
  }),
  constraints: { ...accountConstraints, ...grantConstraints },
  async run(ctx, { userName, displayName, ...grant }) {
    const password = temporaryPassword()
    const account = await insertAccount(ctx, { userName, displayName, password, personId: null })
    await insertGrant(ctx, { ...grant, accountId: account.id })
    return { ...account, password }
  },
})
