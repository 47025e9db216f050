// The second step of adding an act: the fields its kind needs for the units chosen, with what there is to choose from.
import type { Id } from '#kernel/ids.ts'
import { POST_KINDS } from '#modules/committees/committees.server.ts'
import { membersOfCell } from '#modules/members/members.server.ts'
import type { PlanActKind, PlanRow, PlanSimulation, PlanView } from '#modules/reorganisations/reorganisations.server.ts'
import { planActNames } from '#modules/reorganisations/reorganisations-messages.ts'
import { DEFAULT_NESTING, isCell, isGrassroots, kindsUnder, newUnitsOf } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { newId } from '#platform/new-id.ts'
import type { Query, ReadContext } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'
import { placeChoices } from '../../choices.server.ts'
import { fieldsOf, inputsOfAct } from './act-input.ts'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

/** The acts that begin without choosing units. */
export const WITHOUT_UNITS: readonly PlanActKind[] = ['found', 'transfer_in']
/** The acts about exactly one unit. */
const OF_ONE: readonly PlanActKind[] = ['split', 'separate', 'dissolve', 'appoint']
/** Kinds one chooses by hand, in the order of use; the others arise from what the simulation asks. */
export const CHOSEN_KINDS: readonly PlanActKind[] = [
  ...(['move', 'transfer_out', 'absorb', 'consolidate', 'split', 'separate', 'dissolve', 'rename', 'change'] as const),
  ...(['found', 'transfer_in', 'appoint'] as const),
]
const MOST_PARTS = 10

/** As lists of choices take it. */
interface Option {
  value: string
  label: string
  group?: string
}

export interface ActDraft {
  kind: PlanActKind
  what: string
  /** null: it is a new one. */
  actId: Id | null
  inputs: { id: Id; name: string; kindName: string; shortName: string }[]
  /** Form values before anything was typed. */
  values: Record<string, string>
  newUnits: { path: string; unitId: Id; heading: string }[]
  /** One part more, where the act may have more. */
  moreHref: string | null
  places: Option[]
  /** Where children go. */
  children: { id: Id; name: string }[]
  childPlaces: Option[]
  /** What an empty choice means for a child; null: a place is needed. */
  childStays: string | null
  cells: { id: Id; name: string; members: { id: Id; name: string }[] }[]
  memberPlaces: Option[]
  memberStays: string | null
  kinds: Option[]
  sectors: Option[]
  localities: Option[]
  posts: Option[]
}

export const sortOf = (kind: UnitKind): string =>
  isCell(kind) ? 'cell' : kind === 'group' || kind === 'bloc' ? kind : 'committee'

/** The kind a unit has at another place where the rules leave but one; undefined: it stays. */
export function kindAtPlace(
  rows: readonly PlanRow[],
  on: PlanView['effectiveOn'],
  unitId: Id,
  parentId: Id,
): UnitKind | undefined {
  const unit = rows.find((row) => row.id === unitId)
  const parent = rows.find((row) => row.id === parentId)
  if (!unit || !parent) return undefined
  const allowed = kindsUnder(DEFAULT_NESTING, parent.kind, on)
  if (allowed.includes(unit.kind)) return undefined
  const fitting = allowed.filter((kind) => sortOf(kind) === sortOf(unit.kind))
  return fitting.length === 1 ? fitting[0] : undefined
}

/** All units of both trees and those to come, each once; those that go on first. */
export function rowsOfPlan({ before, after }: PlanSimulation): PlanRow[] {
  const seen = new Set(after.map((row) => row.id))
  return [...after, ...before.filter((row) => !seen.has(row.id))]
}

interface Asked {
  kind: PlanActKind
  actId: Id | null
  chosen: readonly Id[]
  /** How many new units. */
  parts: number
  moreHref: (parts: number) => string
}

