// One regulation: its sides, its obligations, the instances of a year with what was done, everything exchanged, its links; and what
// whoever asks may do with each.
import { yearOf } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { linksOf } from '#modules/guests/guests.server.ts'
import { isUnder } from '#modules/units/units.server.ts'
import { idField, optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { readBook, standingsOf, wholeSpan, yearSpan } from './book.ts'
import { judgesOf, writersOf } from './duty-store.ts'
import { REGULATION_GUEST } from './guest-links.ts'
import { regulationState } from './list-regulations.ts'
import { withoutOthersOpinions } from './opinions.ts'
import { asRegulation, seen, selectRegulations } from './regulation-store.ts'
import type { Regulation } from './regulation-store.ts'

/** Which of these units the caller may write for. */
async function writable(ctx: ReadContext, unitIds: readonly Id[]): Promise<Set<Id>> {
  const scope = ctx.scope('coordination.write')
  if (scope.whole) return new Set(unitIds)
  const { rows } = await sql<{ id: Id }>`
    select u.id from unit u where u.tenant_id = ${ctx.tenantId} and u.id = any(${[...unitIds]}::uuid[])
      and ${isUnder(ctx, scope.units, ctx.today, 'u.id')}`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

/** Links of a regulation, the newest first, with the name of the body each was made for. */
async function givenLinks(ctx: ReadContext, regulation: Regulation) {
  const links = (await linksOf(ctx, REGULATION_GUEST, [regulation.id])).slice(0, 50)
  if (links.length === 0) return []
  const bodies = await ctx.db
    .selectFrom('external_body')
    .select(['id', 'name'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', 'in', [...new Set(links.flatMap((link) => link.partyId ?? []))])
    .execute()
  const names = new Map(bodies.map((body) => [body.id, body.name]))
  return links.map((link) => ({ ...link, externalId: link.partyId, body: names.get(link.partyId ?? '') ?? '' }))
}

export const readRegulation = query({
  name: 'coordination.read-regulation',
  summary:
    'One coordination regulation with sides, obligations, the instances of a year, everything exchanged, and its guest links',
  permission: 'coordination.read',
  input: v.object({ regulationId: idField(), year: v.optional(optionalInteger(1930, 2200), null) }),
  async run(ctx, input) {
    const row = await selectRegulations(ctx)
      .where('id', '=', input.regulationId)
      .where(seen(ctx, 'coordination.read'))
      .executeTakeFirst()
    if (!row) throw notFound()
    const regulation = asRegulation(row)
    const book = await withoutOthersOpinions(ctx, await readBook(ctx, [regulation.id]))
    const year = input.year ?? yearOf(ctx.today)
    const span = yearSpan(year)
    const all = standingsOf(book, regulation, wholeSpan(regulation.valid, ctx.today), ctx.today)
    const mayManage = ctx.actor.holds('coordination.write') && ctx.scope('coordination.write').whole
    const mine = ctx.actor.holds('coordination.write')
      ? await writable(ctx, book.parties.flatMap((party) => party.unitId ?? [])) // prettier-ignore
      : new Set<Id>()
    const each = new Map(
      book.obligations.map((obligation) => {
        const party = book.parties.find((one) => one.id === obligation.partyId)
        const view = party && { regulation, book, obligation, party }
        const may = (units: readonly Id[]) => units.length > 0 && units.every((unit) => mine.has(unit))
        return [
          obligation.id,
          { record: !!view && may(writersOf(view)), judge: !!view && may(judgesOf(view)) },
        ] as const
      }),
    )
    const file = regulation.fileId
      ? await ctx.db
          .selectFrom('file')
          .select(['id', 'name'])
          .where('tenant_id', '=', ctx.tenantId)
          .where('id', '=', regulation.fileId)
          .executeTakeFirst()
      : undefined
    return {
      regulation,
      state: regulationState(regulation.valid, ctx.today),
      file: file ?? null,
      year,
      /** Years with something owed, oldest first. */
      years: [...new Set(all.map((one) => yearOf(one.from)))].toSorted((a, b) => a - b),
      parties: book.parties,
      obligations: book.obligations.map((one) => ({
        ...one,
        may: each.get(one.id) ?? { record: false, judge: false },
      })),
      instances: all.filter((one) => one.from >= span.from && one.from < span.to),
      /** Late and waiting ones of every year. */
      open: all.filter((one) => one.overdue || one.state === 'received'),
      /** Everything sent or said, newest first. */
      exchanges: book.done.toReversed().toSorted((a, b) => (a.doneOn > b.doneOn ? -1 : a.doneOn < b.doneOn ? 1 : 0)),
      links: mayManage ? await givenLinks(ctx, regulation) : [],
      mayManage,
    }
  },
})
