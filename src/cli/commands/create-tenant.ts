// khoi create-tenant: makes a bloc, empty: its first unit is the bloc itself, its administrator may be made with it.
import { dayInVietnam } from '#kernel/day.ts'
import { grantAccess, systemCaller } from '#modules/access/access.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { database } from '#platform/db/database.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import { runIn } from '#platform/operation/execute.ts'
import { randomBytes } from 'node:crypto'
import { type Arguments, type Command, jsonOption, print, printJson, requiredOption, table } from '../command.ts'
import { dayOption } from '../day-option.ts'
import { inWords } from '../in-words.ts'
import { withDatabase } from '../with-database.ts'

export const createTenantCommand: Command = {
  name: 'create-tenant',
  about: 'make a bloc on this installation, with its administrator',
  options: {
    slug: { type: 'string', value: 'word', about: 'its name in addresses: small letters, digits, hyphens' },
    name: { type: 'string', value: 'text', about: 'its official name' },
    since: { type: 'string', value: 'day', about: 'first day of the bloc, such as 12/02/2025; today without it' },
    admin: {
      type: 'string',
      value: 'user',
      about: 'also make an administrator with this user name; a password is made',
    },
    json: jsonOption,
  },
  run: (given) => withDatabase(() => inWords(() => make(given))),
}

async function make(given: Arguments): Promise<void> {
  const now = new Date()
  const [slug, name] = [requiredOption(given, 'slug'), requiredOption(given, 'name')]
  const { admin } = given.options
  const tenantId = newId(now.getTime())
  const password = typeof admin === 'string' ? randomBytes(9).toString('base64url') : null
  // All or nothing: a wrong user name leaves no bloc without an administrator behind.
  await withTenant(database(), tenantId, async (db) => {
    await createTenant(db, { id: tenantId, slug, name }, now)
    const caller = systemCaller(tenantId, 'create-tenant')
    const today = dayInVietnam(now)
    const { unitId } = await runIn(db, caller, foundUnit, {
      kind: 'bloc',
      name,
      effectiveOn: dayOption(given, 'since') ?? today,
    })
    if (password === null) return
    const account = await runIn(db, caller, createAccount, { userName: admin, displayName: admin, password })
    await runIn(db, caller, grantAccess, { accountId: account.id, role: 'administrator', unitId, from: today })
  })
  const made = { id: tenantId, slug, name, ...(password ? { userName: admin, password } : {}) }
  if (given.options['json']) printJson(made)
  else print(table(Object.entries(made).map(([key, value]) => [key, String(value)])))
}
