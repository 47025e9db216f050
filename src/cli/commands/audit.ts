// khoi audit verify | head: follows the audit chains, and prints their heads for publishing.
import { database } from '#platform/db/database.ts'
import type { Head } from '#platform/audit/chain.ts'
import { readHead, verifyChain } from '#platform/audit/verify.ts'
import type { Verification } from '#platform/audit/verify.ts'
import { listTenants } from '#modules/tenancy/tenancy.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import {
  type Arguments,
  type Command,
  jsonOption,
  onlyPositional,
  print,
  printJson,
  table,
  UsageError,
} from '../command.ts'
import { withServer } from '../with-database.ts'

export const audit: Command = {
  name: 'audit',
  about: 'check the chain of audit entries, or print its head',
  takes: 'verify|head',
  options: {
    tenant: { type: 'string', value: 'slug', about: 'only this bloc' },
    head: {
      type: 'string',
      value: 'ordinal:hash',
      about: 'verify: the chain must still run through this earlier head (with --tenant)',
    },
    json: jsonOption,
  },
  notes: `verify exits with 1 when a chain is broken. Keep what "head" prints somewhere else: a chain rebuilt after a
change is whole in itself, and only an earlier head tells.`,
  run(given) {
    const action = onlyPositional(given, 'of verify, head')
    if (action !== 'verify' && action !== 'head') throw new UsageError(`there is no "audit ${action}"`)
    const published = publishedHead(given)
    return withServer(async () => {
      const tenants = await chosenTenants(given)
      return action === 'head' ? printHeads(tenants, given) : verify(tenants, published, given)
    })
  },
}

async function verify(
  tenants: readonly Tenant[],
  published: Head | undefined,
  { options }: Arguments,
): Promise<number> {
  const found: (Verification & { tenant: string })[] = []
  for (const { id, slug } of tenants) found.push({ tenant: slug, ...(await verifyChain(database(), id, published)) })
  if (options['json']) printJson(found)
  else print(table(found.map((one) => [one.ok ? 'ok' : 'BROKEN', one.tenant, describe(one)])))
  return found.every(({ ok }) => ok) ? 0 : 1
}

const REASONS: Record<NonNullable<Verification['reason']>, string> = {
  ordinal_missing: 'a seal is missing',
  entry_missing: 'its entry is missing',
  hash_differs: 'its entry was changed',
  head_differs: 'the chain was rebuilt after this head was published',
}

function describe({ entries, unsealed, head, brokenAt, reason }: Verification): string {
  const counts = `${entries} entries${unsealed > 0 ? `, ${unsealed} not yet sealed` : ''}`
  return brokenAt === undefined || !reason
    ? `${counts}, head ${headText(head)}`
    : `${counts}, at ${brokenAt}: ${REASONS[reason]}`
}

async function printHeads(tenants: readonly Tenant[], { options }: Arguments): Promise<number> {
  const heads: ({ tenant: string } & Head)[] = []
  for (const { id, slug } of tenants) heads.push({ tenant: slug, ...(await readHead(database(), id)) })
  if (options['json']) printJson(heads)
  else print(table(heads.map((head) => [head.tenant, headText(head)])))
  return 0
}

const headText = ({ ordinal, hash }: Head) => `${ordinal}:${hash}`

function publishedHead({ options }: Arguments): Head | undefined {
  const text = options['head']
  if (text === undefined) return undefined
  const [, ordinal, hash] = /^(\d+):([0-9a-f]{64})$/.exec(String(text)) ?? []
  if (!ordinal || !hash) throw new UsageError('--head is written as "khoi audit head" prints it')
  if (!options['tenant']) throw new UsageError('--head needs --tenant')
  return { ordinal: Number(ordinal), hash }
}

async function chosenTenants({ options }: Arguments): Promise<Tenant[]> {
  const all = await listTenants(database())
  const slug = options['tenant']
  if (slug === undefined) return all
  const chosen = all.filter((one) => one.slug === slug)
  if (chosen.length === 0) throw new Error(`There is no bloc "${String(slug)}".`)
  return chosen
}
