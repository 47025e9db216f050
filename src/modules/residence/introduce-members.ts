// Introduces members to the cell where they live, or says that they are exempt: one, several of a cell with letters that follow one
// another, or a whole list. A new introduction closes the one before (change of address or category).
import type { Id } from '#kernel/ids.ts'
import {
  choiceField,
  dayField,
  idField,
  optionalDay,
  optionalId,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { ensureCells } from './residence-cells.ts'
import { cellsOfMembers, introduceAll } from './link-store.ts'
import { CATEGORIES, lettersFrom } from './residence.ts'

const MOST_AT_ONCE = 500
const MOST_ROWS = 20_000

const facts = () => ({
  category: choiceField(CATEGORIES),
  ground: v.optional(optionalText(40), null),
  cellId: v.optional(optionalId(), null),
  address: v.optional(optionalText(300), null),
  from: dayField(),
  letterNumber: v.optional(optionalText(40), null),
  letterOn: v.optional(optionalDay(), null),
  letterSigner: v.optional(optionalText(120), null),
})

export const linkConstraints = {
  residence_link_once: { code: 'residence.before_last', field: 'from' },
}

export const introduceMembers = operation({
  name: 'residence.introduce-members',
  summary: 'Introduce members to one cell at their place of residence, or record that they are exempt',
  permission: 'member.write',
  input: v.object({
    memberIds: v.pipe(
      v.array(idField(), 'residence.nobody'),
      v.minLength(1, 'residence.nobody'),
      v.maxLength(MOST_AT_ONCE, `field.too_long:${MOST_AT_ONCE}`),
    ),
    /** `letterNumber` is that of the first; the others follow. */
    ...facts(),
  }),
  units: (ctx, input) => cellsOfMembers(ctx, input.memberIds),
  constraints: linkConstraints,
  async run(ctx, { memberIds, ...common }): Promise<{ linkIds: Id[] }> {
    const ids = [...new Set(memberIds)]
    const numbers = common.letterNumber === null ? null : lettersFrom(common.letterNumber, ids.length)
    const rows = ids.map((memberId, n) => ({ ...common, memberId, letterNumber: numbers?.[n] ?? null }))
    const linkIds = await introduceAll(ctx, rows, 'form')
    ctx.touch(...ids)
    ctx.note({ members: ids.length, category: common.category, from: common.from, letter: common.letterNumber })
    return { linkIds }
  },
})

export const importLinks = operation({
  name: 'residence.import-links',
  summary: 'Introduce many members at once, each with own cell, category and letter; all of them or none',
  permission: 'member.write',
  input: v.object({
    rows: v.pipe(
      v.array(
        v.object({
          memberId: idField(),
          ...facts(),
          /** A cell that may not be on file yet, by its committee and name; instead of `cellId`. */
          newCell: v.optional(v.nullable(v.object({ bodyId: idField(), name: textField(200) })), null),
        }),
      ),
      v.minLength(1, 'residence.nobody'),
      v.maxLength(MOST_ROWS, `field.too_long:${MOST_ROWS}`),
    ),
  }),
  units: (ctx, input) => cellsOfMembers(ctx, input.rows.map((row) => row.memberId)), // prettier-ignore
  constraints: linkConstraints,
  async run(ctx, input): Promise<{ linkIds: Id[] }> {
    const named = input.rows.flatMap((row, n) => (row.newCell ? [{ n, ...row.newCell }] : []))
    const { ids, added } = await ensureCells(ctx, named)
    const cells = new Map(named.map(({ n }, at) => [n, ids[at] ?? null]))
    const rows = input.rows.map((row, n) => ({ ...row, cellId: cells.get(n) ?? row.cellId }))
    const linkIds = await introduceAll(ctx, rows, 'row')
    ctx.note({ members: linkIds.length, cells: added })
    return { linkIds }
  },
})
