// Who may sign in, and with which grants on a day: the list of /quyen and the page of one account.
import { parseRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { compareNames } from '#kernel/vietnamese/name.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { idField, integerField, optionalChoice, optionalDay, optionalText } from '#platform/operation/fields.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { isRole, ROLE_NAMES } from './roles.ts'
import type { Role } from './roles.ts'
import { standingsOn } from './standing-sources.ts'

export interface AccountGrant {
  id: Id
  accountId: Id
  role: Role
  unitId: Id
  unitName: string
  from: Day
  /** The day after the last; null: no end. */
  to: Day | null
}

/** A right that follows from a fact of another area, a post: it is read here, and changed there. */
export interface DerivedRight {
  role: Role
  unitId: Id
  unitName: string
  /** What it follows from, e.g. the post. */
  source: string
}

export const ACCOUNT_STATES = ['open', 'disabled'] as const

export const listAccounts = query({
  name: 'access.list-accounts',
  summary: 'Accounts by given name with their grants in force on a day; words are found without marks',
  permission: 'access.read',
  input: v.object({
    on: optionalDay(),
    find: v.optional(optionalText(100), null),
    role: v.optional(optionalChoice(ROLE_NAMES), null),
    state: v.optional(optionalChoice(ACCOUNT_STATES), null),
    page: v.optional(integerField(1, 10_000), 1),
    size: v.optional(integerField(1, 500), 50),
  }),
  async run(ctx, input) {
    const day = input.on ?? ctx.today
    const words = fold(input.find ?? '').split(' ')
    // A bloc has a few thousand accounts at most, and neither Vietnamese order nor words without marks are the database's.
    const all = (await accountRows(ctx, day))
      .map((row) => ({ ...row, disabled: row.disabledOn !== null && row.disabledOn <= day }))
      .filter(({ displayName, userName }) => {
        const text = fold(`${displayName} ${userName}`)
        return words.every((word) => text.includes(word))
      })
      .filter(({ disabled }) => input.state === null || disabled === (input.state === 'disabled'))
      .filter(({ roles }) => input.role === null || roles.includes(input.role))
      .sort((a, b) => compareNames(a.displayName, b.displayName) || (a.userName < b.userName ? -1 : 1))
    const rows = all.slice((input.page - 1) * input.size, input.page * input.size)
    const grants = await grantsOf(
      ctx,
      rows.map(({ id }) => id),
      day,
      true,
    )
    const derived = await derivedOf(ctx, rows.map(({ id }) => id), day) // prettier-ignore
    return {
      day,
      total: all.length,
      accounts: rows.map(({ roles: _, ...row }) => ({
        ...row,
        grants: grants.filter((one) => one.accountId === row.id),
        derived: derived.get(row.id) ?? [],
      })),
    }
  },
})

export const readAccount = query({
  name: 'access.read-account',
  summary: 'One account with all its grants, those of the past and the future too',
  permission: 'access.read',
  input: v.object({ accountId: idField(), on: optionalDay() }),
  async run(ctx, { accountId, on }) {
    const day = on ?? ctx.today
    const account = (await accountRows(ctx, day, accountId))[0]
    if (!account) throw notFound()
    const { roles: _, ...row } = account
    const disabled = row.disabledOn !== null && row.disabledOn <= day
    const derived = (await derivedOf(ctx, [accountId], day)).get(accountId) ?? []
    return { ...row, day, disabled, grants: await grantsOf(ctx, [accountId], day, false), derived }
  },
})

/** Who holds the right over a part of the bloc only sees accounts that hold something there. */
async function accountRows(ctx: ReadContext, day: Day, accountId?: Id) {
  return ctx.db
    .selectFrom('account as a')
    .select([
      'a.id',
      'a.user_name as userName',
      'a.display_name as displayName',
      'a.disabled_on as disabledOn',
      'a.created_at as createdAt',
      'a.person_id as personId',
      sql<string | null>`(select p.full_name from person p where p.tenant_id = a.tenant_id and p.id = a.person_id)`.as(
        'personName',
      ),
      sql<string[]>`array(select s.role from (${standingsOn(day)}) s)`.as('roles'),
    ])
    .where('a.tenant_id', '=', ctx.tenantId)
    .$if(accountId !== undefined, (rows) => rows.where('a.id', '=', accountId as Id))
    .$if(!ctx.scope('access.read').whole, (rows) =>
      rows.where(
        sql<boolean>`(exists (
          select from access_grant g where g.tenant_id = a.tenant_id and g.account_id = a.id
            and ${inScope(ctx, 'access.read', day, 'g.unit_id')})
          or exists (select from (${standingsOn(day)}) s where ${inScope(ctx, 'access.read', day, 's.unit_id')}))`,
      ),
    )
    .execute()
}

/** What follows from posts, of several accounts in one statement. */
async function derivedOf(ctx: ReadContext, accountIds: readonly Id[], day: Day): Promise<Map<Id, DerivedRight[]>> {
  if (accountIds.length === 0) return new Map()
  const { rows } = await sql<{ id: Id; role: string; unitId: Id; source: string }>`
    select a.id, s.role, s.unit_id as "unitId", s.source
    from account a cross join lateral (${standingsOn(day)}) s
    where a.tenant_id = ${ctx.tenantId} and a.id = any(${[...accountIds]}::uuid[]) and s.source is not null
      and ${inScope(ctx, 'access.read', day, 's.unit_id')}
    order by s.rank, s.recorded_at`.execute(ctx.db)
  const names = await namesOn(
    ctx,
    rows.map((row) => row.unitId),
    day,
  )
  const rights = rows.flatMap(({ id, role, unitId, source }) =>
    isRole(role) ? [{ id, right: { role, unitId, unitName: names.get(unitId)?.name ?? '', source } }] : [],
  )
  return new Map([...Map.groupBy(rights, (one) => one.id)].map(([id, list]) => [id, list.map(({ right }) => right)]))
}

async function grantsOf(
  ctx: ReadContext,
  accountIds: readonly Id[],
  day: Day,
  inForce: boolean,
): Promise<AccountGrant[]> {
  if (accountIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('access_grant as g')
    .select(['g.id', 'g.account_id', 'g.role', 'g.unit_id', 'g.valid'])
    .where('g.tenant_id', '=', ctx.tenantId)
    .where('g.account_id', 'in', [...accountIds])
    .where(inScope(ctx, 'access.read', day, 'g.unit_id'))
    .$if(inForce, (grants) => grants.where(sql<boolean>`g.valid @> ${day}::date`))
    .orderBy(sql`lower(g.valid)`, 'desc')
    .orderBy('g.id')
    .execute()
  const names = await namesOn(
    ctx,
    rows.map((row) => row.unit_id),
    day,
  )
  return rows.flatMap((row) =>
    isRole(row.role)
      ? [
          {
            id: row.id,
            accountId: row.account_id,
            role: row.role,
            unitId: row.unit_id,
            unitName: names.get(row.unit_id)?.name ?? '',
            ...parseRange(row.valid),
          },
        ]
      : [],
  )
}
