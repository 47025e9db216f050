// Opinions on members name people: whoever reads only part of the bloc reads those of the own sides, and of others that there are some.
import type { Id } from '#kernel/ids.ts'
import { isUnder } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { reviewersOf } from './book.ts'
import type { Book } from './book.ts'
import { opinionKept } from './coordination-messages.ts'

/** The book as the caller may read it: opinions neither written by nor meant for a side within reach are without text and file. */
export async function withoutOthersOpinions(ctx: ReadContext, book: Book): Promise<Book> {
  const scope = ctx.scope('coordination.read')
  const opinions = new Map(
    book.obligations.filter(({ kind }) => kind === 'member_opinion').map((obligation) => [obligation.id, obligation]),
  )
  if (scope.whole || opinions.size === 0) return book
  const units = book.parties.flatMap(({ unitId }) => unitId ?? [])
  const { rows } = await sql<{ id: Id }>`
    select u.id from unit u where u.tenant_id = ${ctx.tenantId} and u.id = any(${units}::uuid[])
      and ${isUnder(ctx, scope.units, ctx.today, 'u.id')}`.execute(ctx.db)
  const mine = new Set(rows.map(({ id }) => id))
  const unitOf = new Map(book.parties.map(({ id, unitId }) => [id, unitId]))
  return {
    ...book,
    done: book.done.map((record) => {
      const opinion = opinions.get(record.obligationId)
      if (!opinion) return record
      const sides = [...reviewersOf(book, opinion), unitOf.get(opinion.partyId) ?? '']
      return sides.some((id) => mine.has(id)) ? record : { ...record, body: opinionKept, file: null, reason: null }
    }),
  }
}
