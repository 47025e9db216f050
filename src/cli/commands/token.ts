// khoi token: prints a personal access token of an account, so that scripts can use the API.
import { accountCaller } from '#modules/access/access.server.ts'
import { accountOfUser, createToken } from '#modules/identity/identity.server.ts'
import { database } from '#platform/db/database.ts'
import { execute } from '#platform/operation/execute.ts'
import { type Command, jsonOption, print, printJson, requiredOption } from '../command.ts'
import { inWords } from '../in-words.ts'
import { withDatabase } from '../with-database.ts'

export const token: Command = {
  name: 'token',
  about: 'print a personal access token of an account; it is shown this once',
  options: {
    user: { type: 'string', value: 'name', about: 'the user name' },
    name: { type: 'string', value: 'text', about: 'what it is for, as its list of tokens shows it (khoi token)' },
    expires: { type: 'string', value: 'day', about: 'the last day it works; without it, until it is revoked' },
    json: jsonOption,
  },
  run: (given) =>
    withDatabase(() =>
      inWords(async () => {
        const { name = 'khoi token', expires = '', json } = given.options
        const userName = requiredOption(given, 'user')
        const owner = await accountOfUser(database(), userName)
        if (!owner) throw new Error(`There is no account "${userName}".`)
        const caller = accountCaller(owner.tenantId, owner.accountId)
        const made = await execute(database(), caller, createToken, { name, expiresOn: expires })
        if (json) printJson(made)
        else print(made.token)
      }),
    ),
}
