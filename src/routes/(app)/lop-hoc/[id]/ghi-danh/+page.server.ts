// A cell or committee puts its people on the list: one page, tick and save, made for a phone.
import { formatDay } from '#kernel/day.ts'
import { enrolPeople, findLearners, kindOf, readClass } from '#modules/classes/classes.server.ts'
import { findUnits, nameOn } from '#modules/units/units.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const found = await run(readClass, { classId: event.params.id })
    const asked = url.searchParams.get('don-vi')
    const units = await run(findUnits, { holding: 'member.write', limit: 400, text: (url.searchParams.get('to-chuc') ?? '').slice(0, 100) }) // prettier-ignore
    const unitId = asked ?? ctx.actor.stands[0]?.unitId ?? found.unitId
    const find = (url.searchParams.get('tim') ?? '').slice(0, 100)
    const list = await run(findLearners, { classId: found.id, unitId, find })
    const quota = found.quotas.find((line) => line.unitId === unitId)
    return {
      id: found.id,
      title: found.title,
      kind: found.kind,
      mayEnrol: found.mayEnrol,
      enrolBy: found.enrolBy ? formatDay(found.enrolBy) : null,
      candidates: kindOf(found.kind).audience === 'non_members',
      unitId,
      unitName: (await nameOn(ctx, unitId, found.fromOn))?.name ?? '',
      units: units.map(({ id, name, parentName }) => ({ value: id, label: name, group: parentName ?? '' })),
      quota: quota ? `${quota.enrolled}/${quota.seats}` : null,
      find,
      more: list.more,
      people: list.people.map((one) => ({
        id: one.personId,
        name: one.name,
        birth: formatDay(one.birthOn),
        unit: one.unitId === unitId ? null : one.unitName,
        enrolled: one.enrolled,
        status: one.status === 'probationary' ? 'dự bị' : one.status === 'full' ? 'chính thức' : null,
      })),
      key: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(enrolPeople, {
    input: (posted, event) => ({ ...posted, classId: event.params['id'] }),
    then: ({ classId }) => `/lop-hoc/${classId}?da-luu=1`,
  }),
}
