// Somebody takes a post: the person is searched among the members, or written by name.
import { formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import {
  findCandidates,
  HOLDING_BASES,
  holdingBasisNames,
  postsOf,
  putInPost,
} from '#modules/committees/committees.server.ts'
import { actOnCommittee, loadCommitteeForm } from '../../committee-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadCommitteeForm(event, async (found, run) => {
    const typed = Object.fromEntries([...event.url.searchParams].filter(([name]) => name !== 'idempotencyKey'))
    const body = found.bodies.find(({ id }) => id === typed['ban'])
    if (!body || !found.kind) throw notFound()
    const text = (typed['tim-nguoi'] ?? '').slice(0, 100)
    const people = await run(findCandidates, { unitId: found.unitId, day: found.day, find: text })
    const posts = postsOf(body.kind, found.kind, found.day)
    return {
      typed,
      text,
      day: found.day as string,
      body: { id: body.id, name: body.name, vacant: body.empty, seats: body.seats },
      posts: posts.map((kind) => {
        const holder = kind.single
          ? body.holders.find((one) => one.post === kind.code && one.basis !== 'acting')
          : undefined
        return { value: kind.code, label: kind.label, ...(holder ? { hint: `đang có đồng chí ${holder.name}` } : {}) }
      }),
      actingFor: body.holders
        .filter((one) => one.basis !== 'acting' && posts.some((kind) => kind.code === one.post && kind.single))
        .map((one) => ({ value: one.id, label: `${one.name}, ${one.label}` })),
      people: people.map((one) => ({
        value: one.personId,
        label: one.name,
        hint: [`sinh ${formatDay(one.birthOn)}`, one.cellName, one.status === 'probationary' ? 'dự bị' : null]
          .filter(Boolean)
          .join(' · '),
      })),
      bases: HOLDING_BASES.map((value) => ({ value, label: holdingBasisNames[value] })),
    }
  })

export const actions: Actions = {
  default: actOnCommittee(putInPost, (posted, event) => ({ ...posted, bodyId: event.url.searchParams.get('ban') })),
}
