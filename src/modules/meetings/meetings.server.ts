// The face of meetings: the cells' book of meetings and attendance. Other modules, routes and the command line import only this file.
import { cancelMeeting } from './cancel-meeting.ts'
import { cellsMet } from './cells-met.ts'
import { holdMeeting } from './hold-meeting.ts'
import { importMeetings } from './import-meetings.ts'
import { listMeetings } from './list-meetings.ts'
import { listTopics } from './list-topics.ts'
import './meeting-figures.ts'
import './open-meetings.ts'
import { ownMeetings } from './own-meetings.ts'
import { planMeeting } from './plan-meeting.ts'
import { readMeeting } from './read-meeting.ts'
import { reopenMeeting } from './reopen-meeting.ts'
import { saveAttendance } from './save-attendance.ts'
import { saveMinutes } from './save-minutes.ts'

export { ACTS, MARKS, MEETING_KINDS, MEETING_STATES, monthCode, parseMonth, tenthsOfPercent } from './meeting.ts'
export type { Mark, MeetingKind, MeetingState, MonthOutcome, Tally } from './meeting.ts'
export type { CellMonth } from './cells-met.ts'
export { meetingsDue } from './meetings-due.ts'
export { kindNames, markNames, meetingsErrors, meetingTitle, outcomeNames, stateNames } from './meetings-messages.ts'
export {
  cancelMeeting,
  cellsMet,
  holdMeeting,
  importMeetings,
  listMeetings,
  listTopics,
  ownMeetings,
  planMeeting,
  readMeeting,
  reopenMeeting,
  saveAttendance,
  saveMinutes,
}

export const meetingsOperations = [
  planMeeting,
  holdMeeting,
  saveAttendance,
  saveMinutes,
  cancelMeeting,
  reopenMeeting,
  importMeetings,
]
export const meetingsQueries = [listMeetings, readMeeting, cellsMet, listTopics, ownMeetings]
