// The face of the agenda: what is due for whoever asks, what the rules make due in a unit, and a unit at a glance. It knows all other
// areas, none knows it.
import { atAGlance } from './at-a-glance.ts'
import { listDeadlines } from './deadlines.ts'
import { listDue } from './list-due.ts'

export { dueKinds, dueWords, glanceWords, leftWords } from './agenda-messages.ts'
export type { DueWords } from './agenda-messages.ts'
export { calendarFile } from './calendar-file.ts'
export { deadlineKindName, textBesideUnit, workingDaysLeft } from './deadline-messages.ts'
export { HORIZONS } from './deadlines.ts'
export type { Deadline, DeadlineCount } from './deadlines.ts'
export { atAGlance, listDeadlines, listDue }

export const agendaQueries = [listDue, atAGlance, listDeadlines]
