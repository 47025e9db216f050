// A new unit under a parent, from a day on; without a parent it is the bloc itself.
import {
  choiceField,
  dayField,
  flagField,
  optionalChoice,
  optionalId,
  optionalInteger,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import { decisionFields } from '#modules/decisions/decisions.server.ts'
import { operation } from '#platform/operation/operation.ts'
import { AppError } from '#kernel/errors.ts'
import * as v from 'valibot'
import { versionConstraints } from './change-one.ts'
import { foundRows } from './found-rows.ts'
import { SEALS, UNIT_KINDS } from './unit-kinds.ts'

/** What describes one new unit, besides where it stands. */
const unitFields = () => ({
  unitId: v.optional(optionalId(), null),
  code: v.optional(optionalText(40), null),
  kind: choiceField(UNIT_KINDS),
  name: textField(250),
  shortName: v.optional(optionalText(120), null),
  sector: v.optional(optionalText(60), null),
  localityId: v.optional(optionalId(), null),
  ordinal: v.optional(optionalInteger(0, 100_000), null),
  symbol: v.optional(optionalText(40), null),
  seal: v.optional(optionalChoice(SEALS), null),
  delegated: flagField(),
  provisional: flagField(),
  effectiveOn: dayField(),
  ...decisionFields(),
})

const constraints = {
  ...versionConstraints,
  unit_tenant_id_code_key: { code: 'units.code_taken', field: 'code' },
}

export const foundUnit = operation({
  name: 'units.found-unit',
  summary: 'Found a unit under a parent from a day on; its code is made when none is given',
  permission: 'unit.write',
  input: v.object({ parentId: v.optional(optionalId(), null), ...unitFields() }),
  // Nothing stands above the bloc: the tenant's own id is no unit, so only the system covers it.
  units: (ctx, input) => [input.parentId ?? ctx.tenantId],
  constraints,
  async run(ctx, input) {
    const { units, warnings } = await foundRows(
      ctx,
      [{ ...input, unitId: input.unitId ?? ctx.newId() }],
      (_, field) => field,
    )
    ctx.note({ name: input.name, kind: input.kind, parentId: input.parentId, effectiveOn: input.effectiveOn })
    return { ...(units[0] as { unitId: string; code: string }), warnings }
  },
})

export const foundUnits = operation({
  name: 'units.found-units',
  summary: 'Found many units at once, whole branches too: a row names its parent by id, or by the key of another row',
  permission: 'unit.write',
  input: v.object({
    units: v.pipe(
      v.array(
        v.object({
          key: v.optional(optionalText(60), null),
          parentKey: v.optional(optionalText(60), null),
          parentId: v.optional(optionalId(), null),
          ...unitFields(),
        }),
      ),
      v.minLength(1, 'field.required'),
      v.maxLength(5000, 'field.too_long:5000'),
    ),
  }),
  units: (ctx, input) => input.units.filter((row) => row.parentKey === null).map((row) => row.parentId ?? ctx.tenantId),
  constraints,
  async run(ctx, input) {
    const path = (at: number, field: string) => `units.${at}.${field}`
    const keys = new Map<string, string>()
    const rows = input.units.map((row, at) => {
      const unitId = row.unitId ?? ctx.newId()
      if (row.key !== null && keys.has(row.key)) throw AppError.at(path(at, 'key'), 'units.repeated_key')
      if (row.key !== null) keys.set(row.key, unitId)
      return { ...row, unitId }
    })
    const placed = rows.map((row, at) => {
      if (row.parentKey === null) return row
      const parentId = keys.get(row.parentKey)
      if (parentId === undefined) throw AppError.at(path(at, 'parentKey'), 'units.unknown_key')
      return { ...row, parentId }
    })
    const { units, warnings } = await foundRows(ctx, placed, path)
    ctx.note({ count: units.length })
    return { units: units.map((unit, at) => ({ ...unit, key: rows[at]?.key ?? null })), warnings }
  },
})
