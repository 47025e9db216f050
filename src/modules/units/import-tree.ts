// The tree out of a sheet: new units and changed facts of many units from a day on, under one decision; all or nothing.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { tidy } from '#kernel/vietnamese/text.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { newId } from '#platform/new-id.ts'
import {
  choiceField,
  dayField,
  flagField,
  integerField,
  optionalChoice,
  optionalId,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { versionConstraints } from './change-one.ts'
import { giveCodes } from './give-codes.ts'
import { refuseOpenMatters } from './open-matters.ts'
import { planTree } from './import-plan.ts'
import type { SheetRow, TreePlan } from './import-plan.ts'
import { localitiesById, placeFault } from './locality-store.ts'
import { commitTree, lockTree, lockUnits, readVersions } from './tree-store.ts'
import { isCell, SEALS, UNIT_KINDS } from './unit-kinds.ts'

const MOST = 5000

const sheetRow = v.object({
  /** Row of the sheet, for the words of a refusal. */
  line: v.optional(integerField(0, 1_000_000), 0),
  code: v.optional(optionalText(40), null),
  /** Left out: stays. Empty: at the top. */
  parentCode: v.optional(optionalText(40)),
  kind: v.optional(choiceField(UNIT_KINDS)),
  name: v.optional(textField(250)),
  shortName: v.optional(optionalText(120)),
  sector: v.optional(optionalText(60)),
  localityId: v.optional(optionalId()),
  ordinal: v.optional(integerField(0, 100_000)),
  symbol: v.optional(optionalText(40)),
  seal: v.optional(optionalChoice(SEALS)),
  delegated: v.optional(flagField()),
  provisional: v.optional(flagField()),
})

/** Names as the house writes them, whatever the keyboard; what the sheet leaves out is not there at all. */
function rowOf({ name, shortName, ...row }: v.InferOutput<typeof sheetRow>): SheetRow {
  const given = {
    ...row,
    ...(name === undefined ? {} : { name: tidy(name) }),
    ...(shortName === undefined ? {} : { shortName: tidy(shortName ?? '') }),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as SheetRow
}

/** What these rows would make of the tree from that day on; nothing is written. Reads the versions and codes of the bloc. */
export async function planTreeImport(
  ctx: Pick<ReadContext, 'tenantId' | 'db' | 'now' | 'actor'>,
  rows: readonly SheetRow[],
  on: Day,
  decisionId: string | null = null,
): Promise<TreePlan & { versions: Awaited<ReturnType<typeof readVersions>> }> {
  const versions = await readVersions(ctx)
  const units = await ctx.db.selectFrom('unit').select(['id', 'code']).where('tenant_id', '=', ctx.tenantId).execute()
  const codes = new Map(units.map((unit) => [unit.code, unit.id]))
  const act = { on, decisionId, recordedAt: ctx.now, recordedBy: ctx.actor.accountId }
  const plan = planTree({ versions, codes }, rows, act, newId)
  const faults = [...plan.faults, ...(await faultyPlaces(ctx, plan, on))]
  return { versions, ...plan, faults: faults.toSorted((a, b) => a.line - b.line) }
}

/** Places newly given that do not exist on that day. */
async function faultyPlaces(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  { rows }: TreePlan,
  on: Day,
): Promise<TreePlan['faults']> {
  const given = rows.flatMap(({ line, before, after: { localityId } }) =>
    localityId === null || localityId === before?.localityId ? [] : [{ line, localityId }],
  )
  if (given.length === 0) return []
  const localities = await localitiesById(ctx)
  return given.flatMap(({ line, localityId }) => {
    const fault = placeFault(localities, localityId, on)
    return fault ? [{ line, field: 'localityId' as const, ...fault }] : []
  })
}

export const importTree = operation({
  name: 'units.import-tree',
  summary: 'New units and changed facts of many units from a day on, by code, in any order; all or nothing',
  permission: 'unit.write',
  input: v.object({
    effectiveOn: dayField(),
    rows: v.pipe(v.array(sheetRow), v.minLength(1, 'field.required'), v.maxLength(MOST, `field.too_long:${MOST}`)),
    ...decisionFields(),
  }),
  constraints: versionConstraints,
  async run(ctx, input): Promise<{ founded: number; changed: number }> {
    await lockTree(ctx)
    const decisionId = await citeDecision(ctx, input)
    const plan = await planTreeImport(ctx, input.rows.map(rowOf), input.effectiveOn, decisionId)
    refuseFaulty(plan, input.rows)
    const fresh = plan.rows.filter(({ state }) => state === 'new')
    const changed = plan.rows.filter(({ state }) => state === 'changed')
    if (fresh.length + changed.length === 0) throw new AppError('units.nothing_changed')
    await refuseBusyCells(ctx, changed, input)
    const codes = await giveCodes(
      ctx,
      plan.versions,
      fresh.map(({ unitId, code, after }) => ({ unitId, code, parentId: after.parentId })),
      (_, field) => field,
    )
    await insertRows(
      ctx.db,
      'unit',
      fresh.map(({ unitId }, at) => ({
        tenant_id: ctx.tenantId,
        id: unitId,
        code: codes[at] as string,
        recorded_at: ctx.now,
      })),
    )
    await commitTree(ctx, plan.versions, plan.after, {
      touched: plan.touched,
      since: input.effectiveOn,
      parentField: () => 'rows',
    })
    ctx.touch(...plan.touched, ...(decisionId ? [decisionId] : []))
    ctx.note({ effectiveOn: input.effectiveOn, founded: fresh.length, changed: changed.length })
    return { founded: fresh.length, changed: changed.length }
  },
})

/** A cell that becomes something else is first rid of what only cells have, as when it is changed by itself. */
async function refuseBusyCells(
  ctx: Context,
  changed: TreePlan['rows'],
  { rows, effectiveOn }: { rows: readonly { line: number }[]; effectiveOn: Day },
): Promise<void> {
  const grown = changed.filter(({ before, after }) => before !== null && isCell(before.kind) && !isCell(after.kind))
  await lockUnits(
    ctx,
    grown.map(({ unitId }) => unitId),
  )
  for (const { unitId, line } of grown) {
    const field = `rows.${rows.findIndex((row) => row.line === line)}.kind`
    await refuseOpenMatters(ctx, unitId, effectiveOn, { field, forbids: (matter) => matter.ofCells === true })
  }
}

// Every wrong cell of the sheet is named; the sentence on top is the first one's.
function refuseFaulty(plan: TreePlan, rows: readonly { line: number }[]): void {
  const [first] = plan.faults
  if (!first) return
  const places = new Map(rows.map(({ line }, at) => [line, at]))
  const fields = plan.faults.map(({ line, field, code }) => [`rows.${places.get(line) ?? 0}.${field}`, code])
  throw new AppError(first.code, first.details, Object.fromEntries(fields))
}
