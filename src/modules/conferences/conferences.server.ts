// Face of conferences: from the plan and its template to the written conclusion whose points are tasks, with the ledger of recommendations.
import { addConferencePicture, removeConferencePicture } from './add-picture.ts'
import './conference-files.ts'
import { concludeConference, holdConference, reopenConference, writeConclusion } from './conclude-conference.ts'
import { listConferences, listRecommendations, suggestConference } from './list-conferences.ts'
import './open-conferences.ts'
import { addPaper, editPaper, removePaper } from './paper-operations.ts'
import { editConference, planConference } from './plan-conference.ts'
import { readConference } from './read-conference.ts'
import { addRecommendation, answerRecommendation, editRecommendation } from './recommendation-operations.ts'
import { setAgenda, setChecklist, setGuests } from './set-lists.ts'

export { checklistCounts, CONFERENCE_STATES, PAPER_KINDS, PAPER_STATES, RECOMMENDATION_STATES } from './conference.ts'
export type { ChecklistItem, ConferenceState, PaperKind, PaperState, RecommendationState } from './conference.ts'
export { conclusionPaperOf, proceedingsOf } from './conference-paper-of.ts'
export { unitOfConference } from './conference-store.ts'
export { conferencesErrors, paperKindNames } from './conferences-messages.ts'
export { conferencesDue } from './list-conferences.ts'
export { conferenceRecord } from './read-conference.ts'
export type { ConferenceRecord } from './read-conference.ts'
export {
  addConferencePicture,
  addPaper,
  addRecommendation,
  answerRecommendation,
  concludeConference,
  editConference,
  editPaper,
  editRecommendation,
  holdConference,
  listConferences,
  listRecommendations,
  planConference,
  readConference,
  removeConferencePicture,
  removePaper,
  reopenConference,
  setAgenda,
  setChecklist,
  setGuests,
  suggestConference,
  writeConclusion,
}

export const conferencesOperations = [
  planConference,
  editConference,
  setAgenda,
  setGuests,
  setChecklist,
  addPaper,
  editPaper,
  removePaper,
  addRecommendation,
  editRecommendation,
  answerRecommendation,
  holdConference,
  writeConclusion,
  concludeConference,
  reopenConference,
  addConferencePicture,
  removeConferencePicture,
]
export const conferencesQueries = [listConferences, readConference, listRecommendations, suggestConference]