/** Reads `?viec=&chon=&so=` or `?sua=`; null when nothing, or nothing sensible, is asked. */
export function askedAct(params: URLSearchParams, plan: PlanView, rows: readonly PlanRow[]): Asked | null {
  const moreHref = (parts: number) => {
    const next = new URLSearchParams(params)
    next.set('so', String(parts))
    return `?${next}`
  }
  const parts = Math.min(MOST_PARTS, Math.max(0, Math.floor(Number(params.get('so'))) || 0))
  const stored = plan.acts.find(({ id }) => id === params.get('sua'))
  if (stored) {
    const made = 'units' in stored.act ? stored.act.units.length : 0
    const chosen = inputsOfAct(stored.act)
    return { kind: stored.act.kind, actId: stored.id, chosen, parts: Math.max(parts, made), moreHref }
  }
  const kind = CHOSEN_KINDS.find((each) => each === params.get('viec'))
  if (!kind) return null
  const wanted = new Set(params.getAll('chon'))
  const chosen = rows.filter((row) => wanted.has(row.code) || wanted.has(row.id)).map((row) => row.id)
  return { kind, actId: null, chosen, parts, moreHref }
}

/** What stands in the way of the second step, in words; null: nothing. */
export function choiceFault({ kind, chosen }: Pick<Asked, 'kind' | 'chosen'>): string | null {
  const what = planActNames[kind].toLocaleLowerCase('vi')
  if (WITHOUT_UNITS.includes(kind)) return null
  if (chosen.length === 0) return `Đánh dấu trong cây tổ chức cần ${what}, rồi bấm Tiếp tục.`
  if (kind === 'consolidate' && chosen.length < 2) return 'Hợp nhất cần ít nhất hai tổ chức. Đánh dấu thêm trong cây.'
  if (OF_ONE.includes(kind) && chosen.length > 1) return `Mỗi lần chỉ ${what} một tổ chức. Bỏ bớt dấu chọn trong cây.`
  return null
}

export async function draftAct(
  run: Run,
  ctx: ReadContext,
  { plan, simulation, asked }: { plan: PlanView; simulation: PlanSimulation; asked: Asked },
): Promise<ActDraft> {
  const { kind, chosen } = asked
  const on = plan.effectiveOn
  const stored = plan.acts.find(({ id }) => id === asked.actId)?.act
  const standing = new Map([...simulation.after, ...simulation.before].map((row) => [row.id, row]))
  const inputs = chosen.flatMap((id) => standing.get(id) ?? [])
  const [first] = inputs
  const newUnits = unitsToCome(kind, asked.parts, stored ? madeBy(stored) : [])
  const own = new Set(newUnits.map(({ unitId }) => unitId))
  const going = simulation.after.filter((row) => !own.has(row.id) && !(endsBy(kind) && chosen.includes(row.id)))
  const parents = new Map(going.map((row) => [row.id, row.name]))
  const options = (fits: (row: PlanRow) => boolean): Option[] =>
    going.filter(fits).map((row) => ({
      value: row.id,
      label:
        isGrassroots(row.kind) || row.parentId === null ? row.name : `${row.name} — ${parents.get(row.parentId) ?? ''}`,
      group: unitKindNames[row.kind],
    }))
  const parts = newUnits.map(({ unitId, heading }) => ({ value: unitId, label: heading }))
  const holdsUnits = (row: PlanRow) =>
    kindsUnder(DEFAULT_NESTING, row.kind, on).some((each) => each !== 'group') || first?.kind === 'group'
  const branching = kind === 'split' || kind === 'separate' || kind === 'dissolve'
  const cells = branching || kind === 'change' ? inputs.filter((row) => isCell(row.kind)).slice(0, 1) : []
  const mayRead = ctx.actor.holds('member.read') && ctx.scope('member.read').whole
  const listed = []
  for (const { id, name } of cells) {
    const members = mayRead ? await membersOfCell(ctx, id, on) : []
    listed.push({ id, name, members: members.map((member) => ({ id: member.memberId, name: member.name })) })
  }
  const { sectors, localities } = await placeChoices(run)
  return {
    kind,
    what: planActNames[kind],
    actId: asked.actId,
    inputs: inputs.map(({ id, name, kind: of, shortName }) => ({ id, name, kindName: unitKindNames[of], shortName })),
    values: stored ? fieldsOf(stored) : startValues(kind, first, inputs),
    newUnits,
    moreHref:
      (kind === 'split' || kind === 'separate') && newUnits.length < MOST_PARTS
        ? asked.moreHref(newUnits.length + 1)
        : null,
    places: options(
      kind === 'absorb' ? (row) => first !== undefined && sortOf(row.kind) === sortOf(first.kind) : holdsUnits,
    ),
    children: branching
      ? simulation.before.filter((row) => first && row.parentId === first.id).map(({ id, name }) => ({ id, name }))
      : [],
    childPlaces: kind === 'dissolve' ? options(holdsUnits) : parts,
    childStays: kind === 'separate' ? 'Ở lại' : null,
    cells: listed,
    memberPlaces: kind === 'split' || kind === 'separate' ? parts : options((row) => isCell(row.kind)),
    memberStays: kind === 'separate' ? 'Ở lại' : kind === 'change' ? 'Không chuyển' : null,
    kinds: Object.entries(unitKindNames).flatMap(([value, label]) => (value === 'bloc' ? [] : [{ value, label }])),
    sectors,
    localities,
    posts: first ? postsFor(first.kind) : [],
  }
}

