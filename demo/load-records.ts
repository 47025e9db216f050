// Writes the demo's members, meetings and targets: a few operations, each of many rows.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { importDossiers, importRounds } from '#modules/admissions/admissions.server.ts'
import { importMeetings } from '#modules/meetings/meetings.server.ts'
import { importMembers } from '#modules/members/members.server.ts'
import { setTargets } from '#modules/targets/targets.server.ts'
import { BLOC_1 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import { planDossiers } from './dossiers.ts'
import type { KnownMember, LifeEvent } from './life.ts'
import { planMeetings } from './meetings.ts'
import type { Organisation } from './organisation.ts'
import { fileNumberOf, recordOf } from './records.ts'
import type { Run } from './run.ts'
import { planTargets } from './targets.ts'

const PAPERS: Partial<Record<LifeEvent['kind'], string>> = {
  admission: 'Kết nạp đảng viên',
  confirmation: 'Công nhận đảng viên chính thức',
  exemption: 'Miễn công tác và sinh hoạt đảng',
  expulsion: 'Khai trừ ra khỏi Đảng',
}

/** An admission and a confirmation are decided for one person each; what else a day brings stands on one paper a kind. */
const ONE_EACH: readonly LifeEvent['kind'][] = ['admission', 'confirmation']

const paperKey = ({ kind, decidedOn }: LifeEvent, memberId: Id): string =>
  `${decidedOn} ${kind}${ONE_EACH.includes(kind) ? ` ${memberId}` : ''}`

/** The papers of all events, numbered on and on since the register opened, so that no term has a number twice. */
function papersOf(definition: BlocDefinition, members: readonly KnownMember[]) {
  const keys = new Set(
    members.flatMap(({ memberId, events }) =>
      events
        .filter(({ kind, decidedOn }) => PAPERS[kind] && decidedOn > definition.openedOn)
        .map((event) => paperKey(event, memberId)),
    ),
  )
  const places = new Map<string, number>()
  const decisions = [...keys].sort().map((key, place) => {
    const [issuedOn = '', kind = ''] = key.split(' ')
    places.set(key, place)
    return {
      number: `${1001 + place}-QĐ/ĐUK`,
      kind: 'decision',
      issuedOn,
      issuer: definition.issuer,
      signer: null,
      abstract: PAPERS[kind as LifeEvent['kind']] ?? kind,
    }
  })
  return { decisions, placeOf: (event: LifeEvent, memberId: Id) => places.get(paperKey(event, memberId)) ?? null }
}

export async function loadMembers(
  run: Run,
  definition: BlocDefinition,
  members: readonly KnownMember[],
  seed = '',
): Promise<void> {
  const { decisions, placeOf } = papersOf(definition, members)
  const whole = definition === BLOC_1
  await run(importMembers, {
    decisions,
    members: members.map((member, place) => ({
      ...member,
      ...(whole ? { fileNumber: fileNumberOf(place), record: recordOf(definition, member, seed) } : {}),
      events: member.events.map((event) => ({ ...event, decision: placeOf(event, member.memberId) })),
    })),
  })
}

/** The files behind the admissions, citing the papers the register cites. */
export async function loadDossiers(
  run: Run,
  organisation: Organisation,
  members: readonly KnownMember[],
  seed: string,
  today: Day,
): Promise<number> {
  const { decisions, placeOf } = papersOf(organisation.definition, members)
  const cited: typeof decisions = []
  const cite = (event: LifeEvent | undefined, memberId: Id | null): number | null => {
    const place = event && memberId ? placeOf(event, memberId) : null
    return place === null ? null : cited.push(decisions[place]!) - 1
  }
  const dossiers = planDossiers(organisation, members, seed, today).map((dossier) => ({
    ...dossier,
    steps: dossier.steps.map(({ cites, ...step }) => ({ ...step, decision: cite(cites, dossier.memberId) })),
  }))
  const { dossierIds } = await run(importDossiers, { dossiers, decisions: cited })
  const rounds = organisation.definition.admissionRounds.flatMap(({ decidedOn, ceremonyOn }) => {
    const inRound = dossierIds.filter((_, at) =>
      dossiers[at]!.steps.some((step) => step.kind === 'decided' && step.on === decidedOn),
    )
    const round = { unitId: organisation.units[0]!.id, purpose: 'admission', name: `Đợt kết nạp ${formatDay(ceremonyOn)}`, sittingOn: decidedOn, ceremonyOn } // prettier-ignore
    return inRound.length > 0 ? [{ ...round, dossierIds: inRound }] : []
  })
  if (rounds.length > 0) await run(importRounds, { rounds })
  return dossiers.length
}

/** As many as one import takes. */
const MEETINGS_AT_ONCE = 4000

export async function loadMeetings(
  run: Run,
  organisation: Organisation,
  members: readonly KnownMember[],
  seed: string,
  today: Day,
): Promise<{ meetings: number; marks: number }> {
  const meetings = planMeetings(organisation.definition, organisation.cells, members, seed, today)
  let marks = 0
  for (let at = 0; at < meetings.length; at += MEETINGS_AT_ONCE) {
    marks += (await run(importMeetings, { meetings: meetings.slice(at, at + MEETINGS_AT_ONCE) })).marks
  }
  return { meetings: meetings.length, marks }
}

export async function loadTargets(
  run: Run,
  organisation: Organisation,
  members: readonly KnownMember[],
  top: Id,
  today: Day,
): Promise<void> {
  await run(setTargets, { targets: planTargets(organisation, members, top, today) })
}
