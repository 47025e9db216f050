// Terms, holders and full members for the tests of committees, on the small bloc of register.ts.
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { openTerm, putInPost, readCommittees } from '#modules/committees/committees.server.ts'
import type { UnitCommittees } from '#modules/committees/committees.server.ts'
import { importMembers } from '#modules/members/members.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { ask } from '#platform/operation/execute.ts'
import type { AnyQuery } from '#platform/operation/operation.ts'
import { database, nobody, now, profile, run, system, unit } from './register.ts'

export const today = day('2024-06-30')
export const look = <R>(query: AnyQuery, input: object, caller = system, at = now) =>
  ask(database, caller, query, input, { now: at }) as Promise<R>
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : Promise.reject(error)),
  )
export const committees = (key: string, on: Day = today) =>
  look<UnitCommittees>(readCommittees, { unitId: unit(key), day: on })

/** A member of the bloc since 2020, full since 2021. */
export async function fullMember(key: string, more: object = {}): Promise<{ memberId: Id; personId: Id }> {
  const imported = await run<{ memberIds: Id[] }>(system, importMembers, {
    members: [
      {
        ...nobody(more),
        ...{ admittedOn: '2020-01-01', confirmedOn: '2021-01-01' },
        statuses: [
          { status: 'probationary', from: '2020-01-01', to: '2021-01-01' },
          { status: 'full', from: '2021-01-01' },
        ],
        cells: [{ unitId: unit(key), from: '2020-01-01' }],
        events: [],
      },
    ],
  })
  const memberId = imported.memberIds[0] as Id
  return { memberId, personId: (await profile(memberId)).personId }
}

let serial = 0
/** A new grassroots committee or cell under the bloc, with a term since 2022. */
export async function unitWithTerm(kind = 'grassroots_committee', more: object = {}) {
  const found = await run<{ unitId: Id }>(system, foundUnit, {
    kind,
    name: `Đơn vị ${++serial}`,
    shortName: `ĐV ${serial}`,
    parentId: unit('bloc'),
    effectiveOn: '2015-01-01',
  })
  const term = await run<{ termId: Id; bodyIds: Record<string, Id>; warnings: string[] }>(system, openTerm, {
    unitId: found.unitId,
    ordinal: 3,
    label: '2020-2025',
    from: '2022-01-01',
    basis: 'congress',
    ...more,
  })
  return { unitId: found.unitId, ...term, body: term.bodyIds['executive'] as Id }
}
export const put = (bodyId: Id, more: object = {}, caller = system) =>
  run<{ holdingId: Id; warnings: string[] }>(caller, putInPost, {
    bodyId,
    post: 'secretary',
    basis: 'elected',
    from: '2022-01-01',
    ...more,
  })
