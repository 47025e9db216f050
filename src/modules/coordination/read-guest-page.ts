// What a guest sees: the regulation's title, what the own body owes, what it was sent. No member is named by us: opinions on members
// are told of, their text stays inside.
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { FileRow } from '#platform/files/file-rows.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { readBook, standingsOf, wholeSpan } from './book.ts'
import type { Standing } from './book.ts'
import { answeringLink } from './guest-links.ts'
import { asRegulation, selectRegulations } from './regulation-store.ts'

export interface GuestDuty {
  obligationId: Id
  period: string
  kind: string
  title: string
  dueOn: Day
  state: Standing['state']
  overdue: boolean
  /** To be answered or changed now. */
  open: boolean
  body: string | null
  answeredBy: string | null
  file: { id: Id; name: string } | null
  /** Why it came back. */
  reason: string | null
  doneOn: Day | null
  version: number | null
}

async function shownTo(ctx: ReadContext) {
  const link = await answeringLink(ctx)
  const row = await selectRegulations(ctx).where('id', '=', link.regulationId).executeTakeFirst()
  if (!row) throw notFound()
  const regulation = asRegulation(row)
  const book = await readBook(ctx, [regulation.id])
  const own = book.parties.find((party) => party.externalId === link.externalId)
  if (!own) throw notFound()
  const standings = standingsOf(book, regulation, wholeSpan(regulation.valid, ctx.today), ctx.today)
  const soon = addMonths(ctx.today, 6)
  const recent = addMonths(ctx.today, -18)
  const duties = standings
    .filter((one) => one.party.id === own.id)
    .filter((one) => (one.state === 'accepted' ? one.dueOn >= recent : one.dueOn <= soon))
  const sent = standings.filter(
    (one) =>
      one.party.ours &&
      (one.obligation.toPartyId === null || one.obligation.toPartyId === own.id) &&
      one.done?.state === 'accepted' &&
      one.dueOn >= recent,
  )
  return { link, regulation, book, own, duties, sent }
}

const open = (one: Standing) =>
  one.state !== 'accepted' && !(one.done?.state === 'received' && one.done.guestLinkId === null)

/** What was written there before may be looked at again by whoever holds the link; what is settled is settled. */
function dutyView(one: Standing): GuestDuty {
  const mine = open(one) ? one.done : null
  return {
    obligationId: one.obligationId,
    period: one.period,
    kind: one.obligation.kind,
    title: one.obligation.title,
    dueOn: one.dueOn,
    state: one.state,
    overdue: one.overdue,
    open: open(one),
    body: mine?.body ?? null,
    answeredBy: mine?.answeredBy ?? null,
    file: mine?.file ?? null,
    reason: one.done?.state === 'returned' ? one.done.reason : null,
    doneOn: one.done && one.done.state !== 'returned' ? one.done.doneOn : null,
    version: one.done?.state === 'received' ? one.done.version : null,
  }
}

const mayShow = (one: Standing) => one.obligation.kind !== 'member_opinion'

export const readGuestPage = query({
  name: 'coordination.read-guest-page',
  summary: 'What the body of a guest link owes under its regulation, and what it was sent',
  permission: 'coordination.answer',
  input: v.object({}),
  async run(ctx) {
    const { link, regulation, book, own, duties, sent } = await shownTo(ctx)
    return {
      today: ctx.today,
      expiresAt: link.expiresAt,
      body: link.bodyName,
      others: book.parties.filter((party) => party.id !== own.id && party.ours).map((party) => party.name),
      regulation: { number: regulation.number, title: regulation.title, signedOn: regulation.signedOn, to: regulation.valid.to }, // prettier-ignore
      duties: duties.map(dutyView),
      sent: sent.toReversed().map((one) => ({
        period: one.period,
        title: one.obligation.title,
        from: one.party.name,
        on: one.done?.doneOn ?? one.dueOn,
        body: mayShow(one) ? (one.done?.body ?? null) : null,
        file: mayShow(one) ? (one.done?.file ?? null) : null,
      })),
    }
  },
})

export const readGuestFile = query({
  name: 'coordination.read-guest-file',
  summary: 'A file of an answer or of what was sent, for the guest whose link shows it',
  permission: 'coordination.answer',
  input: v.object({ fileId: idField() }),
  async run(ctx, input): Promise<FileRow> {
    const { duties, sent } = await shownTo(ctx)
    const shown = [
      ...duties.map((one) => dutyView(one).file),
      ...sent.filter(mayShow).map((one) => one.done?.file ?? null),
    ]
    if (!shown.some((file) => file?.id === input.fileId)) throw notFound()
    const row = await ctx.db
      .selectFrom('file')
      .select(['id', 'sha256', 'name', 'mime', 'bytes', 'public', 'variants'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.fileId)
      .executeTakeFirst()
    if (!row) throw notFound()
    return { ...row, variants: (row.variants ?? []) as unknown as FileRow['variants'] }
  },
})
