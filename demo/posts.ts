// The committees of the demo over three terms: bloc, grassroots committees, sections and cells, with reappointments, people who left in
// between, some vacancies, somebody who acts; and the posts behind the accounts one may sign in with.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { POST_KINDS } from '#modules/committees/committees.server.ts'
import type { PostsImport } from '#modules/committees/committees.server.ts'
import { isCell } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { choose, Town, unitLives } from './committee-people.ts'
import type { UnitLife } from './committee-people.ts'
import { termsOf } from './committee-terms.ts'
import type { PlannedTerm } from './committee-terms.ts'
import type { KnownMember } from './life.ts'
import type { Organisation } from './organisation.ts'
import { idsFrom, random } from './random.ts'
import type { Random } from './random.ts'

type Rows<Key extends keyof PostsImport> = NonNullable<PostsImport[Key]>[number][]
type BodyKind = Rows<'bodies'>[number]['kind']
type Span = { from: Day; to: Day | null }

/** A post that one of the demo's accounts stands on. */
export interface WantedPost {
  userName: string
  displayName: string
  unitId: Id
  post: string
  sex: 'female' | 'male'
}

export interface PlannedPosts {
  import: { [Key in keyof PostsImport]-?: NonNullable<PostsImport[Key]> }
  /** The member behind each account, and the name the member bears in the register. */
  behind: Map<string, { memberId: Id; name: string }>
}

const BOARDS: readonly (readonly [string, Day, Day | null])[] = [
  ['Văn phòng Đảng ủy', day('2015-01-01'), null],
  ['Ban Tổ chức', day('2015-01-01'), null],
  ['Ban Tuyên giáo', day('2015-01-01'), null],
  ['Cơ quan Ủy ban kiểm tra', day('2015-01-01'), null],
  ['Ban Dân vận', day('2015-01-01'), day('2025-02-01')],
]
/** A cell of this many full members elects a committee, a committee of this many a standing one; one of the larger cells has five in it. */
const NINE = 9
const LARGE_CELL = 17

class Plan {
  readonly terms: Rows<'terms'> = []
  readonly bodies: Rows<'bodies'> = []
  readonly holdings: Rows<'holdings'> = []
  readonly decisions: Rows<'decisions'> = []
  private readonly papers = new Map<string, number>()
  private number = 5000

  readonly organisation: Organisation
  readonly town: Town
  readonly chance: Random
  readonly newId: () => Id
  readonly today: Day

  constructor(organisation: Organisation, town: Town, seed: string, today: Day) {
    this.organisation = organisation
    this.town = town
    this.chance = random(`${seed} posts`)
    this.newId = idsFrom(`${seed} posts`, Date.UTC(2018, 1, 1))
    this.today = today
  }

  /** The paper of many facts at once: each key one paper. */
  paper(key: string, abstract: string, issuedOn: Day, issuer = this.organisation.definition.issuer): number {
    const known = this.papers.get(key)
    if (known !== undefined) return known
    const own = issuer === this.organisation.definition.issuer
    const number = `${(this.number += 1)}-QĐ/${own ? 'ĐUK' : issuer.startsWith('Tỉnh ủy') ? 'TU' : 'ĐU'}`
    this.papers.set(key, this.decisions.length)
    this.decisions.push({ number, kind: 'decision', issuedOn, issuer, signer: null, abstract })
    return this.decisions.length - 1
  }
}

interface Seat {
  post: string
  count: number
}

