// The list of differences to the national database: by cell, by kind, with both values; marked when done. Masked values open one line at a
// time, and the reading is logged.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { logMaskedRead } from '#modules/access/access.server.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import {
  flagField,
  idField,
  optionalChoice,
  optionalId,
  optionalInteger,
  optionalText,
  versionField,
} from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { COLUMNS, columnOf } from './columns.ts'
import type { ColumnKey } from './columns.ts'
import { openBoth } from './compare-register.ts'
import { reachIntake } from './list-intakes.ts'
import { masked } from './understand.ts'

export const BRIDGE_KINDS = ['here', 'there', 'differs'] as const
export type BridgeKind = (typeof BRIDGE_KINDS)[number]
export const LINES_A_PAGE = 50
const MOST_LINES = 20_000

/** Lines of one comparison that the caller may see. */
const linesOf = (ctx: ReadContext, intakeId: Id) =>
  ctx.db
    .selectFrom('bridge_line as b')
    .where('b.tenant_id', '=', ctx.tenantId)
    .where('b.intake_id', '=', intakeId)
    .where(inScope(ctx, 'member.write', ctx.today, 'b.unit_id'))

const filters = {
  intakeId: idField(),
  unitId: v.optional(optionalId(), null),
  kind: v.optional(optionalChoice(BRIDGE_KINDS), null),
  /** Only what is still to be done. */
  open: flagField(),
}

export const listBridge = query({
  name: 'intake.list-bridge',
  summary: 'Differences between the register and a national export, fifty a page or all; masked values masked',
  permission: 'member.write',
  input: v.object({ ...filters, page: v.optional(optionalInteger(1, 10_000), null), all: flagField() }),
  async run(ctx, input) {
    const intake = await reachIntake(ctx, input.intakeId)
    const lines = linesOf(ctx, intake.id)
      .$if(input.unitId !== null, (q) => q.where(isUnder(ctx, [input.unitId as Id], intake.asOf, 'b.unit_id')))
      .$if(input.kind !== null, (q) => q.where('b.kind', '=', input.kind as string))
      .$if(input.open, (q) => q.where('b.done_at', 'is', null))
    const { n } = await lines.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const page = input.page ?? 1
    const rows = await lines
      .leftJoin('account as a', (join) => join.onRef('a.tenant_id', '=', 'b.tenant_id').onRef('a.id', '=', 'b.done_by'))
      .selectAll('b')
      .select('a.display_name as doneByName')
      .orderBy(sql`b.done_at is not null`)
      .orderBy(sql`array_position(array['differs', 'there', 'here'], b.kind)`)
      .orderBy('b.sort_key')
      .orderBy('b.id')
      .limit(input.all ? MOST_LINES : LINES_A_PAGE)
      .offset(input.all ? 0 : (page - 1) * LINES_A_PAGE)
      .execute()
    const units = await namesOn(
      ctx,
      rows.map((row) => row.unit_id),
      intake.asOf,
    )
    return {
      page,
      size: LINES_A_PAGE,
      total: Number(n),
      asOf: intake.asOf,
      lines: rows.map((row) => ({
        id: row.id,
        kind: row.kind as BridgeKind,
        certainty: row.certainty as 'sure' | 'likely' | 'unclear',
        line: row.line,
        memberId: row.member_id,
        name: row.name,
        birthOn: row.birth_on as Day | null,
        unitId: row.unit_id,
        unitName: units.get(row.unit_id)?.name ?? '',
        fields: shownFields(ctx, row.id, row.sealed),
        hasMasked: row.fields.some((field) => columnOf(field as ColumnKey)?.masked),
        doneOn: row.done_at,
        doneBy: row.doneByName,
        remark: row.remark,
        version: row.version,
      })),
    }
  },
})

const ORDER = COLUMNS.map((column) => column.key)

function shownFields(ctx: ReadContext, lineId: Id, sealed: Buffer | null) {
  if (!sealed) return []
  const both = openBoth(ctx.tenantId, lineId, sealed)
  const hide = (key: ColumnKey, value: string | null) =>
    value !== null && columnOf(key).masked ? masked(value) : value
  return (Object.keys(both) as ColumnKey[])
    .toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map((key) => ({
      key,
      masked: columnOf(key).masked,
      here: hide(key, both[key]?.here ?? null),
      there: hide(key, both[key]?.there ?? null),
    }))
}

