// One paper of a conference: its facts and its text.
import {
  editPaper,
  PAPER_KINDS,
  PAPER_STATES,
  readConference,
  removePaper,
} from '#modules/conferences/conferences.server.ts'
import { paperKindNames, paperStateNames } from '#modules/conferences/conferences-messages.ts'
import { isGrassroots, unitsUnder } from '#modules/units/units.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { error } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const one = await run(readConference, { conferenceId: event.params.id })
    const paper = one.papers.find(({ id }) => id === event.params.paper)
    if (!paper) error(404, 'Không có tài liệu này trong hội nghị.')
    const units = await unitsUnder(ctx, one.unitId, ctx.today)
    return {
      conference: { id: one.id, title: one.title },
      paper,
      kindName: paperKindNames[paper.kind],
      stateName: paperStateNames[paper.state],
      mayWrite: one.mayWrite && one.state !== 'concluded',
      kinds: PAPER_KINDS.map((value) => ({ value, label: paperKindNames[value] })),
      states: PAPER_STATES.map((value) => ({ value, label: paperStateNames[value] })),
      units: units.filter((unit) => isGrassroots(unit.kind)).map(({ id, name }) => ({ value: id, label: name })),
    }
  })

const back = (_: unknown, event: RequestEvent) => `/hoi-nghi/${event.params['id']}?phan=dien-bien`
const withId = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, paperId: event.params['paper'] })

export const actions: Actions = {
  luu: actionOf(editPaper, { input: withId, then: back }),
  bo: actionOf(removePaper, { input: withId, then: back }),
}
