// What an imported row makes of a new member: status and cell from the day on which the register here begins for them, and the events that
// flows count: an admission or arrival on that day, a confirmation after it. Who was here before the register began arrives by no event.
import type { Day } from '#kernel/day.ts'
import { maxDay } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { EventKind, MemberHistory, MemberStatus, Standing } from '#modules/members/members.server.ts'
import type { RowValues } from './columns.ts'

export interface NewMember {
  readonly history: MemberHistory
  readonly events: readonly {
    kind: EventKind
    unitId: Id
    effectiveOn: Day
    decidedOn: Day
    fromPlace: string | null
  }[]
}

/**
 * The history of a member who is counted here from `since` of the row, else from `asOf`, else from the admission when that is later.
 * The row has its days; whether they fit together is for faultOf to say.
 */
export function composeMember(
  values: RowValues,
  { unitId, asOf, standing }: { unitId: Id; asOf: Day; standing: Standing },
): NewMember {
  const admittedOn = values.admittedOn as Day
  const confirmedOn = (values.confirmedOn as Day | undefined) ?? null
  const since = (values.since as Day | undefined) ?? maxDay(asOf, admittedOn)
  const parts: { status: MemberStatus; from: Day; to: Day | null }[] =
    confirmedOn === null
      ? [{ status: 'probationary', from: since, to: null }]
      : confirmedOn <= since
        ? [{ status: 'full', from: since, to: null }]
        : [
            { status: 'probationary', from: since, to: confirmedOn },
            { status: 'full', from: confirmedOn, to: null },
          ]
  const event = (kind: EventKind, on: Day, fromPlace: string | null = null) => ({
    kind,
    unitId,
    effectiveOn: on,
    decidedOn: on,
    fromPlace,
  })
  const cameFrom = typeof values.cameFrom === 'string' ? values.cameFrom : null
  return {
    history: {
      admittedOn,
      confirmedOn,
      leftOn: null,
      statuses: parts.map(({ status, from, to }, at) => ({
        id: null,
        status,
        standing: at === parts.length - 1 ? standing : 'active',
        valid: { from, to },
      })),
      cells: [{ id: null, unitId, valid: { from: since, to: null } }],
    },
    events: [
      ...(since === admittedOn ? [event('admission', since)] : []),
      ...(cameFrom !== null && since > admittedOn ? [event('arrival', since, cameFrom)] : []),
      ...(confirmedOn !== null && confirmedOn > since ? [event('confirmation', confirmedOn)] : []),
    ],
  }
}
