// The face of the agenda: what is due for whoever asks, and his or her unit at a glance. It knows all other areas, none knows it.
import { atAGlance } from './at-a-glance.ts'
import { listDue } from './list-due.ts'

export { dueKinds, dueWords, glanceWords, leftWords } from './agenda-messages.ts'
export type { DueWords } from './agenda-messages.ts'
export { atAGlance, listDue }

export const agendaQueries = [listDue, atAGlance]
