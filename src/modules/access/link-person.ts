// Which person of the register is behind an account: from then on the account has the rights of that person's posts, day by day.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { compareNames } from '#kernel/vietnamese/name.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { idField, optionalId, textField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { soleAccount } from './one-account.ts'

const LINKED = { code: 'access.person_linked', field: 'personId' }

export const linkPerson = operation({
  name: 'access.link-person',
  summary: 'Say which person of the register is behind an account, or take that away',
  permission: 'access.grant',
  input: v.object({ accountId: idField(), personId: optionalId() }),
  constraints: { account_person_open: LINKED },
  async run(ctx, { accountId, personId }) {
    const account = await ctx.db
      .selectFrom('account')
      .select('person_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (!account) throw notFound()
    const known = !personId || (await soleAccount(ctx, { personId, accountId }, LINKED))
    if (!known) throw AppError.at('personId', 'access.unknown_person')
    await ctx.db
      .updateTable('account')
      .set({ person_id: personId })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', accountId)
      .execute()
    ctx.touch(accountId, ...(personId ? [personId] : []))
    ctx.note({ linked: personId !== null, before: account.person_id })
    return { accountId }
  },
})

const MOST = 20

/** As little of a person as is needed to tell equals apart: whoever gives accounts need not see the register. */
export interface FoundPerson {
  personId: Id
  name: string
  birthYear: number
  unitName: string | null
}

export const findPeople = query({
  name: 'access.find-people',
  summary: 'Members of today by words of their name without marks: name, year of birth and cell, to link an account to',
  permission: 'access.grant',
  input: v.object({ find: textField(100) }),
  async run(ctx, { find }): Promise<FoundPerson[]> {
    if (!ctx.scope('access.grant').whole) throw notFound()
    const { rows } = await sql<FoundPerson>`
      select p.id as "personId", p.full_name as name, extract(year from p.birth_on)::int as "birthYear", u.name as "unitName"
      from person p
      join member m on m.tenant_id = p.tenant_id and m.person_id = p.id and m.merged_into is null and (m.left_on is null or m.left_on > ${ctx.today}::date)
      left join member_cell c on c.tenant_id = m.tenant_id and c.member_id = m.id and c.valid @> ${ctx.today}::date
      left join unit_version u on u.tenant_id = c.tenant_id and u.unit_id = c.unit_id and u.valid @> ${ctx.today}::date
      where p.tenant_id = ${ctx.tenantId} and p.folded like ${`%${likeSafe(fold(find))}%`}
      order by p.sort_key, p.id limit ${MOST}`.execute(ctx.db)
    return rows.toSorted((a, b) => compareNames(a.name, b.name))
  },
})
