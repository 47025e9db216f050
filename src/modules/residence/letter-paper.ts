// The letter that introduces a member to the place of residence, in the Party's layout; one paper for each member. Pure but for its query.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { itemsOf, loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { ancestorsOf, nameOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReportPaper } from '#platform/paper/report-paper.ts'
import * as v from 'valibot'
import { cellsOfLink, cellsOfMembers } from './link-store.ts'
import { letterDay, letterIssuer, letterLines, letterWords } from './residence-messages.ts'

export interface Letter {
  number: string | null
  on: Day | null
  signer: string | null
  unit: string
  superior: string
  body: string
  cell: string
  name: string
  birthOn: Day
  admittedOn: Day
  cardNumber: string | null
  address: string | null
  /** Why the member is exempt from activity there; null: not exempt. */
  exempt: string | null
  today: Day
}

export const readLetter = query({
  name: 'residence.read-letter',
  summary: 'What the letter of introduction to the place of residence says',
  permission: 'member.read',
  input: v.object({ linkId: idField() }),
  units: (ctx, input) => cellsOfLink(ctx, input.linkId),
  async run(ctx, input): Promise<Letter> {
    const row = await ctx.db
      .selectFrom('residence_link as l')
      .innerJoin('residence_cell as c', (join) =>
        join.onRef('c.tenant_id', '=', 'l.tenant_id').onRef('c.id', '=', 'l.residence_cell_id'),
      )
      .innerJoin('external_body as b', (join) =>
        join.onRef('b.tenant_id', '=', 'c.tenant_id').onRef('b.id', '=', 'c.body_id'),
      )
      .innerJoin('member as m', (join) =>
        join.onRef('m.tenant_id', '=', 'l.tenant_id').onRef('m.id', '=', 'l.member_id'),
      )
      .innerJoin('person as p', (join) =>
        join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'),
      )
      .select(['l.letter_number as number', 'l.letter_on as on', 'l.letter_signer as signer', 'l.address', 'l.ground'])
      .select(['l.category', 'c.name as cell', 'b.name as body', 'm.id as memberId', 'm.admitted_on as admittedOn'])
      .select(['m.card_number as cardNumber', 'p.full_name as name', 'p.birth_on as birthOn'])
      .where('l.tenant_id', '=', ctx.tenantId)
      .where('l.id', '=', input.linkId)
      .where('l.voided_at', 'is', null)
      .executeTakeFirst()
    if (!row) throw notFound()
    const [unitId] = await cellsOfMembers(ctx, [row.memberId])
    const on = row.on ?? ctx.today
    const unit = unitId ? await nameOn(ctx, unitId, on) : undefined
    const [above] = unitId ? await ancestorsOf(ctx, unitId, on) : []
    const rule = (await loadRulebook(ctx)).at('RESIDENCE_GROUNDS_A', on)
    const exempt =
      rule && row.category === 'A' ? (itemsOf(rule).find((item) => item.code === row.ground)?.label ?? '') : null
    const { memberId: _, ground: __, category: ___, ...rest } = row
    return { ...rest, unit: unit?.name ?? '', superior: above?.name ?? '', exempt, today: ctx.today }
  },
})

/** The letter as a paper; one without a number is a draft. */
export function letterPaperOf(letter: Letter): ReportPaper {
  return {
    header: {
      party: letterWords.party,
      issuerUpper: letterIssuer(letter.superior),
      issuer: letterIssuer(letter.unit),
      numberWord: letterWords.number,
      number: letter.number,
      symbol: letterWords.symbol,
      place: letterWords.place,
      dayWords: letterDay(letter.on, yearOf(letter.on ?? letter.today)),
      ...(letter.number === null ? { draft: letterWords.draft } : {}),
    },
    title: { kind: letterWords.kind, subject: letterWords.subject },
    blocks: letterLines(letter).map((text) => ({ kind: 'paragraph', text })),
    recipientsWord: letterWords.recipients,
    recipients: letterWords.recipientLines,
    signature: { authority: letterWords.authority, post: letterWords.post, name: letter.signer ?? '' },
    appendices: [],
    footnotes: [],
  }
}
