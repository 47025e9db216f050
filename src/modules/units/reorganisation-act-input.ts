// The acts of a reorganisation as they come from forms, the API and plans on file: `reorganisationActInput` checks and cleans them.
import {
  choiceField,
  flagField,
  idField,
  optionalChoice,
  optionalId,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import { isId } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'
import * as v from 'valibot'
import type { ReorganisationAct } from './reorganisation-acts.ts'
import { SEALS, UNIT_KINDS } from './unit-kinds.ts'

const ids = (atLeast: number) =>
  v.pipe(
    v.array(idField(), 'field.shape'),
    v.minLength(atLeast, 'units.act_too_few'),
    v.maxLength(1000, 'field.too_long:1000'),
  )

const newUnit = () =>
  v.pipe(
    v.object({
      unitId: idField(),
      parentId: idField(),
      kind: choiceField(UNIT_KINDS),
      name: textField(250),
      shortName: optionalText(120),
      code: v.optional(optionalText(40), null),
      sector: v.optional(optionalText(60), null),
      localityId: v.optional(optionalId(), null),
      symbol: v.optional(optionalText(40), null),
      seal: v.optional(optionalChoice(SEALS), null),
      delegated: flagField(),
      provisional: flagField(),
    }),
    v.transform((unit) => ({ ...unit, shortName: unit.shortName ?? unit.name })),
  )

const newUnits = (atLeast: number) =>
  v.pipe(
    v.array(newUnit(), 'field.shape'),
    v.minLength(atLeast, 'units.act_too_few'),
    v.maxLength(50, 'field.too_long:50'),
  )

const children = () =>
  v.optional(
    v.record(
      v.pipe(
        v.string('field.shape'),
        v.check((key) => isId(key), 'field.id'),
      ),
      idField(),
    ),
    {},
  )

const members = () =>
  v.optional(
    v.pipe(
      v.array(
        v.object({
          from: idField(),
          to: idField(),
          members: v.union(
            [v.literal('rest'), v.pipe(v.array(idField()), v.minLength(1, 'units.act_too_few'))],
            'field.shape',
          ),
        }),
      ),
      v.maxLength(2000, 'field.too_long:2000'),
    ),
    [],
  )

// What the input does not name stays; null takes away.
const changedFacts = () =>
  v.object({
    kind: v.exactOptional(choiceField(UNIT_KINDS)),
    sector: v.exactOptional(optionalText(60)),
    localityId: v.exactOptional(optionalId()),
    symbol: v.exactOptional(optionalText(40)),
    seal: v.exactOptional(optionalChoice(SEALS)),
    delegated: v.exactOptional(flagField()),
    provisional: v.exactOptional(flagField()),
  })

const act = <const K extends ReorganisationAct['kind'], E extends v.ObjectEntries>(kind: K, entries: E) =>
  v.object({ kind: v.literal(kind), members: members(), ...entries })

/** One act of a plan; its result is a `ReorganisationAct`. Wrong values are named by their path: `inputs.0`, `unit.name`. */
export const reorganisationActInput = v.variant(
  'kind',
  [
    act('found', { unit: newUnit() }),
    act('consolidate', { inputs: ids(2), unit: newUnit() }),
    act('absorb', { inputs: ids(1), into: idField() }),
    act('split', { input: idField(), units: newUnits(2), children: children() }),
    act('separate', { input: idField(), units: newUnits(1), children: children() }),
    v.pipe(
      act('move', { unitId: idField(), parentId: idField(), toKind: v.optional(optionalChoice(UNIT_KINDS), null) }),
      v.transform(({ toKind, ...rest }) => (toKind === null ? rest : { ...rest, toKind })),
    ),
    act('transfer_in', { unit: newUnit(), from: textField(250) }),
    act('transfer_out', { unitId: idField(), to: textField(250) }),
    v.pipe(
      act('rename', { unitId: idField(), name: textField(250), shortName: optionalText(120) }),
      v.transform((rename) => ({ ...rename, shortName: rename.shortName ?? rename.name })),
    ),
    act('change', { unitId: idField(), facts: changedFacts() }),
    act('dissolve', { input: idField(), children: children() }),
  ],
  'field.choice',
)

type Read = v.InferOutput<typeof reorganisationActInput>

/** What the schema yields is the contract, and nothing less. */
export const readAct = (act: Read): ReorganisationAct => act

/** The units of the bloc that an act names: for the question whether the caller may act upon them. */
export function unitsOfAct(act: ReorganisationAct): Id[] {
  const own = 'unitId' in act ? [act.unitId] : 'input' in act ? [act.input] : 'inputs' in act ? act.inputs : []
  const made = new Set('unit' in act ? [act.unit.unitId] : 'units' in act ? act.units.map((unit) => unit.unitId) : [])
  const parents = 'unit' in act ? [act.unit.parentId] : 'units' in act ? act.units.map((unit) => unit.parentId) : []
  const targets = act.kind === 'absorb' ? [act.into] : act.kind === 'move' ? [act.parentId] : []
  const placed = 'children' in act ? Object.entries(act.children).flat() : []
  const routed = (act.members ?? []).flatMap(({ from, to }) => [from, to])
  return [...new Set([...own, ...parents, ...targets, ...placed, ...routed])].filter((id) => !made.has(id))
}