/** Fills the seats of a body through its days: whoever leaves is followed by somebody appointed, now and then after a while. */
function fill(
  plan: Plan,
  unit: { id: Id; cell: boolean },
  body: {
    id: Id
    span: Span
    decision: number | null
    pool?: (on: Day) => KnownMember[]
    basis?: 'elected' | 'appointed'
  },
  seats: readonly Seat[],
  served: Set<Id>,
): void {
  const { chance, town, today } = plan
  const taken = new Set<Id>()
  const pool = body.pool ?? ((on: Day) => town.fullMembers(unit.id, on))
  const last = body.span.to ?? addDays(today, 1)
  const now = new Set<Id>()
  for (const { post, count } of seats) {
    for (let seat = 0; seat < count; seat++) {
      let at = body.span.from
      let basis = body.basis ?? ('elected' as const)
      let decision = body.decision
      // Up to the present, or until nobody is there to follow.
      while (at < last) {
        const candidates = pool(at)
        const thin = unit.cell && post === 'committee_member' && candidates.length < NINE
        const who = thin ? undefined : choose(chance, candidates, taken, served)
        if (!who) break
        taken.add(who.memberId)
        const goes = town.leaves(who, unit.id, at)
        const ends = goes && goes.on < last && goes.on <= today ? goes : null
        plan.holdings.push({
          id: plan.newId(),
          unitId: unit.id,
          bodyId: body.id,
          post,
          memberId: who.memberId,
          basis,
          from: at,
          to: ends?.on ?? body.span.to,
          endReason: ends?.reason ?? (body.span.to ? 'term_end' : null),
          decision,
        })
        if (!ends || chance.chance(0.15)) {
          if (!ends) now.add(who.memberId)
          break
        }
        at = addDays(ends.on, chance.between(5, 70))
        // Nobody yet: a paper of a day to come would be on record.
        if (at >= last) break
        basis = 'appointed'
        decision = plan.paper(`${body.id} ${at}`, 'Chỉ định bổ sung cấp ủy viên', addDays(at, -3), unit.cell ? 'Đảng ủy cơ sở' : plan.organisation.definition.issuer) // prettier-ignore
      }
    }
  }
  for (const id of now) served.add(id)
}

function addBody(
  plan: Plan,
  unitId: Id,
  given: { kind: BodyKind; name: string; seats: number | null; span: Span; termId: Id | null; decision: number | null },
): Id {
  const id = plan.newId()
  const { kind, name, seats, span, termId, decision } = given
  plan.bodies.push({
    id,
    unitId,
    termId,
    kind,
    name,
    seats,
    from: span.from,
    to: span.to,
    ordinal: plan.bodies.length % 1000,
    decision,
  })
  return id
}

