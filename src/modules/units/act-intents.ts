// What all acts of a plan together want of each unit: who begins, who ends, which facts differ. Contradictions are found here. Pure.
// What an act says outright goes before what it only implies: a child moved by an act of its own does not follow its old parent.
import type { Id } from '#kernel/ids.ts'
import type { ActFault } from './act-faults.ts'
import { sortOf } from './act-standing.ts'
import type { Standing } from './act-standing.ts'
import type { Fact, UnitFacts } from './history.ts'
import type { NewUnit, ReorganisationAct } from './reorganisation-acts.ts'
import type { UnitKind } from './unit-kinds.ts'

interface Said {
  actIndex: number
  field: string
}

export interface Founding extends Said {
  unit: NewUnit
}

export interface Ending extends Said {
  unitId: Id
  /** The body outside the bloc it goes to; null: it ends inside. */
  to: string | null
}

export interface Setting extends Said {
  value: UnitFacts[Fact]
}

export interface Intents {
  foundings: Map<Id, Founding>
  endings: Map<Id, Ending>
  settings: Map<Id, Map<Fact, Setting>>
  faults: ActFault[]
}

/** Reads all acts; with faults the rest is not to be used. */
export function gatherIntents(standing: Standing, acts: readonly ReorganisationAct[]): Intents {
  const wants: Intents = { foundings: new Map(), endings: new Map(), settings: new Map(), faults: [] }
  const gathering = new Gathering(standing, wants)
  acts.forEach((act, actIndex) => gathering.read(act, actIndex))
  acts.forEach((act, actIndex) => gathering.checkSorts(act, actIndex))
  acts.forEach((act, actIndex) => gathering.takeAlong(act, actIndex))
  acts.forEach((act, actIndex) => gathering.place(act, actIndex))
  gathering.checkTargets(acts)
  return wants
}

/** The new units of an act, each with its path. */
export function newUnitsOf(act: ReorganisationAct): { unit: NewUnit; field: string }[] {
  if ('unit' in act) return [{ unit: act.unit, field: 'unit' }]
  return 'units' in act ? act.units.map((unit, at) => ({ unit, field: `units.${at}` })) : []
}

/** The units that end by an act itself, each with its path. */
export function inputsOf(act: ReorganisationAct): { unitId: Id; field: string }[] {
  if ('inputs' in act) return act.inputs.map((unitId, at) => ({ unitId, field: `inputs.${at}` }))
  if (act.kind === 'split' || act.kind === 'dissolve') return [{ unitId: act.input, field: 'input' }]
  return act.kind === 'transfer_out' ? [{ unitId: act.unitId, field: 'unitId' }] : []
}

class Gathering {
  readonly #standing: Standing
  readonly #wants: Intents

  constructor(standing: Standing, wants: Intents) {
    this.#standing = standing
    this.#wants = wants
  }

