// A conference in four parts: preparation, course, conclusion, pictures. One form action per thing one can do.
import { formatDay, formatInstant } from '#kernel/day.ts'
import {
  addConferencePicture,
  addPaper,
  addRecommendation,
  answerRecommendation,
  checklistCounts,
  concludeConference,
  holdConference,
  PAPER_KINDS,
  PAPER_STATES,
  readConference,
  removeConferencePicture,
  reopenConference,
  setAgenda,
  setChecklist,
  setGuests,
  writeConclusion,
} from '#modules/conferences/conferences.server.ts'
import {
  conferenceStateNames,
  paperKindNames,
  paperStateNames,
  phaseNames,
  recommendationStateNames,
} from '#modules/conferences/conferences-messages.ts'
import { isGrassroots, unitsUnder } from '#modules/units/units.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { pictureAction } from '../../picture-action.server.ts'
import { conferenceLooks, paperLooks, recommendationLooks } from '../states.ts'
import type { Actions, PageServerLoad } from './$types'

const PARTS = [
  { code: 'chuan-bi', label: 'Chuẩn bị' },
  { code: 'dien-bien', label: 'Diễn biến' },
  { code: 'ket-luan', label: 'Kết luận' },
  { code: 'hinh-anh', label: 'Hình ảnh' },
] as const

export const load: PageServerLoad = (event) => {
  const part = PARTS.find(({ code }) => code === event.url.searchParams.get('phan'))?.code ?? 'chuan-bi'
  return loadPage(event, async (run, ctx) => {
    const one = await run(readConference, { conferenceId: event.params.id })
    const owners =
      part === 'chuan-bi' || part === 'hinh-anh' || !one.mayWrite
        ? []
        : (await unitsUnder(ctx, one.unitId, ctx.today)).filter((unit) => unit.depth === 0 || isGrassroots(unit.kind))
    const counts: Record<string, number> = {
      'dien-bien': one.papers.length + one.recommendations.length,
      'ket-luan': one.points.length,
      'hinh-anh': one.pictures.length,
    }
    return {
      ...one,
      part,
      key: newId(),
      today: ctx.today,
      mayPrepare: one.mayWrite && one.state !== 'concluded',
      startsNow: one.startsAt <= ctx.now,
      when: `${formatInstant(one.startsAt)}${one.endsAt ? `–${formatInstant(one.endsAt).slice(11)}` : ''}`,
      concluded: one.concludedOn === null ? null : formatDay(one.concludedOn),
      tag: { state: conferenceLooks[one.state], label: conferenceStateNames[one.state] },
      tabs: PARTS.map(({ code, label }) => ({
        href: `/hoi-nghi/${one.id}?phan=${code}`,
        label,
        current: code === part,
        ...(counts[code] ? { count: counts[code] } : {}),
      })),
      phases: (['before', 'during', 'after'] as const).map((phase) => ({
        label: phaseNames[phase],
        items: one.checklist.filter((item) => item.phase === phase),
      })),
      ready: checklistCounts(one.checklist),
      papers: one.papers.map((paper) => ({
        ...paper,
        kindName: paperKindNames[paper.kind],
        tag: { state: paperLooks[paper.state], label: paperStateNames[paper.state] },
      })),
      recommendations: one.recommendations.map((each) => ({
        ...each,
        tag: { state: recommendationLooks[each.state], label: recommendationStateNames[each.state] },
        answered: each.answeredOn === null ? null : formatDay(each.answeredOn),
      })),
      paperKinds: PAPER_KINDS.map((value) => ({ value, label: paperKindNames[value] })),
      paperStates: PAPER_STATES.map((value) => ({ value, label: paperStateNames[value] })),
      owners: owners.map(({ id, name }) => ({ value: id, label: name })),
    }
  })
}

const withId = (posted: Record<string, unknown>, event: RequestEvent) => ({
  ...posted,
  conferenceId: event.params['id'],
})
const to = (part: string) => (_: unknown, event: RequestEvent) => `/hoi-nghi/${event.params['id']}?phan=${part}`

export const actions: Actions = {
  'chuong-trinh': actionOf(setAgenda, { input: withId, then: to('chuan-bi') }),
  'thanh-phan': actionOf(setGuests, { input: withId, then: to('chuan-bi') }),
  'danh-muc': actionOf(setChecklist, { input: withId, then: to('chuan-bi') }),
  'da-hop': actionOf(holdConference, { input: withId, then: to('dien-bien') }),
  'tai-lieu': actionOf(addPaper, { input: withId, then: to('dien-bien') }),
  'kien-nghi': actionOf(addRecommendation, { input: withId, then: to('dien-bien') }),
  'tra-loi': actionOf(answerRecommendation, { then: to('dien-bien') }),
  luu: actionOf(writeConclusion, { input: withId, then: to('ket-luan') }),
  'ket-luan': actionOf(concludeConference, { input: withId, then: to('ket-luan') }),
  'mo-lai': actionOf(reopenConference, { input: withId, then: to('ket-luan') }),
  anh: pictureAction(addConferencePicture, { input: withId, then: to('hinh-anh') }),
  'bo-anh': actionOf(removeConferencePicture, { then: to('hinh-anh') }),
}