export const bridgeCells = query({
  name: 'intake.bridge-cells',
  summary: 'How many differences each cell has, by kind, and how many are done',
  permission: 'member.write',
  input: v.object({ intakeId: idField() }),
  async run(ctx, input) {
    const intake = await reachIntake(ctx, input.intakeId)
    const rows = await linesOf(ctx, intake.id)
      .select([
        'b.unit_id as unitId',
        sql<number>`count(*)::int`.as('total'),
        sql<number>`count(b.done_at)::int`.as('done'),
        sql<number>`count(*) filter (where b.kind = 'here')::int`.as('here'),
        sql<number>`count(*) filter (where b.kind = 'there')::int`.as('there'),
        sql<number>`count(*) filter (where b.kind = 'differs')::int`.as('differs'),
        sql<number>`count(*) filter (where b.certainty <> 'sure')::int`.as('doubts'),
      ])
      .groupBy('b.unit_id')
      .execute()
    const units = await namesOn(
      ctx,
      rows.map((row) => row.unitId),
      intake.asOf,
    )
    return rows
      .map((row) => ({ ...row, name: units.get(row.unitId)?.name ?? '', code: units.get(row.unitId)?.code ?? '' }))
      .toSorted((a, b) => a.done / a.total - b.done / b.total || (a.code < b.code ? -1 : 1))
  },
})

const unitOfLine = async (ctx: Pick<ReadContext, 'tenantId' | 'db'>, lineId: Id): Promise<Id[]> => {
  const row = await ctx.db
    .selectFrom('bridge_line')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', lineId)
    .executeTakeFirst()
  return row ? [row.unit_id] : []
}

export const markBridgeLine = operation({
  name: 'intake.mark-bridge-line',
  summary: 'Mark a difference to the national database as dealt with, or as open again',
  permission: 'member.write',
  input: v.object({
    lineId: idField(),
    version: versionField(),
    done: flagField(),
    remark: v.optional(optionalText(300), null),
  }),
  units: (ctx, input) => unitOfLine(ctx, input.lineId),
  async run(ctx, input) {
    const row = await ctx.db
      .selectFrom('bridge_line')
      .select('version')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.lineId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound()
    if (row.version !== input.version) throw new AppError('stale')
    await ctx.db
      .updateTable('bridge_line')
      .set({
        done_at: input.done ? ctx.now : null,
        done_by: input.done ? ctx.actor.accountId : null,
        remark: input.remark,
        version: row.version + 1,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.lineId)
      .execute()
    ctx.touch(input.lineId)
    return { lineId: input.lineId, done: input.done }
  },
})

export const revealBridgeLine = operation({
  name: 'intake.reveal-bridge-line',
  summary: 'Read the masked values of a difference, here and there; the reading is logged',
  permission: 'member.read-masked',
  afterEnd: true,
  secretAnswer: true,
  input: v.object({ lineId: idField() }),
  units: (ctx, input) => unitOfLine(ctx, input.lineId),
  async run(ctx, input) {
    const row = await ctx.db
      .selectFrom('bridge_line')
      .select(['person_id', 'sealed'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.lineId)
      .executeTakeFirst()
    if (!row?.sealed) throw notFound()
    const both = openBoth(ctx.tenantId, input.lineId, row.sealed)
    const keys = (Object.keys(both) as ColumnKey[]).filter((key) => columnOf(key).masked)
    const LOGGED: Partial<Record<ColumnKey, string>> = { citizenId: 'citizen_id' }
    if (row.person_id)
      await logMaskedRead(
        ctx,
        [row.person_id],
        keys.map((key) => LOGGED[key] ?? key),
        null,
      )
    ctx.touch(input.lineId)
    ctx.note({ fields: keys })
    return { lineId: input.lineId, values: Object.fromEntries(keys.map((key) => [key, both[key]])) }
  },
})