  #fault(said: Said, code: string, details: ActFault['details'] = {}): void {
    this.#wants.faults.push({ actIndex: said.actIndex, field: said.field, code, details })
  }

  #nameOf(unitId: Id): string {
    return this.#wants.foundings.get(unitId)?.unit.name ?? this.#standing.nameOf(unitId)
  }

  /** First reading: what acts say outright. */
  read(act: ReorganisationAct, actIndex: number): void {
    for (const { unit, field } of newUnitsOf(act)) this.#found({ unit, actIndex, field })
    for (const { unitId, field } of inputsOf(act)) {
      this.#end({ unitId, actIndex, field, to: act.kind === 'transfer_out' ? act.to : null })
    }
    if (act.kind === 'move') {
      this.#change(act.unitId, { parentId: act.parentId, ...(act.toKind ? { kind: act.toKind } : {}) }, actIndex)
    } else if (act.kind === 'rename') {
      this.#change(act.unitId, { name: act.name, shortName: act.shortName }, actIndex)
    } else if (act.kind === 'change') {
      this.#change(act.unitId, act.facts, actIndex)
    } else if (act.kind === 'separate') {
      this.#stands(act.input, { actIndex, field: 'input' })
    }
    if ('children' in act) this.#readChildren(act, actIndex)
  }

  #readChildren(act: ReorganisationAct & { children: Readonly<Record<Id, Id>>; input: Id }, actIndex: number): void {
    const known = new Set(this.#standing.childrenOf(act.input).map((child) => child.unitId))
    for (const [childId, parentId] of Object.entries(act.children)) {
      const said = { actIndex, field: `children.${childId}` }
      if (known.has(childId)) this.#set(childId, 'parentId', { ...said, value: parentId })
      else this.#fault(said, 'units.act_not_a_child', { name: this.#nameOf(childId) })
    }
  }

  #found(founding: Founding): void {
    const { unitId } = founding.unit
    if (this.#wants.foundings.has(unitId) || this.#standing.history(unitId).length > 0) {
      this.#fault(founding, 'units.act_id_taken', { name: founding.unit.name })
    } else this.#wants.foundings.set(unitId, founding)
  }

  #end(ending: Ending): void {
    const { unitId } = ending
    if (!this.#stands(unitId, ending)) return
    const other = this.#wants.endings.get(unitId)
    if (other) {
      const code = other.actIndex === ending.actIndex ? 'units.act_same_unit' : 'units.act_overlap'
      this.#fault(ending, code, { name: this.#nameOf(unitId), other: other.actIndex + 1 })
    } else this.#wants.endings.set(unitId, ending)
    if (this.#standing.at(unitId)?.parentId === null) this.#fault(ending, 'units.act_top')
  }

  // Whether the unit exists that day, so that an act may be about it; says why not.
  #stands(unitId: Id, said: Said): boolean {
    if (this.#standing.at(unitId)) return true
    const end = this.#standing.history(unitId).at(-1)?.valid.to
    const name = this.#nameOf(unitId)
    if (end === undefined) this.#fault(said, 'units.unknown')
    else if (end !== null && end <= this.#standing.on) this.#fault(said, 'units.act_closed', { name, on: end })
    else this.#fault(said, 'units.act_not_yet', { name, on: this.#standing.on })
    return false
  }

  #change(unitId: Id, facts: Partial<UnitFacts>, actIndex: number): void {
    const said = { actIndex, field: 'unitId' }
    if (!this.#stands(unitId, said)) return
    const before = this.#standing.at(unitId)
    const given = Object.entries(facts).filter(([, value]) => value !== undefined) as [Fact, UnitFacts[Fact]][]
    if (given.every(([fact, value]) => before?.[fact] === value)) {
      this.#fault(said, 'units.act_nothing_changed', { name: this.#nameOf(unitId) })
    }
    if (before?.parentId === null && 'parentId' in facts) this.#fault(said, 'units.act_top')
    for (const [fact, value] of given) this.#set(unitId, fact, { actIndex, field: fact, value })
  }

  #set(unitId: Id, fact: Fact, setting: Setting): void {
    const facts = this.#wants.settings.get(unitId) ?? new Map<Fact, Setting>()
    const other = facts.get(fact)
    if (other && other.value !== setting.value) {
      this.#fault(setting, 'units.act_overlap', { name: this.#nameOf(unitId), other: other.actIndex + 1 })
    }
    facts.set(fact, other ?? setting)
    this.#wants.settings.set(unitId, facts)
  }

  // Cells are joined with cells, committees with committees: a cell that comes to a committee is moved under it, and stays itself.
  checkSorts(act: ReorganisationAct, actIndex: number): void {
    const outputs = act.kind === 'absorb' ? [this.#kindAfter(act.into)] : newUnitsOf(act).map(({ unit }) => unit.kind)
    if (act.kind === 'consolidate' || act.kind === 'absorb') {
      const output = outputs[0]
      for (const { unitId, field } of inputsOf(act)) {
        const input = this.#standing.at(unitId)
        if (input && output && sortOf(input.kind) !== sortOf(output)) {
          this.#fault({ actIndex, field }, 'units.act_sorts_differ', {
            name: input.name,
            kind: input.kind,
            into: output,
          })
        }
      }
    } else if (act.kind === 'split' || act.kind === 'separate') {
      const input = this.#standing.at(act.input)
      newUnitsOf(act).forEach(({ unit, field }) => {
        const fits =
          input &&
          (sortOf(input.kind) === sortOf(unit.kind) ||
            (sortOf(input.kind) === 'committee' && sortOf(unit.kind) === 'cell'))
        if (input && !fits) {
          this.#fault({ actIndex, field: `${field}.kind` }, 'units.act_sorts_differ', {
            name: input.name,
            kind: input.kind,
            into: unit.kind,
          })
        }
      })
    }
  }

  #kindAfter(unitId: Id): UnitKind | undefined {
    const said = this.#wants.settings.get(unitId)?.get('kind')?.value ?? this.#wants.foundings.get(unitId)?.unit.kind
    return (said as UnitKind | undefined) ?? this.#standing.at(unitId)?.kind
  }

  #isPlaced(unitId: Id): boolean {
    return this.#wants.endings.has(unitId) || this.#wants.settings.get(unitId)?.has('parentId') === true
  }

  /** Second reading: what stands below a unit that leaves the bloc leaves with it, unless an act says otherwise. */
  takeAlong(act: ReorganisationAct, actIndex: number): void {
    if (act.kind !== 'transfer_out') return
    const follow = (unitId: Id): void => {
      for (const child of this.#standing.childrenOf(unitId)) {
        if (this.#isPlaced(child.unitId)) continue
        this.#wants.endings.set(child.unitId, { unitId: child.unitId, actIndex, field: 'unitId', to: act.to })
        follow(child.unitId)
      }
    }
    follow(act.unitId)
  }

  /** Third: children of units joined stand under what remains; other units that end must have said where theirs go. */
  place(act: ReorganisationAct, actIndex: number): void {
    const output = act.kind === 'consolidate' ? act.unit.unitId : act.kind === 'absorb' ? act.into : null
    for (const { unitId, field } of inputsOf(act)) {
      const left = this.#standing.childrenOf(unitId).filter((child) => !this.#isPlaced(child.unitId))
      if (output !== null) {
        for (const child of left) this.#set(child.unitId, 'parentId', { actIndex, field, value: output })
      } else if (left.length > 0) {
        const names = left.map((child) => child.name)
        const details = { name: this.#nameOf(unitId), count: left.length, names }
        this.#fault({ actIndex, field: 'children' }, 'units.act_child_not_placed', details)
      }
    }
  }

  /** Last: nothing happens to a unit that ends, and nothing is put under one or joined to it. */
  checkTargets(acts: readonly ReorganisationAct[]): void {
    const { endings, foundings, settings } = this.#wants
    for (const { unit, actIndex, field } of foundings.values()) {
      this.#target(unit.parentId, { actIndex, field: `${field}.parentId` })
    }
    for (const [unitId, facts] of settings) {
      const ending = endings.get(unitId)
      for (const [fact, setting] of facts) {
        if (ending) {
          this.#fault(setting, 'units.act_overlap', { name: this.#nameOf(unitId), other: ending.actIndex + 1 })
        } else if (fact === 'parentId') this.#target(setting.value as Id, setting)
      }
    }
    acts.forEach((act, actIndex) => {
      if (act.kind === 'absorb') this.#target(act.into, { actIndex, field: 'into' })
      if (act.kind === 'separate') this.#target(act.input, { actIndex, field: 'input' })
    })
  }

  #target(unitId: Id, said: Said): void {
    const ending = this.#wants.endings.get(unitId)
    const name = this.#nameOf(unitId)
    if (ending) {
      const same = ending.actIndex === said.actIndex && said.field === 'into'
      this.#fault(said, same ? 'units.act_same_unit' : 'units.act_target_ends', { name, other: ending.actIndex + 1 })
    } else if (!this.#wants.foundings.has(unitId)) this.#stands(unitId, said)
  }
}