/** One term of one unit: its committees and everybody in them. */
function playTerm(plan: Plan, unit: UnitLife, kind: UnitKind, term: PlannedTerm, served: Map<string, Set<Id>>): void {
  const { chance, town } = plan
  const { issuer } = plan.organisation.definition
  const cell = isCell(kind)
  const of = (body: string): Set<Id> => {
    const known = served.get(body) ?? new Set<Id>()
    served.set(body, known)
    return known
  }
  const decision =
    kind === 'bloc'
      ? plan.paper(`bloc ${term.label}`, `Chuẩn y kết quả bầu cử Đảng bộ Khối nhiệm kỳ ${term.label}`, addDays(term.from, 9), `Tỉnh ủy ${plan.organisation.definition.province}`)
      : kind === 'sub_cell' || kind === 'section'
        ? plan.paper(`${unit.parents.findLast(({ from }) => from <= term.from)?.id} ${term.label} ${kind}`, `Chuẩn y kết quả đại hội các chi bộ trực thuộc, nhiệm kỳ ${term.label}`, addDays(term.from, 70), 'Đảng ủy cơ sở')
        : plan.paper(`${unit.id} ${term.label}`, `Chuẩn y kết quả bầu cử ${unit.name} nhiệm kỳ ${term.label}`, addDays(term.from, 12), issuer) // prettier-ignore
  const termId = plan.newId()
  plan.terms.push({
    id: termId,
    unitId: unit.id,
    ordinal: term.ordinal,
    restarted: false,
    label: term.label,
    basis: term.basis,
    from: term.from,
    to: term.to,
    decision,
  })
  const span = { from: term.from, to: term.to }
  const members = town.fullMembers(unit.id, term.from)
  const basis = term.basis === 'appointed' ? ('appointed' as const) : ('elected' as const)
  const body = (
    bodyKind: BodyKind,
    name: string,
    seats: number,
    posts: readonly Seat[],
    pool?: (on: Day) => KnownMember[],
  ) => {
    const id = addBody(plan, unit.id, { kind: bodyKind, name, seats, span, termId, decision })
    fill(plan, { id: unit.id, cell }, { id, span, decision, basis, ...(pool ? { pool } : {}) }, posts, of(bodyKind))
  }
  if (cell) {
    const seats = members.length >= LARGE_CELL ? 5 : members.length >= NINE ? 3 : 2
    const plain = seats - 2 - (seats > 2 && chance.chance(0.08) ? 1 : 0)
    body('executive', 'Chi ủy', seats, [
      { post: 'secretary', count: 1 },
      { post: 'deputy_secretary', count: members.length > 4 && !chance.chance(0.04) ? 1 : 0 },
      { post: 'committee_member', count: plain },
    ])
    return
  }
  const seats =
    kind === 'bloc'
      ? members.length > 1000
        ? 27
        : 15
      : kind === 'section'
        ? 5
        : [7, 9, 9, 11, 13, 15][chance.below(6)]!
  const deputies = kind === 'bloc' ? 1 : seats >= 13 ? 2 : 1
  const vacant = chance.chance(0.15) ? 1 : 0
  body('executive', 'Ban chấp hành', seats, [
    { post: 'secretary', count: 1 },
    ...(kind === 'bloc' ? [{ post: 'permanent_deputy', count: 1 }] : []),
    { post: 'deputy_secretary', count: deputies },
    { post: 'committee_member', count: seats - 1 - deputies - (kind === 'bloc' ? 1 : 0) - vacant },
  ])
  if (kind === 'section' || seats < NINE) return
  // Standing and inspection committee come out of the committee as it is on the day.
  const own = plan.holdings.filter((each) => each.bodyId === plan.bodies.at(-1)?.id)
  const sitting = (on: Day) => {
    const ids = new Set(
      own.filter((each) => (each.from as Day) <= on && (!each.to || on < each.to)).map((each) => each.memberId),
    )
    return town.fullMembers(unit.id, on).filter(({ memberId }) => ids.has(memberId))
  }
  // Fewer elected than the rule wants, whatever the seats: no standing committee (EXE-06).
  if (kind === 'bloc' || sitting(term.from).length >= NINE) {
    body(
      'standing',
      'Ban thường vụ',
      Math.floor(seats / 3),
      [{ post: 'standing_member', count: Math.floor(seats / 3) }],
      sitting,
    )
  }
  const inspectors = kind === 'bloc' ? 7 : 3
  body('inspection', 'Ủy ban kiểm tra', inspectors, [
    { post: 'inspection_head', count: 1 },
    { post: 'inspection_deputy', count: 1 },
    { post: 'inspection_member', count: inspectors - 2 },
  ])
}

function playBoards(plan: Plan, root: UnitLife): void {
  for (const [name, from, to] of BOARDS) {
    if (to !== null && to > plan.today) continue
    const id = addBody(plan, root.id, {
      kind: 'board',
      name,
      seats: null,
      span: { from, to },
      termId: null,
      decision: null,
    })
    const office = name.startsWith('Văn phòng')
    fill(plan, { id: root.id, cell: false }, { id, span: { from, to }, decision: null, basis: 'appointed' }, [
      { post: office ? 'office_chief' : 'board_head', count: 1 },
      { post: office ? 'office_deputy' : 'board_deputy', count: 1 },
      { post: 'specialist', count: 3 },
    ], new Set()) // prettier-ignore
    for (const holding of plan.holdings)
      if (holding.bodyId === id && holding.endReason === 'term_end') holding.endReason = 'body_ended'
  }
}

/** In every tenth committee the secretary has retired lately, and the deputy acts; in one the deputy acts while the secretary is away. */
function playActing(plan: Plan, keep: ReadonlySet<string>): void {
  const heads = plan.holdings.filter(
    (each) => each.post === 'secretary' && each.to === null && !keep.has(each.id as string),
  )
  for (const [at, head] of heads.entries()) {
    if (at % 40 !== 7 && at !== 3) continue
    const deputy = plan.holdings.find(
      (each) => each.bodyId === head.bodyId && each.post === 'deputy_secretary' && each.to === null,
    )
    const retired = addDays(plan.today, -40)
    if (
      !deputy?.memberId ||
      (head.from as Day) >= retired ||
      (deputy.from as Day) >= retired ||
      keep.has(deputy.id as string)
    )
      continue
    const away = at === 3
    if (!away) {
      head.to = retired
      head.endReason = 'retired'
    }
    plan.holdings.push({
      id: plan.newId(),
      unitId: head.unitId,
      bodyId: head.bodyId,
      post: 'secretary',
      memberId: deputy.memberId,
      basis: 'acting',
      actingForId: away ? (head.id as string) : null,
      from: retired,
      to: away ? addDays(plan.today, 50) : null,
      decision: plan.paper(`acting ${head.bodyId}`, 'Giao phụ trách cấp ủy', addDays(retired, -2)),
    })
  }
}

