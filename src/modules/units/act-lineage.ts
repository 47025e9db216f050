// Who goes on in whom after a plan's acts: edges from what ended to what remains (HIS-03). Pure.
import type { Id } from '#kernel/ids.ts'
import type { Intents } from './act-intents.ts'
import type { LineageEdge, ReorganisationAct } from './reorganisation-acts.ts'

const edge = (kind: LineageEdge['kind'], predecessorId: Id | null, successorId: Id | null): LineageEdge => ({
  kind,
  predecessorId,
  successorId,
  outside: null,
})

/** The edges of all acts. Moves, names and other facts keep the unit and make none. */
export function lineageOfActs(acts: readonly ReorganisationAct[], intents: Intents): LineageEdge[] {
  return acts.flatMap((act, actIndex) => edgesOf(act, actIndex, intents))
}

function edgesOf(act: ReorganisationAct, actIndex: number, intents: Intents): LineageEdge[] {
  switch (act.kind) {
    case 'consolidate':
      return act.inputs.map((input) => edge('consolidate', input, act.unit.unitId))
    case 'absorb':
      return act.inputs.map((input) => edge('absorb', input, act.into))
    case 'split':
    case 'separate':
      return act.units.map(({ unitId }) => edge(act.kind, act.input, unitId))
    case 'transfer_in':
      return [{ ...edge('transfer_in', null, act.unit.unitId), outside: act.from }]
    case 'transfer_out':
      return [...intents.endings.values()]
        .filter((ending) => ending.actIndex === actIndex)
        .map(({ unitId, to }) => ({ ...edge('transfer_out', unitId, null), outside: to }))
    case 'dissolve':
      return heirsOf(act).map((heir) => edge('dissolve', act.input, heir))
    default:
      return []
  }
}

// Whoever takes over members of a dissolved cell, or cells of a dissolved committee, goes on with its records; else nobody does.
function heirsOf(act: ReorganisationAct & { kind: 'dissolve' }): (Id | null)[] {
  const routed = (act.members ?? []).filter(({ from }) => from === act.input).map(({ to }) => to)
  const heirs = new Set([...Object.values(act.children), ...routed])
  return heirs.size === 0 ? [null] : [...heirs]
}