const madeBy = (act: PlanView['acts'][number]['act']): Id[] =>
  'unit' in act || 'units' in act ? newUnitsOf(act).map(({ unit }) => unit.unitId) : []

const endsBy = (kind: PlanActKind): boolean =>
  kind === 'consolidate' || kind === 'absorb' || kind === 'split' || kind === 'dissolve' || kind === 'transfer_out'

function unitsToCome(kind: PlanActKind, asked: number, made: readonly Id[]): ActDraft['newUnits'] {
  if (kind === 'found' || kind === 'consolidate' || kind === 'transfer_in') {
    return [{ path: 'unit', unitId: made[0] ?? newId(), heading: 'Tổ chức mới' }]
  }
  if (kind !== 'split' && kind !== 'separate') return []
  const count = Math.max(asked, kind === 'split' ? 2 : 1)
  return Array.from({ length: count }, (_, at) => ({
    path: `units.${at}`,
    unitId: made[at] ?? newId(),
    heading: count === 1 ? 'Tổ chức mới' : `Tổ chức mới ${at + 1}`,
  }))
}

// A new unit usually is of the kind of those it comes from, and stands where they stood.
function startValues(
  kind: PlanActKind,
  first: PlanRow | undefined,
  inputs: readonly PlanRow[],
): Record<string, string> {
  const values: Record<string, string> = {}
  const paths = kind === 'split' ? ['units.0', 'units.1'] : kind === 'separate' ? ['units.0'] : ['unit']
  if (first && (kind === 'consolidate' || kind === 'split' || kind === 'separate')) {
    for (const path of paths) {
      values[`${path}.parentId`] = first.parentId ?? ''
      values[`${path}.kind`] = first.kind
      values[`${path}.sector`] = first.sector ?? ''
      values[`${path}.localityId`] = first.localityId ?? ''
    }
  }
  if (kind === 'rename') {
    for (const row of inputs) {
      values[`names.${row.id}.name`] = row.name
      values[`names.${row.id}.shortName`] = row.shortName
    }
  }
  return values
}

function postsFor(kind: UnitKind): Option[] {
  const posts = POST_KINDS.filter((post) => post.units.includes(kind) && post.body !== 'board')
  return [...new Map(posts.toSorted((a, b) => a.rank - b.rank).map((post) => [post.code, post.label]))].map(
    ([value, label]) => ({ value, label }),
  )
}