/** The wanted post as it is held today; where it is vacant, somebody is put there. Throws RangeError without its body. */
function seatFor(plan: Plan, { unitId, post, userName }: WantedPost): Rows<'holdings'>[number] {
  const held = plan.holdings.find((each) => each.unitId === unitId && each.post === post && each.to === null)
  if (held) return held
  const kind = POST_KINDS.find(({ code }) => code === post)?.body
  const body = plan.bodies.find((each) => each.unitId === unitId && each.kind === kind && each.to === null)
  if (!body) throw new RangeError(`no body for the post of ${userName}`)
  const from = [body.from as Day, addDays(plan.today, -300)].toSorted()[1] as Day
  const fresh = { id: plan.newId(), unitId, bodyId: body.id as Id, post, basis: 'appointed' as const, from, to: null }
  plan.holdings.push(fresh)
  return plan.holdings.at(-1)!
}

/** Who holds it, when that fits the account's name and is all they hold; else somebody of the unit without any post, before or after. */
function holderOf(
  plan: Plan,
  members: readonly KnownMember[],
  { unitId, sex, userName }: WantedPost,
  holding: Rows<'holdings'>[number],
  others: ReadonlySet<Id>,
): Id {
  const own = members.find(({ memberId }) => memberId === holding.memberId)
  const elsewhere = (memberId: Id) =>
    plan.holdings.some((each) => each.memberId === memberId && each.to === null && each.unitId !== unitId)
  if (own?.sex === sex && !others.has(own.memberId) && !elsewhere(own.memberId)) return own.memberId
  const from = holding.from as Day
  const free = plan.town
    .fullMembers(unitId, from)
    .find(
      (member) =>
        member.sex === sex &&
        !others.has(member.memberId) &&
        !elsewhere(member.memberId) &&
        plan.town.leaves(member, unitId, from) === null &&
        !plan.holdings.some((each) => each.bodyId === holding.bodyId && each.memberId === member.memberId),
    )
  if (!free) throw new RangeError(`nobody for the post of ${userName}`)
  return free.memberId
}

/** Plans everything; pure. `wanted` are the posts on which accounts stand: their holders stay, and bear the accounts' names. */
export function planPosts(
  organisation: Organisation,
  members: readonly KnownMember[],
  wanted: readonly WantedPost[],
  seed: string,
  today: Day,
): PlannedPosts {
  const units = unitLives(organisation)
  const plan = new Plan(organisation, new Town(units, members), seed, today)
  for (const unit of units) {
    const served = new Map<string, Set<Id>>()
    for (const { kind, from, to } of unit.kinds) {
      if (kind === 'group') continue
      for (const term of termsOf(kind, { from, to }, today, plan.chance)) playTerm(plan, unit, kind, term, served)
    }
  }
  const root = units.find((unit) => unit.parents[0]?.id === null)
  if (root) playBoards(plan, root)
  const behind = new Map<string, { memberId: Id; name: string }>()
  const kept = new Set<string>()
  for (const each of wanted) {
    const holding = seatFor(plan, each)
    const memberId = holderOf(plan, members, each, holding, new Set([...behind.values()].map((one) => one.memberId)))
    const before = holding.memberId
    for (const own of plan.holdings)
      if (own === holding || (own.unitId === each.unitId && own.memberId === before && own.to === null)) {
        own.memberId = memberId
        kept.add(own.id as string)
      }
    behind.set(each.userName, { memberId, name: each.displayName })
  }
  playActing(plan, kept)
  const { terms, bodies, holdings, decisions } = plan
  return { import: { terms, bodies, holdings, decisions }, behind }
}
